#pragma once
// Long lists, page by page: `next` is what the next question names as ?after=; it is missing if
// this page is the last.
#include <optional>
#include <string>
#include <vector>

#include "core/value/page.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/file_views.hpp"

namespace otkel::app {

struct VisitsPage {
  std::vector<VisitView> visits;
  std::int64_t waiting = 0;  ///< in all
  std::optional<std::string> next;
  static constexpr auto fields() {
    using V = VisitsPage;
    return std::tuple{field("visits", &V::visits), field("waiting", &V::waiting),
                      field("next", &V::next)};
  }
};

/// Reads that wait for a person. Without a camera the first page is the foremost of all (see
/// store::Visits), and the pages after it go through all of them, newest first: what changes
/// meanwhile may show a read twice, but never skips one.
VisitsPage visits_page(Context& context, const core::PageRequest& page, const std::string& camera);

struct IncidentsPage {
  std::vector<IncidentView> incidents;  ///< newest first
  std::int64_t open = 0;                ///< in all
  std::optional<std::string> next;
  static constexpr auto fields() {
    using V = IncidentsPage;
    return std::tuple{field("incidents", &V::incidents), field("open", &V::open),
                      field("next", &V::next)};
  }
};

IncidentsPage incidents_page(Context& context, const core::PageRequest& page,
                             store::Incidents::Which which);

struct PrintJobsPage {
  std::vector<PrintJobView> print_jobs;  ///< newest first
  std::optional<std::string> next;
  static constexpr auto fields() {
    using V = PrintJobsPage;
    return std::tuple{field("print_jobs", &V::print_jobs), field("next", &V::next)};
  }
};

PrintJobsPage print_jobs_page(Context& context, const core::PageRequest& page);

}  // namespace otkel::app
