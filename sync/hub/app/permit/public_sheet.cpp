// The public view of a printed act or slip.
#include "sync/hub/app/permit/public_sheet.hpp"

namespace otkel::hub {

PublicSheet public_sheet(Context& context, const std::string& number,
                         const core::SheetCheck& check) {
  PublicSheet sheet;
  sheet.number = number;
  const auto row = context.stores.signed_sheets.find(number, check.str());
  if (!row) return sheet;
  sheet.standing = core::RegisterStanding::printed;
  sheet.verdict = core::sheet_verdict(std::nullopt, sheet.standing);
  sheet.document = row->document;
  sheet.site = row->site.code();
  sheet.checkpoint_kk = checkpoint_of(context, row->site).names.kk;
  sheet.attempt = row->attempt;
  sheet.reported = row->reported;
  return sheet;
}

}  // namespace otkel::hub
