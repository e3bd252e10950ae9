#pragma once
// What anybody may know about a permit by its number, and what the holder of its sheet may: the
// answer behind the QR.
#include <optional>

#include "core/permit/sheet_verdict.hpp"
#include "core/value/fields.hpp"
#include "core/value/names.hpp"
#include "core/value/sheet_check.hpp"
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

/// What became of the check that came with the question.
enum class CheckState {
  not_given,
  not_reported,  ///< the checkpoint has not reported that sheet yet; no error of the client
  right,
};

/// Times of the checkpoint stand in its own zone; the number of a person or company is cut to its
/// last four digits. Numbers can be counted through, so what shows who drives what and when is
/// there only with the check of the sheet.
struct PublicPermit {
  std::string application_no;
  PublicStatus status = PublicStatus::unknown;
  std::optional<std::string> site, checkpoint_kk, permit_type;
  std::optional<std::string> issued_on, redeemed_on;
  std::optional<core::Instant> as_of;  ///< up to when the checkpoint's data is complete here
  std::optional<std::int64_t> age_seconds;
  CheckState check = CheckState::not_given;
  /// Of the sheet's number, and what that is worth without a look at the signature; if a check
  /// was given.
  std::optional<core::RegisterStanding> standing;
  std::optional<core::SheetVerdict> verdict;
  // From here on: only if `check` is right.
  std::optional<std::int64_t> attempt;  ///< which sheet it is; 2 and more are duplicates
  std::optional<std::string> carrier_name, bin_last4, blank, make, plate;
  /// Of the 13 fields as the register holds them (base/codec/fields_hash.hpp), 32 hex digits: what
  /// was printed and signed must have the same.
  std::optional<std::string> fields_hash;
  std::optional<core::Instant> redeemed_at, came_back_at;  ///< the crossings
  std::optional<std::string> evidence;  ///< grade of what the redemption rests on (R-37)
  static constexpr auto fields() {
    using P = PublicPermit;
    return std::tuple{core::field("application_no", &P::application_no),
                      core::field("status", &P::status),
                      core::field("site", &P::site),
                      core::field("checkpoint_kk", &P::checkpoint_kk),
                      core::field("permit_type", &P::permit_type),
                      core::field("issued_on", &P::issued_on),
                      core::field("redeemed_on", &P::redeemed_on),
                      core::field("as_of", &P::as_of),
                      core::field("age_seconds", &P::age_seconds),
                      core::field("check", &P::check),
                      core::field("standing", &P::standing),
                      core::field("verdict", &P::verdict),
                      core::field("attempt", &P::attempt),
                      core::field("carrier_name", &P::carrier_name),
                      core::field("bin_last4", &P::bin_last4),
                      core::field("blank", &P::blank),
                      core::field("make", &P::make),
                      core::field("plate", &P::plate),
                      core::field("fields_hash", &P::fields_hash),
                      core::field("redeemed_at", &P::redeemed_at),
                      core::field("came_back_at", &P::came_back_at),
                      core::field("evidence", &P::evidence)};
  }
};

/// By the number alone: status, type, checkpoint and dates, with the age of the data: since the
/// link last had everything of that checkpoint, or else since the last event received. Errors:
/// application_no_malformed.
core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         core::Instant now);

/// With the check of a sheet: all of it, if the check is that of any attempt of the number. Errors:
/// check_wrong, once the checkpoint's data is complete enough to say so; application_no_malformed.
core::Result<PublicPermit> public_permit(Context& context, const std::string& application_no,
                                         const core::SheetCheck& check, core::Instant now);

}  // namespace otkel::hub

template <>
struct otkel::core::EnumWords<otkel::hub::CheckState> {
  static constexpr std::array<std::string_view, 3> words{"not_given", "not_reported", "right"};
};
template <>
struct otkel::core::EnumWords<otkel::hub::PublicStatus> {
  static constexpr std::array<std::string_view, 9> words{"unknown", "not_formed", "formed",
                                                         "issued",  "redeemed",   "returned",
                                                         "lost",    "annulled",   "revoked"};
};
