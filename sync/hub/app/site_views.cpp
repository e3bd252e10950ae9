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

constexpr auto kPlace = [](const auto& row) { return place_of(row); };

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
  view.alarms_total = stores.incidents.count_alarms(site);
  view.dead_letters = stores.incidents.count_dead_letters(site);
  return view;
}

}  // namespace

BySite<SiteStatusView> sites_status(Context& context) {
  BySite<SiteStatusView> all;
  for (const auto& one : context.settings.checkpoints)
    all.emplace_back(one.site, site_status(context, one.site));
  return all;
}

DeadLettersView dead_letters_view(Context& context, core::Site site,
                                  const core::PageRequest& page) {
  DeadLettersView view;
  auto rows = context.stores.incidents.dead_letters(site, page);
  view.next = core::cut_page(rows, page.limit, kPlace);
  for (const auto& row : rows)
    view.dead_letters.push_back({row.epoch, row.seq, row.type, row.code, row.reason});
  return view;
}

IncidentsView incidents_view(Context& context, std::optional<core::Site> site,
                             const core::PageRequest& page) {
  IncidentsView view;
  auto rows = context.stores.incidents.list(site, page);
  view.next = core::cut_page(rows, page.limit, kPlace);
  for (const auto& row : rows)
    view.incidents.push_back({row.site, row.origin, row.incident_no, row.kind, row.subject,
                              row.detail, row.opened, row.closed, row.note});
  for (const auto& one : context.settings.checkpoints) {
    if (site && *site != one.site) continue;
    auto& letters = view.dead_letters.emplace_back(one.site, std::vector<DeadLetterView>()).second;
    if (!page.after) letters = dead_letters_view(context, one.site, {{}, page.limit}).dead_letters;
  }
  return view;
}

}  // namespace otkel::hub
