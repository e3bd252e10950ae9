// Rows of logs, links, alarms and incidents as what people look at.
#include "sync/hub/app/site_views.hpp"

namespace otkel::hub {
namespace {

std::vector<AlarmView> alarms_of(Context& context, core::Site site) {
  std::vector<AlarmView> views;
  for (const auto& row : context.stores.incidents.alarms(site))
    views.push_back({row.site, row.code, row.subject, row.detail, row.first, row.last, row.times});
  return views;
}

std::vector<DeadLetterView> dead_letters_of(Context& context, core::Site site) {
  std::vector<DeadLetterView> views;
  for (const auto& row : context.stores.incidents.dead_letters(site))
    views.push_back({row.epoch, row.seq, row.type, row.code, row.reason});
  return views;
}

SiteStatusView site_status(Context& context, core::Site site) {
  auto& stores = context.stores;
  SiteStatusView view;
  const auto hub = stores.hub_log(site).heads();
  if (!hub.empty()) {
    view.hub_head_seq = hub.back().seq;
    view.hub_head_hash = hub.back().hash;
  }
  view.hub_epochs = static_cast<std::int64_t>(hub.size());
  const auto edge = stores.reading.progress(site);
  view.edge_epoch = edge.head.epoch;
  view.edge_head_seq = edge.head.seq;
  view.edge_head_hash = edge.head.hash;
  view.edge_projected_seq = edge.projected_seq;
  view.edge_all_projected = edge.all_projected;
  const auto link = stores.links.find(site).value_or(LinkStatusRow{});
  view.edge_acked_hub_seq = link.acked_seq;
  view.edge_said_seq = link.said_seq;
  view.connected = link.connected;
  view.last_seen.value = link.heard;
  view.current_at.value = link.current;
  view.alarms = alarms_of(context, site);
  view.dead_letters = static_cast<std::int64_t>(stores.incidents.dead_letters(site).size());
  return view;
}

}  // namespace

BySite<SiteStatusView> sites_status(Context& context) {
  BySite<SiteStatusView> all;
  for (const auto& one : context.settings.checkpoints)
    all.emplace_back(one.site, site_status(context, one.site));
  return all;
}

IncidentsView incidents_view(Context& context, std::optional<core::Site> site) {
  IncidentsView view;
  for (const auto& row : context.stores.incidents.list(site))
    view.incidents.push_back({row.site, row.origin, row.incident_no, row.kind, row.subject,
                              row.detail, row.opened, row.closed, row.note});
  for (const auto& one : context.settings.checkpoints)
    if (!site || *site == one.site)
      view.dead_letters.emplace_back(one.site, dead_letters_of(context, one.site));
  return view;
}

}  // namespace otkel::hub
