// Incidents, cameras, counts and the export of all permits.
#include "firmware-daemon/app/attend.hpp"
#include "firmware-daemon/app/camera_views.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/export_permits.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

Result<Answer> close(Context& c, const web::Request& r) {
  const auto note = reason_of(r);
  if (!note) return std::unexpected(note.error());
  const auto row = app::close_incident(c, param(r, "no"), note->reason);
  if (!row) return std::unexpected(row.error());
  return answer(app::incident_view(*row));
}

Result<Answer> statistics(Context& c, const web::Request&) {
  return answer(app::statistics_view(c));
}

Result<Answer> cameras(Context& c, const web::Request&) { return answer(app::cameras_view(c)); }

Result<Answer> permits(Context& c, const web::Request&) {
  return Answer{200, app::export_permits(c)};
}

}  // namespace

const Routes& record_routes() {
  static const Routes routes{
      {"POST", "/api/v1/incidents/{no}/closing", Who::officer, IdempotencyKey::required, close, {}},
      {"GET", "/api/v1/cameras", Who::reader, IdempotencyKey::none, cameras, {}},
      {"GET", "/api/v1/statistics", Who::reader, IdempotencyKey::none, statistics, {}},
      {"GET",
       "/api/v1/export/permits.csv",
       Who::reader,
       IdempotencyKey::none,
       permits,
       {},
       "text/csv; charset=utf-8"},
  };
  return routes;
}

}  // namespace otkel::http
