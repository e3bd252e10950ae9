// Raw ingest and the projection loop.
#include "base/codec/event.hpp"
#include "sync/hub/app/own_site.hpp"
#include "sync/hub/app/projection.hpp"
#include "sync/hub/app/quota.hpp"

namespace otkel::hub {
namespace {

core::Result<void> understand(Context& context, const core::EventRecord& record,
                              core::Instant now) {
  return context.facts.attempt([&]() -> core::Result<void> {
    const auto fact = codec::decode_event(record.type, record.body);
    if (!fact) return std::unexpected(fact.error());
    if (auto own = check_own_site(context, record.site, *fact); !own) return own;
    return apply(context, record, *fact, now);
  });
}

/// An epoch that nobody has accepted is kept and acknowledged; a person must know of it.
core::Result<sync::Position> report_waiting(Context& context, core::Site site,
                                            const sync::Position& upto, core::Instant now) {
  auto& stores = context.stores;
  if (stores.reading.standing(site, upto.epoch) != sync::Standing::waits) return upto;
  const auto reported = stores.db.transact([&]() -> core::Result<void> {
    const std::string what = "the checkpoint writes a new log, epoch " + upto.epoch +
                             ": its database was put back, lost, or it is another machine";
    stores.incidents.alarm(site, {core::Code::epoch_not_accepted, what}, upto.epoch, now);
    open_incident(context, site, {core::IncidentKind::epoch_waits, upto.epoch, what}, now);
    return {};
  });
  return reported ? core::Result<sync::Position>(upto) : std::unexpected(reported.error());
}

}  // namespace

core::Result<sync::Position> receive_batch(Context& context, core::Site site,
                                           const std::vector<core::EventRecord>& events,
                                           core::Instant now) {
  auto& stores = context.stores;
  const auto stored = stores.db.transact([&]() -> core::Result<ledger::Received> {
    if (auto room = take_from_quota(context, site, events, now); !room)
      return std::unexpected(room.error());
    return stores.edge_log(site).receive(events, now);
  });
  if (stored) return report_waiting(context, site, stored->upto, now);
  if (core::is_storage(stored.error().code)) return std::unexpected(stored.error());
  if (stored.error().code == core::Code::quota_exceeded) {
    const auto reported = stores.db.transact([&]() -> core::Result<void> {
      report_over_quota(context, site, events, now);
      return {};
    });
    return std::unexpected(reported ? stored.error() : reported.error());
  }
  const std::string subject =
      events.empty() ? ""
                     : events.front().epoch.substr(0, 8) + ":" + std::to_string(events.front().seq);
  const auto noted = stores.db.transact([&]() -> core::Result<void> {
    stores.incidents.alarm(site, stored.error(), subject, now);
    return {};
  });
  return std::unexpected(noted ? stored.error() : noted.error());
}

core::Result<int> project(Context& context, core::Site site, int limit, core::Instant now) {
  return context.facts.commit([&]() -> core::Result<int> {
    auto& log = context.stores.reading;
    const auto events = log.unprojected(site, limit);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto& event = events[i];
      if (const auto done = understand(context, event, now); !done) {
        if (core::is_storage(done.error().code)) return std::unexpected(done.error());
        context.stores.edge_log(site).add_dead_letter(event, done.error(), now);
        context.stores.incidents.alarm(site, done.error(),
                                       event.type + " " + std::to_string(event.seq), now);
      }
      const bool last_of_epoch = i + 1 == events.size() || events[i + 1].epoch != event.epoch;
      if (last_of_epoch) log.set_projected(site, event.epoch, event.seq);
    }
    return static_cast<int>(events.size());
  });
}

}  // namespace otkel::hub
