// One application, one blank, and their history.
#include "firmware-daemon/app/file_views.hpp"

#include "firmware-daemon/app/issue_permit.hpp"

namespace otkel::app {
namespace {

std::vector<HistoryRow> history_of(Context& c, const std::string& subject) {
  std::vector<HistoryRow> rows;
  for (const auto& r : c.stores.log.about(subject)) rows.push_back({r.at, r.actor, r.type, r.body});
  return rows;
}

}  // namespace

Result<ApplicationView> application_view(Context& c, const std::string& number) {
  auto application = load_application(c, number);
  if (!application) return std::unexpected(application.error());
  ApplicationView v;
  v.application_no = application->application_no;
  v.state = application->state;
  v.plate = application->plate;
  if (const auto card = c.stores.registry.card(application->plate)) v.vehicle_make = card->make;
  v.carrier_bin = application->bin;
  if (const auto carrier = c.stores.registry.carrier(application->bin)) {
    v.carrier_name = carrier->name;
    v.carrier_address = carrier->address;
  }
  v.booking_no = application->booking_no;
  if (const auto booking = c.stores.bookings.last_of(application->plate))
    v.booking_state = booking->state;
  v.entered_at = application->entered;
  v.revoked = application->revoked_reason.has_value();
  const auto allowed = may_issue(c, *application);
  v.may_issue = allowed.has_value();
  if (!allowed) {
    v.obstacle = core::word(allowed.error().code);
    v.obstacle_detail = allowed.error().detail;
  }
  v.supplement = application->supplement;
  if (const auto blank = c.stores.blanks.last_of(v.application_no)) {
    v.blank = blank->number.str();
    v.blank_state = blank->state;
    for (const auto& job : c.stores.print_jobs.of_blank(blank->number.str()))
      v.print_jobs.push_back(print_job_view(c, job));
  }
  v.history = history_of(c, v.application_no);
  return v;
}

Result<BlankView> blank_view(Context& c, const std::string& number) {
  auto blank = load_blank(c, number);
  if (!blank) return std::unexpected(blank.error());
  BlankView v;
  v.number = blank->number.str();
  v.state = blank->state;
  v.batch = blank->batch;
  v.application_no = blank->application_no;
  v.reason = blank->reason;
  v.replaced_by = blank->replaced_by;
  if (v.application_no)
    if (const auto application = c.stores.applications.find(*v.application_no))
      v.plate = application->plate;
  v.history = history_of(c, v.number);
  return v;
}

}  // namespace otkel::app
