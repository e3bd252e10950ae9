// What the hub knows, to look at: register, statistics, state of the links, incidents, metrics.
#include "sync/hub/http/answers.hpp"
#include "sync/hub/store/blanks.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/hub_log.hpp"
#include "sync/hub/store/incidents.hpp"
#include "sync/hub/store/register.hpp"

namespace otkel::hub {
namespace {

using codec::json::object;
using web::Request;

/// The 7 fields of R-33, dates in the checkpoint's zone.
struct RegisterEntry {
  std::string application_no, carrier_name, bin, permit_type, blank, make, plate, issued_on;
  std::optional<std::string> redeemed_on;
  std::string state;
  std::optional<std::string> evidence;  ///< grade of what the redemption rests on (R-37)
  static constexpr auto fields() {
    using E = RegisterEntry;
    return std::tuple{core::field("application_no", &E::application_no),
                      core::field("carrier_name", &E::carrier_name),
                      core::field("bin", &E::bin),
                      core::field("permit_type", &E::permit_type),
                      core::field("blank", &E::blank),
                      core::field("make", &E::make),
                      core::field("plate", &E::plate),
                      core::field("issued_on", &E::issued_on),
                      core::field("redeemed_on", &E::redeemed_on),
                      core::field("state", &E::state),
                      core::field("evidence", &E::evidence)};
  }
};

RegisterEntry entry_of(const Api& api, const RegisterRow& row) {
  const auto& at = checkpoint_of(api.context, row.site);
  RegisterEntry entry{row.application_no,
                      row.carrier_name,
                      row.bin,
                      row.permit_type,
                      row.blank.value_or(""),
                      row.make,
                      row.plate,
                      {},
                      {},
                      {},
                      row.redeemed_grade};
  entry.issued_on = core::to_iso(today_at(at, row.issued.value_or(row.formed)));
  if (row.redeemed) entry.redeemed_on = core::to_iso(today_at(at, *row.redeemed));
  entry.state = row.revoked && !row.redeemed ? "revoked" : core::word(row.state);
  return entry;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

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
        line += csv_cell(value);
      else
        line += csv_cell(value.value_or(""));
    });
    text += line + "\r\n";
  }
  return {std::move(text), 200, "text/csv; charset=utf-8"};
}

core::Result<Answer> get_register(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  std::vector<RegisterEntry> entries;
  for (const auto& row : Register(api.context.db).issued(*site))
    entries.push_back(entry_of(api, row));
  const auto format = request.query.find("format");
  const bool csv = format != request.query.end() && format->second == "csv";
  return csv ? csv_of(entries) : json_answer(codec::to_json(entries));
}

core::Result<Answer> get_statistics(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  object body = codec::to_json(Register(api.context.db).statistics(*site)).as_object();
  body["country"] = "CN";
  body["permit_type"] = "C";
  body["site"] = *site ? core::word(**site) : "all";
  body["blanks"] = codec::to_json(Blanks(api.context.db).counts(*site));
  return json_answer(body);
}

/// Wall time of a boot time that lies `boot - then` back.
core::Instant wall_of(const core::Clock& clock, std::chrono::milliseconds then) {
  return clock.now() - (clock.boot() - then);
}

object site_status(Api& api, core::Site site) {
  auto& db = api.context.db;
  const auto hub = hub_log(db, site).heads();
  const auto edge = EdgeLog(db).progress(site);
  const auto link = api.links ? api.links->status(site) : std::nullopt;
  Incidents incidents(db);
  object out;
  out["hub_head_seq"] = hub.empty() ? 0 : hub.back().seq;
  out["hub_head_hash"] = hub.empty() ? "" : hub.back().hash;
  out["hub_epochs"] = hub.size();
  out["edge_acked_hub_seq"] = link && link->peer_acked ? link->peer_acked->seq : 0;
  out["edge_epoch"] = edge.head.epoch;
  out["edge_head_seq"] = edge.head.seq;
  out["edge_head_hash"] = edge.head.hash;
  out["edge_projected_seq"] = edge.projected_seq;
  out["edge_all_projected"] = edge.all_projected;
  out["edge_said_seq"] = link && link->peer_head ? link->peer_head->seq : 0;
  out["connected"] = link && link->established;
  out["last_seen"] = nullptr;
  if (link && link->heard_at) out["last_seen"] = core::to_iso(wall_of(api.clock, *link->heard_at));
  out["current_at"] = nullptr;
  if (link && link->current_at) out["current_at"] = core::to_iso(*link->current_at);
  out["alarms"] = codec::to_json(incidents.alarms(site));
  out["dead_letters"] = incidents.dead_letters(site).size();
  return out;
}

core::Result<Answer> get_status(Api& api, const Request&) {
  object body;
  for (const auto& one : api.context.settings.checkpoints)
    body[core::word(one.site)] = site_status(api, one.site);
  return json_answer(body);
}

core::Result<Answer> get_incidents(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  object body;
  body["incidents"] = codec::to_json(Incidents(api.context.db).list(*site));
  object dead;
  for (const auto& one : api.context.settings.checkpoints)
    if (!*site || **site == one.site)
      dead[core::word(one.site)] = codec::to_json(Incidents(api.context.db).dead_letters(one.site));
  body["dead_letters"] = std::move(dead);
  return json_answer(body);
}

core::Result<Answer> get_ready(Api&, const Request&) {
  return Answer{R"({"ready":true})"};  // the transaction around it has just read the database
}

core::Result<Answer> get_metrics(Api& api, const Request&) {
  std::string text;
  const auto line = [&](std::string_view name, core::Site site, std::int64_t value) {
    text += std::string(name) + "{site=\"" + std::string(core::word(site)) + "\"} " +
            std::to_string(value) + "\n";
  };
  for (const auto& one : api.context.settings.checkpoints) {
    const auto status = site_status(api, one.site);
    const auto number = [&](const char* field) {
      return status.at(field).is_uint64() ? static_cast<std::int64_t>(status.at(field).as_uint64())
                                          : status.at(field).as_int64();
    };
    line("otkel_hub_log_seq", one.site, number("hub_head_seq"));
    line("otkel_hub_acknowledged_seq", one.site, number("edge_acked_hub_seq"));
    line("otkel_edge_log_seq", one.site, number("edge_head_seq"));
    line("otkel_edge_projected_seq", one.site, number("edge_projected_seq"));
    line("otkel_edge_connected", one.site, status.at("connected").as_bool() ? 1 : 0);
    line("otkel_dead_letters", one.site, number("dead_letters"));
    line("otkel_alarms", one.site,
         static_cast<std::int64_t>(status.at("alarms").as_array().size()));
    const auto permits = Register(api.context.db).statistics(one.site);
    line("otkel_permits_issued", one.site, permits.permits_issued);
    line("otkel_permits_redeemed", one.site, permits.redeemed);
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
