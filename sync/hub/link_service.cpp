// The links of all checkpoints, driven against the stores.
#include "sync/hub/link_service.hpp"

#include <algorithm>

#include "config/log.hpp"
#include "sync/hub/app/projection.hpp"

namespace otkel::hub {
namespace {

using std::chrono::milliseconds;

// So that requests never wait long behind a flood of events.
constexpr int kProjectAtOnce = 200;

std::string peer_of(core::Site site) { return std::string(site.code()); }

void report_connection(const sync::Incoming& incoming) {
  using What = sync::Incoming::What;
  if (incoming.what == What::frame) return;
  config::log(config::LogLevel::info,
              incoming.what == What::connected ? "checkpoint_connected" : "checkpoint_gone",
              {{"site", incoming.peer}});
}

void unreadable(core::Site site, const core::Error& error) {
  config::log(config::LogLevel::error, "database_unreadable",
              {{"site", peer_of(site)}, {"why", error.detail}});
}

}  // namespace

LinkService::LinkService(Context& context, sync::Transport& transport, std::string software)
    : context_(context), transport_(transport), shown_(context) {
  for (const auto& checkpoint : context.settings.checkpoints) {
    const auto site = checkpoint.site;
    sync::LinkSettings settings;
    settings.own_side = core::LogSide::hub;
    settings.site = site;
    settings.software = software;
    sync::Link link(settings, context.random);
    links_.try_emplace(site, context.stores.hub_log(site), context.stores.edge_log(site),
                       ledger::LinkDriver(std::move(link), transport, peer_of(site)));
  }
}

milliseconds LinkService::step(const core::Moment& at) {
  for (auto& [site, link] : links_) link.driver.settle(ends_of(site, link, at), at);
  bool more = ledger::take_incoming(transport_, [&](const sync::Incoming& incoming) {
    const auto site = core::Site::parse(incoming.peer);
    const auto found = site ? links_.find(*site) : links_.end();
    // Its key may be authorised although this hub does not serve it.
    if (found == links_.end()) return;
    report_connection(incoming);
    found->second.driver.on_incoming(incoming, ends_of(*site, found->second, at), at);
  });
  for (auto& [site, link] : links_) more = project_some(site, at) || more;
  show_status(at);
  compare_clocks(at);
  milliseconds next =
      std::min(at.boot + milliseconds{1000}, shown_.next_due().value_or(milliseconds::max()));
  for (const auto& [site, link] : links_) next = std::min(next, link.driver.next_wakeup());
  return more ? at.boot : next;
}

ledger::LinkEnds LinkService::ends_of(core::Site site, SiteLink& link, const core::Moment& at) {
  return {
      .logs = {context_.stores.db, link.own, link.received},
      .store =
          [this, site, at](const std::vector<core::EventRecord>& events) {
            return receive_batch(context_, site, events, at.wall);
          },
      .knows =
          [this, site](sync::LocalState& state) {
            state.standings = context_.stores.reading.standings(site);
          },
      .history = history_ends(context_, site, at.wall),
      .secrets_of =
          [this](const std::vector<std::string>& commitments) {
            return context_.stores.officers.secrets(commitments);
          },
      .alarm = [this, site, at](const sync::Alarm& alarm) { note(site, alarm, at); },
      .trouble = [site](const core::Error& error) { unreadable(site, error); },
  };
}

void LinkService::note(core::Site site, const sync::Alarm& alarm, const core::Moment& at) {
  config::log(config::LogLevel::warning, "link_alarm",
              {{"site", peer_of(site)},
               {"code", core::word(alarm.error.code)},
               {"epoch", links_.at(site).driver.status().peer_epoch},
               {"quarantined", alarm.quarantined},
               {"detail", alarm.error.detail}});
  const auto noted = context_.stores.db.transact([&]() -> core::Result<void> {
    context_.stores.incidents.alarm(site, alarm.error, "link", at.wall);
    return {};
  });
  if (!noted)
    config::log(config::LogLevel::error, "alarm_not_stored", {{"why", noted.error().detail}});
}

bool LinkService::project_some(core::Site site, const core::Moment& at) {
  const auto progress = context_.stores.db.read(
      [&]() -> core::Result<EdgeProgress> { return context_.stores.reading.progress(site); });
  if (!progress) unreadable(site, progress.error());
  if (!progress || progress->all_projected) return false;
  // What the checkpoint did rests on facts of the hub that are on their way back.
  if (!history_known(context_, site)) return false;
  const auto done = project(context_, site, kProjectAtOnce, at.wall);
  if (!done)
    config::log(config::LogLevel::error, "projection_failed",
                {{"site", peer_of(site)}, {"why", done.error().detail}});
  return done && *done == kProjectAtOnce;
}

void LinkService::show_status(const core::Moment& at) {
  for (const auto& [site, link] : links_) shown_.note(site, link.driver.status(), at.boot);
  if (const auto written = shown_.write(at.wall, at.boot); !written)
    config::log(config::LogLevel::error, "link_status_not_stored",
                {{"why", written.error().detail}});
}

/// A measurement counts in the step in which it was made, at the present setting of our clock.
void LinkService::compare_clocks(const core::Moment& at) {
  for (auto& [site, link] : links_) {
    const auto status = link.driver.status();
    if (!status.established || !status.clock_skew) {
      link.clock.reset();
      continue;
    }
    const std::pair seen{*status.clock_skew, status.skew_error};
    if (std::exchange(link.skew_seen, seen) == seen) continue;
    link.clock = at.wall.time_since_epoch() - at.boot + *status.clock_skew;
  }
}

std::vector<milliseconds> LinkService::others_clocks() const {
  std::vector<milliseconds> clocks;
  for (const auto& [site, link] : links_)
    if (link.clock) clocks.push_back(*link.clock);
  return clocks;
}

std::optional<sync::LinkStatus> LinkService::status(core::Site site) const {
  const auto found = links_.find(site);
  if (found == links_.end()) return std::nullopt;
  return found->second.driver.status();
}

}  // namespace otkel::hub
