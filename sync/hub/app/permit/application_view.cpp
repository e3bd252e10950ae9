// The account of the case and, if there is one, the permit.
#include "sync/hub/app/permit/application_view.hpp"

#include "base/codec/json.hpp"

namespace otkel::hub {
namespace {

core::Result<PermitView> permit_view(const RegisterRow& row) {
  auto text = codec::decode<core::SupplementText>(row.supplement);
  if (!text)
    return core::fail(core::Code::database_corrupt,
                      "supplement of " + row.application_no + ": " + text.error().detail);
  PermitView view;
  view.application_no = row.application_no;
  view.site = row.site;
  view.carrier_name = row.carrier_name;
  view.bin = row.bin;
  view.permit_type = row.permit_type;
  view.blank = row.blank;
  view.make = row.make;
  view.plate = row.plate;
  view.state = row.state;
  view.revoked = row.revoked;
  view.supplement = *std::move(text);
  view.formed = row.formed;
  view.issued = row.issued;
  view.redeemed = row.redeemed;
  view.redeemed_grade = row.redeemed_grade;
  view.came_back = row.came_back;
  view.changed = row.changed;
  return view;
}

}  // namespace

core::Result<ApplicationView> application_view(Context& context,
                                               const core::Result<ApplicationRow>& left,
                                               core::Instant now) {
  if (!left) return std::unexpected(left.error());
  auto account = case_view(context, *left, now);
  if (!account) return std::unexpected(account.error());
  ApplicationView view{*std::move(account), {}};
  if (const auto entry = context.stores.permits.find(left->application_no)) {
    auto permit = permit_view(*entry);
    if (!permit) return std::unexpected(permit.error());
    view.permit = *std::move(permit);
  }
  return view;
}

}  // namespace otkel::hub
