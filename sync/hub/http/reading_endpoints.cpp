// What the hub knows, to look at: register, statistics, state of the links, incidents, metrics.
#include "base/codec/csv.hpp"
#include "sync/hub/app/permit/register_views.hpp"
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

core::Result<Answer> get_register(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  const auto entries = register_entries(api.context, *site);
  const auto format = request.query.find("format");
  const bool csv = format != request.query.end() && format->second == "csv";
  return csv ? csv_of(entries) : json_of(entries);
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
  return json_of(incidents_view(api.context, *site));
}

struct ReadyView {
  bool ready = true;  ///< the transaction around the answer has just read the database
  static constexpr auto fields() { return std::tuple{core::field("ready", &ReadyView::ready)}; }
};

core::Result<Answer> get_ready(Api&, const Request&) { return json_of(ReadyView{}); }

core::Result<Answer> get_metrics(Api& api, const Request&) {
  std::string text;
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
    line("otkel_alarms", static_cast<std::int64_t>(status.alarms.size()));
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
      {"GET", "/readyz", Access::open, get_ready},
      {"GET", "/metrics", Access::open, get_metrics},
  };
}

}  // namespace otkel::hub
