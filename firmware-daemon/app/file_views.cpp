// One application, one blank, and their history.
#include "firmware-daemon/app/file_views.hpp"

#include <algorithm>

#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/issue_permit.hpp"

namespace otkel::app {
namespace {

HistoryPage history_of(Context& c, const std::string& subject, const core::PageRequest& page) {
  auto rows = c.stores.log.about(subject, page);
  HistoryPage out;
  out.next = core::cut_page(rows, page.limit,
                            [](const auto& row) { return core::ListPosition{row.pos, {}}; });
  for (const auto& [pos, r] : rows) out.history.push_back({r.at, r.actor.str(), r.type, r.body});
  return out;
}

/// What a file opens with: the newest, in the order in which they happened.
template <class View>
void put_history(Context& c, const std::string& subject, View& view) {
  auto page = history_of(c, subject, {});
  std::ranges::reverse(page.history);
  view.history = std::move(page.history);
  view.history_next = std::move(page.next);
}

}  // namespace

Result<ApplicationView> application_view(Context& c, const std::string& number) {
  auto application = load_application(c, number);
  if (!application) return std::unexpected(application.error());
  ApplicationView v;
  v.application_no = application->application_no;
  v.state = application->state;
  v.plate = application->plate;
  if (const auto card = c.stores.registry.card(application->plate)) {
    v.vehicle_make = card->make;
    v.tachograph_not_verified = card->tachograph_until.empty();
  }
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
  const auto allowed = c.stores.blanks.living_of(application->application_no)
                           ? may_issue(c, *application)
                           : may_allocate(c, *application);
  v.may_issue = allowed.has_value();
  if (!allowed) {
    v.obstacle = core::word(allowed.error().code);
    v.obstacle_detail = allowed.error().detail;
  }
  v.make_in_doubt = make_in_doubt(c, *application);
  const auto stay = c.stores.stays.open_of(application->plate);
  if (stay && stay->application_no == application->application_no)
    v.external_permit = stay->external_permit;
  v.supplement = application->supplement;
  if (const auto blank = c.stores.blanks.last_of(v.application_no)) {
    v.blank = blank->number.str();
    v.blank_state = blank->state;
    for (const auto& job : c.stores.print_jobs.of_blank(blank->number.str()))
      v.print_jobs.push_back(print_job_view(c, job));
  }
  put_history(c, v.application_no, v);
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
  v.cause = blank->cause;
  v.reason = blank->reason;
  v.second = blank->second;
  v.replaced_by = blank->replaced_by;
  v.cause = blank->cause;
  if (v.application_no)
    if (const auto application = c.stores.applications.find(*v.application_no))
      v.plate = application->plate;
  put_history(c, v.number, v);
  return v;
}

Result<HistoryPage> history_of_application(Context& c, const std::string& number,
                                           const core::PageRequest& page) {
  const auto application = load_application(c, number);
  if (!application) return std::unexpected(application.error());
  return history_of(c, application->application_no, page);
}

Result<HistoryPage> history_of_blank(Context& c, const std::string& number,
                                     const core::PageRequest& page) {
  const auto blank = load_blank(c, number);
  if (!blank) return std::unexpected(blank.error());
  return history_of(c, blank->number.str(), page);
}

}  // namespace otkel::app
