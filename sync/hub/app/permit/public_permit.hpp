#pragma once
// What anybody may know about a permit: the answer behind the QR.
#include <optional>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// `unknown` (no such number), `not_formed` (an application without a permit) and `revoked` are
/// different answers on purpose.
enum class PublicStatus {
  unknown,
  not_formed,
  formed,
  issued,
  redeemed,
  returned,
  lost,
  annulled,
  revoked,
};

/// Times of the checkpoint stand in its own zone; the number of a person or company is cut to its
/// last four digits.
struct PublicPermit {
  std::string application_no;
  PublicStatus status = PublicStatus::unknown;
  std::optional<std::string> site, checkpoint_kk;
  std::optional<std::string> carrier_name, bin_last4, permit_type, blank, make, plate;
  std::optional<std::string> issued_on, redeemed_on;
  std::optional<std::string> evidence;  ///< grade of what the redemption rests on (R-37)
  std::optional<core::Instant> as_of;   ///< up to when the checkpoint's data is complete here
  std::optional<std::int64_t> age_seconds;
  static constexpr auto fields() {
    using P = PublicPermit;
    return std::tuple{core::field("application_no", &P::application_no),
                      core::field("status", &P::status),
                      core::field("site", &P::site),
                      core::field("checkpoint_kk", &P::checkpoint_kk),
                      core::field("carrier_name", &P::carrier_name),
                      core::field("bin_last4", &P::bin_last4),
                      core::field("permit_type", &P::permit_type),
                      core::field("blank", &P::blank),
                      core::field("make", &P::make),
                      core::field("plate", &P::plate),
                      core::field("issued_on", &P::issued_on),
                      core::field("redeemed_on", &P::redeemed_on),
                      core::field("evidence", &P::evidence),
                      core::field("as_of", &P::as_of),
                      core::field("age_seconds", &P::age_seconds)};
  }
};

/// With its age: since the link last had everything of that checkpoint, or else since the last
/// event received. Errors: application_no_malformed.
core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         core::Instant now);

}  // namespace otkel::hub

template <>
struct otkel::core::EnumWords<otkel::hub::PublicStatus> {
  static constexpr std::array<std::string_view, 9> words{"unknown", "not_formed", "formed",
                                                         "issued",  "redeemed",   "returned",
                                                         "lost",    "annulled",   "revoked"};
};
