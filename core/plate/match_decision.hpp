#pragma once
// What the matcher says of one vehicle's reads: the card they were taken for, why, and whether
// that may act without a person (ADR 0009, ADR 0030).
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::core {

/// Stored with every decision; changes with whatever may change one.
constexpr std::string_view kMatcherVersion = "4";

enum class MatchKind { exact, probable, ambiguous, none, no_read };
template <>
struct EnumWords<MatchKind> {
  static constexpr std::array<std::string_view, 5> words{"exact", "probable", "ambiguous", "none",
                                                         "no_read"};
};

/// Why a decision may act without a person.
enum class MatchRule {
  none,
  exact_alone,
  two_reads_agree,
  two_cameras_agree,
  sure_at_difference,
  expected_and_read,  ///< the records expect the truck here, and the camera read its plate
};
template <>
struct EnumWords<MatchRule> {
  static constexpr std::array<std::string_view, 6> words{"none",
                                                         "exact_alone",
                                                         "two_reads_agree",
                                                         "two_cameras_agree",
                                                         "sure_at_difference",
                                                         "expected_and_read"};
};

/// What an officer is shown; the screens have a sentence for each.
enum class MatchWhy {
  nothing_read,           ///< no camera read a plate
  not_a_plate,            ///< a text, but no plate has such a shape
  nothing_near,           ///< no card is near what was read
  one_near,               ///< one card is near, the read is not exactly its plate
  several_near,           ///< several cards are about equally near
  expected_among_near,    ///< the same, and exactly one of them is expected now
  other_form,             ///< a card's plate in another reading order or without a small sign
  other_text,             ///< a card's plate, but only as the camera's second choice
  only_late,              ///< a card's plate, but only in messages that came late
  two_cards_read,         ///< the reads are the plates of different cards
  reads_disagree,         ///< a card's plate, but other reads of the vehicle say otherwise
  doubtful_read,          ///< a card's plate, but the camera itself was in doubt
  neighbour_near,         ///< a card's plate, but one misread character away from another card
  neighbour_looks_alike,  ///< the same, and this camera would misread it every time
  cannot_be_here,         ///< a card's plate, but by the records its truck is not at this place
  one_witness,            ///< a card's plate, but one camera alone says that its truck is here
  exact_and_alone,        ///< acts
  reads_agree,            ///< acts
  cameras_agree,          ///< acts
  sure_where_it_differs,  ///< acts
  expected_here           ///< acts
};
template <>
struct EnumWords<MatchWhy> {
  static constexpr std::array<std::string_view, 21> words{
      "nothing_read",    "not_a_plate",           "nothing_near",   "one_near",
      "several_near",    "expected_among_near",   "other_form",     "other_text",
      "only_late",       "two_cards_read",        "reads_disagree", "doubtful_read",
      "neighbour_near",  "neighbour_looks_alike", "cannot_be_here", "one_witness",
      "exact_and_alone", "reads_agree",           "cameras_agree",  "sure_where_it_differs",
      "expected_here"};
};

struct MatchCandidate {
  std::string plate;            ///< canonical, of the card
  double cost = 0;              ///< mean over the reads that are near any card; 0 if all are exact
  std::optional<KeyForm> form;  ///< how the nearest read represents the plate
  std::optional<std::vector<std::int64_t>> differs;  ///< places in `plate`, from 0, that it lacks
  static constexpr auto fields() {
    using C = MatchCandidate;
    return std::tuple{field("plate", &C::plate), field("cost", &C::cost), field("form", &C::form),
                      field("differs", &C::differs)};
  }
};

struct MatchDecision {
  MatchKind kind = MatchKind::no_read;
  std::string raw;                         ///< as the camera wrote it
  std::string folded;                      ///< normalised: what was compared
  std::vector<MatchCandidate> candidates;  ///< best first, at most three
  std::string reason;                      ///< in words, for the officer and the log
  bool may_act = false;                    ///< without a person; `rule` says why
  std::optional<std::string> matched;      ///< the card's plate; only if exact or probable
  std::optional<double> cost;              ///< of `matched`
  std::optional<MatchCandidate> runner_up;
  std::optional<MatchRule> rule;
  std::optional<MatchWhy> why;
  std::optional<std::string> version;
  static constexpr auto fields() {
    using D = MatchDecision;
    return std::tuple{field("kind", &D::kind),
                      field("raw", &D::raw),
                      field("folded", &D::folded),
                      field("candidates", &D::candidates),
                      field("reason", &D::reason),
                      field("may_act", &D::may_act),
                      field("matched", &D::matched),
                      field("cost", &D::cost),
                      field("runner_up", &D::runner_up),
                      field("rule", &D::rule),
                      field("why", &D::why),
                      field("version", &D::version)};
  }
};

}  // namespace otkel::core
