// Outputs of the link carried out against transport and stores.
#include "sync/hub/link_service.hpp"

#include <algorithm>

#include "config/log.hpp"
#include "sync/hub/app/projection.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/hub_log.hpp"
#include "sync/hub/store/incidents.hpp"

namespace otkel::hub {
namespace {

using std::chrono::milliseconds;

// So that requests never wait long behind a flood of frames or events.
constexpr int kFramesAtOnce = 64;
constexpr int kProjectAtOnce = 200;

std::string peer_of(core::Site site) { return std::string(core::word(site)); }

}  // namespace

LinkService::LinkService(Context& context, sync::Transport& transport, std::uint64_t seed,
                         std::string software)
    : context_(context), transport_(transport) {
  for (const auto& checkpoint : context.settings.checkpoints) {
    sync::LinkSettings settings;
    settings.own_side = core::LogSide::hub;
    settings.site = checkpoint.site;
    settings.software = software;
    links_.try_emplace(checkpoint.site, settings,
                       seed + static_cast<std::uint64_t>(checkpoint.site));
  }
}

milliseconds LinkService::step(const Moment& at) {
  for (auto& [site, link] : links_) settle(site, link, at);
  bool more = false;
  for (int i = 0; i < kFramesAtOnce; ++i) {
    const auto frame = transport_.poll();
    more = frame.has_value();
    if (!frame) break;
    const auto site = core::from_word<core::Site>(frame->peer);
    const auto found = site ? links_.find(*site) : links_.end();
    if (found == links_.end()) continue;  // its key is authorised, but this hub does not serve it
    found->second.on_frame(frame->bytes, at.boot);
    settle(found->first, found->second, at);
  }
  for (auto& [site, link] : links_) more = project_some(site, at) || more;
  milliseconds next = at.boot + milliseconds{1000};
  for (const auto& [site, link] : links_) next = std::min(next, link.next_wakeup());
  return more ? at.boot : next;
}

void LinkService::settle(core::Site site, sync::Link& link, const Moment& at) {
  for (;;) {
    const auto local = local_state(site, at);
    if (!local) return unreadable(site, local.error());
    link.step(at.boot, *local);
    const auto outputs = link.take_outputs();
    if (outputs.empty()) return;
    for (const auto& output : outputs) carry_out(site, link, output, at);
  }
}

core::Result<sync::LocalState> LinkService::local_state(core::Site site, const Moment& at) {
  return context_.db.transact([&]() -> core::Result<sync::LocalState> {
    return sync::LocalState{at.now, HubLog(context_.db).heads(site),
                            EdgeLog(context_.db).heads(site)};
  });
}

void LinkService::unreadable(core::Site site, const core::Error& error) {
  config::log(config::LogLevel::error, "database_unreadable",
              {{"site", peer_of(site)}, {"why", error.detail}});
}

void LinkService::carry_out(core::Site site, sync::Link& link, const sync::Output& output,
                            const Moment& at) {
  if (const auto* send = std::get_if<sync::SendFrame>(&output)) {
    // A frame that cannot be sent now is sent again by the link itself.
    const auto sent = transport_.send(peer_of(site), send->bytes);
    if (!sent)
      config::log(config::LogLevel::debug, "frame_not_sent",
                  {{"site", peer_of(site)}, {"why", sent.error().detail}});
  } else if (const auto* need = std::get_if<sync::NeedEvents>(&output)) {
    using Events = std::vector<core::EventRecord>;
    auto events = context_.db.transact([&]() -> core::Result<Events> {
      return HubLog(context_.db).read(site, need->epoch, need->from_seq, need->max_bytes);
    });
    if (!events) unreadable(site, events.error());
    link.on_events(std::move(events).value_or(Events{}), at.boot);
  } else if (const auto* batch = std::get_if<sync::StoreBatch>(&output)) {
    store(site, link, *batch, at);
  } else if (std::holds_alternative<sync::DropConnection>(output)) {
    transport_.disconnect(peer_of(site));
  } else if (const auto* alarm = std::get_if<sync::Alarm>(&output)) {
    note(site, *alarm, at);
  }
}

void LinkService::store(core::Site site, sync::Link& link, const sync::StoreBatch& batch,
                        const Moment& at) {
  const auto stored = receive_batch(context_, site, batch.events, at.now);
  if (stored)
    link.on_stored(*stored, at.boot);
  else
    link.on_store_refused(stored.error(), at.boot);
}

void LinkService::note(core::Site site, const sync::Alarm& alarm, const Moment& at) {
  config::log(config::LogLevel::warning, "link_alarm",
              {{"site", peer_of(site)},
               {"code", core::word(alarm.error.code)},
               {"quarantined", alarm.quarantined},
               {"detail", alarm.error.detail}});
  const auto noted = context_.db.transact([&]() -> core::Result<void> {
    Incidents(context_.db).alarm(site, alarm.error, "link", at.now);
    return {};
  });
  if (!noted)
    config::log(config::LogLevel::error, "alarm_not_stored", {{"why", noted.error().detail}});
}

bool LinkService::project_some(core::Site site, const Moment& at) {
  const auto progress = context_.db.transact(
      [&]() -> core::Result<EdgeProgress> { return EdgeLog(context_.db).progress(site); });
  if (!progress) unreadable(site, progress.error());
  if (!progress || progress->all_projected) return false;
  const auto done = project(context_, site, kProjectAtOnce, at.now);
  if (!done)
    config::log(config::LogLevel::error, "projection_failed",
                {{"site", peer_of(site)}, {"why", done.error().detail}});
  return done && *done == kProjectAtOnce;
}

std::optional<sync::LinkStatus> LinkService::status(core::Site site) const {
  const auto found = links_.find(site);
  if (found == links_.end()) return std::nullopt;
  return found->second.status();
}

}  // namespace otkel::hub
