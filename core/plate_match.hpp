#pragma once
// One read against all permit cards. A fuzzy guess proposes; only an exact read acts (ADR 0009).
#include <optional>
#include <string>
#include <vector>

#include "core/fields.hpp"
#include "core/names.hpp"
#include "core/plate_read.hpp"
#include "core/rule_pack.hpp"

namespace otkel::core {

enum class MatchKind { exact, probable, ambiguous, none, no_read };
template <>
struct EnumWords<MatchKind> {
  static constexpr std::array<std::string_view, 5> words{"exact", "probable", "ambiguous", "none",
                                                         "no_read"};
};

struct MatchCandidate {
  std::string plate;  ///< canonical, of the card
  double cost = 0;
  static constexpr auto fields() {
    return std::tuple{field("plate", &MatchCandidate::plate), field("cost", &MatchCandidate::cost)};
  }
};

struct MatchDecision {
  MatchKind kind = MatchKind::no_read;
  std::string raw;                         ///< as the camera wrote it
  std::string folded;                      ///< what was compared
  std::vector<MatchCandidate> candidates;  ///< best first, at most three
  std::string reason;                      ///< in words, for the officer and the log
  /// May act without a person: exact, and no other card lies within the confusion distance unless
  /// the differing place was read surely or a second read agrees.
  bool may_act = false;
  static constexpr auto fields() {
    using D = MatchDecision;
    return std::tuple{field("kind", &D::kind),     field("raw", &D::raw),
                      field("folded", &D::folded), field("candidates", &D::candidates),
                      field("reason", &D::reason), field("may_act", &D::may_act)};
  }
};

/// Cost of turning what was read into `card`: substitutions of look-alikes are cheap, others 1,
/// insertions and deletions 0.9 (0.7 at the ends, 0.4 for a doubled character); '?' costs 0.15.
/// Gives up and returns `limit` as soon as the cost cannot stay below it.
double confusion_cost(std::string_view read, std::string_view card, double limit);

/// Decides over all reads of a visit. `cards`: canonical plates that may be meant, each once.
MatchDecision match_plate(const std::vector<PlateRead>& reads,
                          const std::vector<std::string>& cards, const RulePack& pack);

}  // namespace otkel::core
