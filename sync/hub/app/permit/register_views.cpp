// Entries and counts out of the register.
#include "sync/hub/app/permit/register_views.hpp"

namespace otkel::hub {
namespace {

RegisterEntry entry_of(const Context& context, const RegisterRow& row) {
  const auto& at = checkpoint_of(context, row.site);
  RegisterEntry entry;
  entry.application_no = row.application_no;
  entry.carrier_name = row.carrier_name;
  entry.bin = row.bin;
  entry.permit_type = row.permit_type;
  entry.blank = row.blank.value_or("");
  entry.make = row.make;
  entry.plate = row.plate;
  entry.issued_on = core::to_iso(today_at(at, row.issued.value_or(row.formed)));
  if (row.redeemed) entry.redeemed_on = core::to_iso(today_at(at, *row.redeemed));
  entry.state = row.revoked && !row.redeemed ? "revoked" : core::word(row.state);
  entry.evidence = row.redeemed_grade;
  return entry;
}

}  // namespace

RegisterPage register_entries(Context& context, std::optional<core::Site> site,
                              const core::PageRequest& page) {
  RegisterPage out;
  auto rows = context.stores.permits.issued(site, page);
  out.next = core::cut_page(rows, page.limit, [](const RegisterRow& row) {
    return core::ListPosition{core::place_in_time(*row.issued), row.application_no};
  });
  for (const auto& row : rows) out.entries.push_back(entry_of(context, row));
  return out;
}

StatisticsView statistics_view(Context& context, std::optional<core::Site> site) {
  const auto counts = context.stores.permits.statistics(site);
  StatisticsView view;
  view.supplements_formed = counts.supplements_formed;
  view.permits_issued = counts.permits_issued;
  view.blanks = context.stores.blanks.counts(site);
  view.ended_apart = context.stores.blanks.ends(site);
  const auto ends = core::lawful_ends(view.blanks, view.ended_apart);
  view.returned = ends.returned;
  view.lost = ends.lost;
  view.annulled = ends.annulled;
  view.spoiled = counts.spoiled;
  view.redeemed = counts.redeemed;
  view.site = site ? site->code() : "all";
  return view;
}

}  // namespace otkel::hub
