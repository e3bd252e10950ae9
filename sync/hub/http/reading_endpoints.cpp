// What the hub knows, to look at: register, statistics, state of the links, incidents, metrics.
#include "base/codec/csv.hpp"
#include "base/web/metrics.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/app/permit/register_views.hpp"
#include "sync/hub/app/site_views.hpp"
#include "sync/hub/http/answers.hpp"
#include "sync/hub/http/metrics.hpp"

namespace otkel::hub {
namespace {

using web::Request;

Answer csv_of(const std::vector<RegisterEntry>& entries) {
  std::string text;
  const RegisterEntry names;
  core::for_each_field(names, [&](std::string_view name, const auto&) {
    text += (text.empty() ? "" : ",") + std::string(name);
  });
  text += "\r\n";
  for (const auto& entry : entries) {
    std::string line;
    core::for_each_field(entry, [&]<class F>(std::string_view name, const F& value) {
      if (name != "application_no") line += ",";
      if constexpr (std::is_same_v<F, std::string>)
        line += codec::csv_cell(value, ',');
      else
        line += codec::csv_cell(value.value_or(""), ',');
    });
    text += line + "\r\n";
  }
  return {std::move(text), 200, "text/csv; charset=utf-8"};
}

/// A file is taken as a whole, so its pages are longer.
constexpr std::int64_t kUsualFile = 5'000, kLargestFile = 20'000;

core::Result<Answer> get_register(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  const auto format = request.query.find("format");
  const bool csv = format != request.query.end() && format->second == "csv";
  const auto page = csv ? page_param(request, kUsualFile, kLargestFile) : page_param(request);
  if (!page) return std::unexpected(page.error());
  const auto listed = register_entries(api.context, *site, *page);
  auto answer = csv ? csv_of(listed.entries) : json_of(listed.entries);
  link_next(answer, request, listed.next);
  return answer;
}

core::Result<Answer> get_statistics(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  return json_of(statistics_view(api.context, *site));
}

core::Result<Answer> get_status(Api& api, const Request&) {
  return json_of(sites_status(api.context));
}

core::Result<Answer> get_incidents(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  const auto page = page_param(request);
  if (!page) return std::unexpected(page.error());
  return json_of(incidents_view(api.context, *site, *page));
}

core::Result<Answer> get_dead_letters(Api& api, const Request& request) {
  const auto site = site_param(api, request);
  if (!site) return std::unexpected(site.error());
  const auto page = page_param(request);
  if (!page) return std::unexpected(page.error());
  return json_of(dead_letters_view(api.context, *site, *page));
}

struct ReadyView {
  bool ready = true;
  std::vector<core::Notice> notices;
  static constexpr auto fields() {
    return std::tuple{core::field("ready", &ReadyView::ready),
                      core::field("notices", &ReadyView::notices)};
  }
};

/// Ready is who can do the main job now: the commit around this answer writes.
core::Result<Answer> get_ready(Api& api, const Request&) {
  prove_writable(api.context, api.clock.now());
  ReadyView view;
  view.notices = notices_of(api.context.machine, {api.clock.now(), api.clock.boot()});
  view.ready = core::is_ready(view.notices);
  auto answer = json_of(view);
  if (!view.ready) answer.status = 503;
  return answer;
}

core::Result<Answer> get_metrics(Api& api, const Request&) {
  return Answer{metrics_text(api), 200, std::string(web::kMetricsType)};
}

}  // namespace

std::vector<Endpoint> reading_endpoints() {
  return {
      {"GET", "/api/v1/register", Access::token, get_register},
      {"GET", "/api/v1/statistics", Access::open, get_statistics},
      {"GET", "/api/v1/sites/status", Access::open, get_status},
      {"GET", "/api/v1/incidents", Access::token, get_incidents},
      {"GET", "/api/v1/dead-letters", Access::token, get_dead_letters},
      {"GET", "/readyz", Access::open, get_ready},
      {"GET", "/metrics", Access::open, get_metrics},
  };
}

}  // namespace otkel::hub
