#pragma once
// What the holder of a signed act or no-fault slip may know of it: the answer behind its QR
// (docs/adr/0067).
#include <optional>
#include <string>

#include "core/permit/sheet_verdict.hpp"
#include "core/value/fields.hpp"
#include "core/value/sheet_check.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// Numbers can be counted through, so nothing but the question is said without the right check.
struct PublicSheet {
  std::string number;  ///< of the blank or the booking, as it was asked
  /// `printed`, or `not_reported`: no checkpoint has reported such a sheet, or not yet.
  core::RegisterStanding standing = core::RegisterStanding::not_reported;
  core::SheetVerdict verdict = core::SheetVerdict::not_reported;  ///< without the signature
  // From here on: only of a sheet that was reported.
  std::optional<std::string> document, site, checkpoint_kk;
  std::optional<std::int64_t> attempt;  ///< 2 and more are duplicates
  std::optional<core::Instant> reported;
  static constexpr auto fields() {
    using P = PublicSheet;
    return std::tuple{
        core::field("number", &P::number),   core::field("standing", &P::standing),
        core::field("verdict", &P::verdict), core::field("document", &P::document),
        core::field("site", &P::site),       core::field("checkpoint_kk", &P::checkpoint_kk),
        core::field("attempt", &P::attempt), core::field("reported", &P::reported)};
  }
};

PublicSheet public_sheet(Context& context, const std::string& number,
                         const core::SheetCheck& check);

}  // namespace otkel::hub
