// Pages out of the stores.
#include "firmware-daemon/app/list_views.hpp"

#include <limits>

namespace otkel::app {
namespace {

core::ListPosition place_of(const store::VisitRow& row) {
  return {core::place_in_time(row.visit.first_received), row.visit.visit_id};
}

core::ListPosition place_of(const store::IncidentRow& row) {
  return {core::place_in_time(row.opened), row.incident_no};
}

core::ListPosition place_of(const store::PrintJobRow& row) { return {row.id, {}}; }

constexpr auto kPlace = [](const auto& row) { return place_of(row); };

/// Before every row.
std::string beginning() { return core::page_mark({std::numeric_limits<std::int64_t>::max(), {}}); }

}  // namespace

VisitsPage visits_page(Context& c, const core::PageRequest& page, const std::string& camera) {
  VisitsPage v;
  v.waiting = c.stores.visits.count_pending();
  std::vector<store::VisitRow> rows;
  if (page.after || !camera.empty()) {
    rows = c.stores.visits.waiting(page, camera);
    v.next = core::cut_page(rows, page.limit, kPlace);
  } else {
    rows = c.stores.visits.foremost(page.limit);
    if (v.waiting > static_cast<std::int64_t>(rows.size())) v.next = beginning();
  }
  for (const auto& row : rows) v.visits.push_back(visit_view(c, row));
  return v;
}

IncidentsPage incidents_page(Context& c, const core::PageRequest& page,
                             store::Incidents::Which which) {
  IncidentsPage v;
  auto rows = c.stores.incidents.list(page, which);
  v.next = core::cut_page(rows, page.limit, kPlace);
  for (const auto& row : rows) v.incidents.push_back(incident_view(row));
  v.open = c.stores.incidents.count_open();
  return v;
}

PrintJobsPage print_jobs_page(Context& c, const core::PageRequest& page) {
  PrintJobsPage v;
  auto rows = c.stores.print_jobs.list(page);
  v.next = core::cut_page(rows, page.limit, kPlace);
  for (const auto& row : rows) v.print_jobs.push_back(print_job_view(c, row));
  return v;
}

}  // namespace otkel::app
