// Raw ingest and the projection loop.
#include "base/codec/event.hpp"
#include "sync/hub/app/projection.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/incidents.hpp"

namespace otkel::hub {
namespace {

/// The disk's fault, not the fact's: the same fact may succeed in a minute.
bool worth_another_try(core::Code code) {
  switch (core::kind(code)) {
    case core::Errc::full:
    case core::Errc::busy:
    case core::Errc::corrupt:
    case core::Errc::device:
      return true;
    default:
      return false;
  }
}

core::Result<void> understand(Context& context, const core::EventRecord& record,
                              core::Instant now) {
  return context.db.transact([&]() -> core::Result<void> {
    const auto fact = codec::decode_event(record.type, record.body);
    if (!fact) return std::unexpected(fact.error());
    return apply(context, record, *fact, now);
  });
}

}  // namespace

core::Result<sync::Position> receive_batch(Context& context, core::Site site,
                                           const std::vector<core::EventRecord>& events,
                                           core::Instant now) {
  auto stored = context.db.transact([&] { return EdgeLog(context.db).store(site, events, now); });
  if (stored || worth_another_try(stored.error().code)) return stored;
  const std::string subject =
      events.empty() ? ""
                     : events.front().epoch.substr(0, 8) + ":" + std::to_string(events.front().seq);
  const auto noted = context.db.transact([&]() -> core::Result<void> {
    Incidents(context.db).alarm(site, stored.error(), subject, now);
    return {};
  });
  if (!noted) return std::unexpected(noted.error());
  return stored;
}

core::Result<int> project(Context& context, core::Site site, int limit, core::Instant now) {
  return context.db.transact([&]() -> core::Result<int> {
    EdgeLog log(context.db);
    const auto events = log.unprojected(site, limit);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto& event = events[i];
      if (const auto done = understand(context, event, now); !done) {
        if (worth_another_try(done.error().code)) return std::unexpected(done.error());
        Incidents incidents(context.db);
        incidents.bury(event, done.error(), now);
        incidents.alarm(site, done.error(), event.type + " " + std::to_string(event.seq), now);
      }
      const bool last_of_epoch = i + 1 == events.size() || events[i + 1].epoch != event.epoch;
      if (last_of_epoch) log.set_projected(site, event.epoch, event.seq);
    }
    return static_cast<int>(events.size());
  });
}

}  // namespace otkel::hub
