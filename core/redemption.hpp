#pragma once
// What an exit or a return means for the blank (R-30, R-31, R-37, R-38, I4, I5, I10).
#include <optional>
#include <string>

#include "core/blank_stock.hpp"
#include "core/fields.hpp"
#include "core/plate_read.hpp"

namespace otkel::core {

/// The record without which nothing is redeemed: data of the technical means.
struct Evidence {
  std::string visit_id;
  std::string camera;
  Instant received{};
  std::optional<Instant> camera_time;
  std::string picture_hash;
  std::string read;   ///< raw text of the camera; empty where an officer entered it
  std::string grade;  ///< "camera_exact", "camera_confirmed" (by a person), "officer_entry"
  static constexpr auto fields() {
    using E = Evidence;
    return std::tuple{field("visit_id", &E::visit_id),
                      field("camera", &E::camera),
                      field("received", &E::received),
                      field("camera_time", &E::camera_time),
                      field("picture_hash", &E::picture_hash),
                      field("read", &E::read),
                      field("grade", &E::grade)};
  }
};

/// An officer's word alone is not enough: a camera must have seen the vehicle. Errors:
/// exit_evidence_missing.
Result<void> check_evidence(const Evidence& evidence, CameraRole role);

enum class ExitOutcome {
  redeem,          ///< the permit is used now
  no_permit,       ///< no permit of ours: an external permit or none (R-02), recorded only
  redeem_revoked,  ///< redeemed although the centre had annulled it: redeemed wins, incident (I10)
  second_exit,     ///< the same number was used before: incident (R-06)
  blank_ended,     ///< returned, lost, annulled or spoiled before, and yet it left: incident (I5)
  not_issued,      ///< left before the blank was handed over: incident
};
template <>
struct EnumWords<ExitOutcome> {
  static constexpr std::array<std::string_view, 6> words{
      "redeem", "no_permit", "redeem_revoked", "second_exit", "blank_ended", "not_issued"};
};

/// `blank`: state of the vehicle's number, nothing where it has none.
ExitOutcome decide_exit(std::optional<BlankState> blank, bool revoked);

}  // namespace otkel::core
