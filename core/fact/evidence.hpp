#pragma once
// The record of a passage that facts carry, how much it is worth, and what an exit came to.
#include <cstdint>
#include <optional>
#include <string>

#include "core/plate/match_decision.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// How much a record is worth, the strongest first.
enum class EvidenceGrade {
  camera_exact,           ///< the camera's read alone was enough
  camera_confirmed,       ///< a person named the plate on the camera's record
  camera_confirmed_late,  ///< the same on a record that arrived after its moment
  officer_entry,          ///< an officer's word, no camera
};
template <>
struct EnumWords<EvidenceGrade> {
  static constexpr std::array<std::string_view, 4> words{"camera_exact", "camera_confirmed",
                                                         "camera_confirmed_late", "officer_entry"};
};

/// How the read was taken for the card.
struct MatchEvidence {
  MatchKind kind = MatchKind::no_read;
  std::optional<double> cost;  ///< of the card it was taken for, where it was a candidate
  std::optional<MatchCandidate> runner_up;
  std::string version;  ///< of the matcher
  static constexpr auto fields() {
    using M = MatchEvidence;
    return std::tuple{field("kind", &M::kind), field("cost", &M::cost),
                      field("runner_up", &M::runner_up), field("version", &M::version)};
  }
};

/// The record without which nothing is redeemed: data of the technical means.
struct Evidence {
  std::string visit_id;
  std::string camera;
  Instant received{};
  std::optional<Instant> camera_time;
  std::string picture_hash;
  std::string read;  ///< raw text of the camera; empty where an officer entered it
  EvidenceGrade grade = EvidenceGrade::officer_entry;
  std::optional<std::int64_t> skew_ms;  ///< our clock minus the camera's, as it usually is
  std::optional<MatchEvidence> match;
  std::optional<std::string>
      rule;  ///< what took the read for the card: a word of MatchRule, or "officer"
  static constexpr auto fields() {
    using E = Evidence;
    return std::tuple{field("visit_id", &E::visit_id),
                      field("camera", &E::camera),
                      field("received", &E::received),
                      field("camera_time", &E::camera_time),
                      field("picture_hash", &E::picture_hash),
                      field("read", &E::read),
                      field("grade", &E::grade),
                      field("skew_ms", &E::skew_ms),
                      field("match", &E::match),
                      field("rule", &E::rule)};
  }
};

enum class ExitOutcome {
  redeem,          ///< the permit is used now
  no_permit,       ///< none of ours, and nothing says that it had another; recorded only
  redeem_revoked,  ///< redeemed although the centre had annulled it: redeemed wins, incident (I10)
  second_exit,     ///< the same number was used before: incident (R-06)
  blank_ended,     ///< returned, lost, annulled or spoiled before, and yet it left: incident (I5)
  not_issued,      ///< left before the blank was handed over: incident
  external,        ///< under a permit from outside the pilot, which is not ours to redeem (R-02)
};
template <>
struct EnumWords<ExitOutcome> {
  static constexpr std::array<std::string_view, 7> words{
      "redeem",      "no_permit",  "redeem_revoked", "second_exit",
      "blank_ended", "not_issued", "external"};
};

}  // namespace otkel::core
