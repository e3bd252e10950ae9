// Lists that grow for years, page by page.
#include "firmware-daemon/app/list_views.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

std::string asked(const web::Request& r, const std::string& name) {
  const auto found = r.query.find(name);
  return found == r.query.end() ? std::string() : found->second;
}

Result<core::PageRequest> page_of(const web::Request& r) {
  return core::page_request(asked(r, "after"), asked(r, "limit"));
}

Result<Answer> visits(Context& c, const web::Request& r) {
  const auto page = page_of(r);
  if (!page) return std::unexpected(page.error());
  return answer(app::visits_page(c, *page, asked(r, "camera")));
}

Result<Answer> incidents(Context& c, const web::Request& r) {
  using Which = store::Incidents::Which;
  const auto page = page_of(r);
  if (!page) return std::unexpected(page.error());
  const auto state = asked(r, "state");
  if (!state.empty() && state != "open" && state != "all")
    return fail(Code::value_malformed, "?state=: expected open or all, found \"" + state + "\"");
  return answer(app::incidents_page(c, *page, state == "all" ? Which::all : Which::open));
}

Result<Answer> print_jobs(Context& c, const web::Request& r) {
  const auto page = page_of(r);
  if (!page) return std::unexpected(page.error());
  return answer(app::print_jobs_page(c, *page));
}

Result<Answer> history_of_application(Context& c, const web::Request& r) {
  const auto page = page_of(r);
  if (!page) return std::unexpected(page.error());
  const auto history = app::history_of_application(c, param(r, "no"), *page);
  if (!history) return std::unexpected(history.error());
  return answer(*history);
}

Result<Answer> history_of_blank(Context& c, const web::Request& r) {
  const auto page = page_of(r);
  if (!page) return std::unexpected(page.error());
  const auto history = app::history_of_blank(c, param(r, "number"), *page);
  if (!history) return std::unexpected(history.error());
  return answer(*history);
}

const std::vector<std::string> kPage{"after", "limit"};

}  // namespace

const Routes& list_routes() {
  static const Routes routes{
      {"GET",
       "/api/v1/visits",
       Who::reader,
       IdempotencyKey::none,
       visits,
       {"after", "limit", "camera"}},
      {"GET",
       "/api/v1/incidents",
       Who::reader,
       IdempotencyKey::none,
       incidents,
       {"after", "limit", "state"}},
      {"GET", "/api/v1/print-jobs", Who::reader, IdempotencyKey::none, print_jobs, kPage},
      {"GET", "/api/v1/applications/{no}/history", Who::reader, IdempotencyKey::none,
       history_of_application, kPage},
      {"GET", "/api/v1/blanks/{number}/history", Who::reader, IdempotencyKey::none,
       history_of_blank, kPage},
  };
  return routes;
}

}  // namespace otkel::http
