// What the hub knows, to look at: register, statistics, state of the links, incidents, metrics.
#include <algorithm>

#include "base/codec/csv.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/app/permit/register_views.hpp"
#include "sync/hub/app/quota.hpp"
#include "sync/hub/app/site_views.hpp"
#include "sync/hub/http/answers.hpp"

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

std::string machine_metrics(Api& api) {
  const auto& machine = api.context.machine;
  const auto notices = notices_of(machine, {api.clock.now(), api.clock.boot()});
  std::string text;
  const auto line = [&](const std::string& name, std::int64_t value) {
    text += name + " " + std::to_string(value) + "\n";
  };
  line("otkel_hub_ready", core::is_ready(notices));
  for (const auto& code : notice_codes())
    line("otkel_hub_notices{code=\"" + code + "\"}",
         std::ranges::find(notices, code, &core::Notice::code) != notices.end());
  line("otkel_hub_clock_trusted", machine.clock == core::ClockDoubt::none);
  line("otkel_hub_passwords_missing", machine.passwords.missing);
  line("otkel_hub_passwords_in_log", machine.passwords.in_log);
  line("otkel_hub_link_refused_total", machine.port.refused);
  line("otkel_hub_link_dropped_total", machine.port.dropped);
  line("otkel_hub_link_frames_total{direction=\"in\"}", machine.port.frames_in);
  line("otkel_hub_link_frames_total{direction=\"out\"}", machine.port.frames_out);
  line("otkel_hub_disk_free_bytes", static_cast<std::int64_t>(machine.storage.space().now().free));
  line("otkel_hub_wal_pages", machine.storage.wal_pages());
  line("otkel_hub_state_differences",
       static_cast<std::int64_t>(machine.state_check.differences.size()));
  line("otkel_hub_state_rows", machine.state_check.rows);
  line("otkel_hub_state_checked_utc_ms", machine.state_check.checked.time_since_epoch().count());
  return text;
}

void quota_metrics(Api& api, core::Site site, std::string& text) {
  const auto use = quota_use(api.context, site);
  const std::string at = "{site=\"" + std::string(core::word(site)) + "\"";
  for (const auto quota : {Quota::events, Quota::bytes, Quota::epochs})
    text += "otkel_quota_spent_percent" + at + ",quota=\"" + std::string(core::word(quota)) +
            "\"} " + std::to_string(spent_percent(use, quota, api.clock.now())) + "\n";
  text += "otkel_quota_refusals_total" + at + "} " + std::to_string(use.refusals) + "\n";
}

core::Result<Answer> get_metrics(Api& api, const Request&) {
  std::string text = machine_metrics(api);
  for (const auto& [site, status] : sites_status(api.context)) {
    const auto line = [&](std::string_view name, std::int64_t value) {
      text += std::string(name) + "{site=\"" + std::string(core::word(site)) + "\"} " +
              std::to_string(value) + "\n";
    };
    line("otkel_hub_log_seq", status.hub_head_seq);
    line("otkel_hub_acknowledged_seq", status.edge_acked_hub_seq);
    line("otkel_edge_log_seq", status.edge_head_seq);
    line("otkel_edge_projected_seq", status.edge_projected_seq);
    line("otkel_edge_connected", status.connected ? 1 : 0);
    line("otkel_dead_letters", status.dead_letters);
    line("otkel_alarms", status.alarms_total);
    quota_metrics(api, site, text);
    const auto permits = statistics_view(api.context, site);
    line("otkel_permits_issued", permits.permits_issued);
    line("otkel_permits_redeemed", permits.redeemed);
  }
  return Answer{std::move(text), 200, "text/plain; version=0.0.4; charset=utf-8"};
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
