// What the hub measures, one name after the other.
#include "sync/hub/http/metrics.hpp"

#include "base/web/metrics.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/app/permit/register_views.hpp"
#include "sync/hub/app/quota.hpp"
#include "sync/hub/app/site_views.hpp"

namespace otkel::hub {
namespace {

using web::Metrics;

void add_machine(Metrics& page, Api& api) {
  const auto& machine = api.context.machine;
  const auto notices = notices_of(machine, {api.clock.now(), api.clock.boot()});
  page.notices("hub_", notice_codes(), notices);
  page.gauge("hub_clock_trusted", "0 if the wall clock is in doubt",
             machine.clock == core::ClockDoubt::none);
  page.gauge("hub_passwords_missing", "Active officers whose password was lost with a database",
             machine.passwords.missing);
  page.gauge("hub_passwords_in_log", "Active officers whose password hash lies in a log",
             machine.passwords.in_log);
  page.counter("hub_link_refused_total", "Connections that the hub refused", machine.port.refused);
  page.counter("hub_link_dropped_total", "Frames let go on the way", machine.port.dropped);
  page.both_ways("hub_link_frames_total", "Frames of all links since the start",
                 machine.port.frames_in, machine.port.frames_out);
  page.gauge("hub_disk_free_bytes", "Free where the database lies",
             static_cast<std::int64_t>(machine.storage.space().now().free));
  page.gauge("hub_wal_pages", "Pages that wait to go into the database file",
             machine.storage.wal_pages());
  const auto& checked = machine.state_check;
  page.gauge("hub_state_differences", "Rows that are not what the logs say, as far as was reported",
             static_cast<std::int64_t>(checked.differences.size()));
  page.gauge("hub_state_rows", "Rows that the last comparison looked at", checked.rows);
  page.gauge("hub_state_checked_utc_ms", "When tables and logs were last compared, Unix time",
             checked.checked.time_since_epoch().count());
}

void add_quotas(Metrics& page, Api& api, core::Site site) {
  const auto use = quota_use(api.context, site);
  for (const auto quota : {Quota::events, Quota::bytes, Quota::epochs})
    page.gauge("quota_spent_percent", "Of what the checkpoint may send in a day",
               spent_percent(use, quota, api.clock.now()),
               {{"site", site.code()}, {"quota", core::word(quota)}});
  page.counter("quota_refusals_total", "Batches that were over a quota", use.refusals,
               {{"site", site.code()}});
}

void add_site(Metrics& page, Api& api, core::Site site, const SiteStatusView& status) {
  const auto number = [&](std::string_view name, std::string_view help, std::int64_t value) {
    page.gauge(name, help, value, {{"site", site.code()}});
  };
  number("hub_log_seq", "Last event of the hub's log for the checkpoint", status.hub_head_seq);
  number("hub_acknowledged_seq", "Of them the checkpoint holds", status.edge_acked_hub_seq);
  number("edge_log_seq", "Last event of the checkpoint's log that the hub holds",
         status.edge_head_seq);
  number("edge_projected_seq", "Of them the register shows", status.edge_projected_seq);
  number("edge_connected", "1 while the link stands", status.connected);
  number("dead_letters", "Facts that did not fit", status.dead_letters);
  number("alarms", "Kinds of trouble on record", status.alarms_total);
  add_quotas(page, api, site);
  const auto permits = statistics_view(api.context, site);
  number("permits_issued", "Permits issued at the checkpoint", permits.permits_issued);
  number("permits_redeemed", "Permits redeemed at the checkpoint", permits.redeemed);
}

}  // namespace

std::string metrics_text(Api& api) {
  Metrics page("otkel_");
  add_machine(page, api);
  for (const auto& [site, status] : sites_status(api.context)) add_site(page, api, site, status);
  return page.text();
}

}  // namespace otkel::hub
