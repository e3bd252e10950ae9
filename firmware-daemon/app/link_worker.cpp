// The edge's end of the link.
#include "firmware-daemon/app/link_worker.hpp"

#include <optional>
#include <utility>

#include "firmware-daemon/app/apply_hub_facts.hpp"
#include "firmware-daemon/app/history.hpp"
#include "ledger/link_driver.hpp"

namespace otkel::app {
namespace {

sync::LinkSettings settings_of(core::Site site) {
  sync::LinkSettings s;
  s.own_side = core::LogSide::edge;
  s.site = site;
  s.software = "otkeld";
  return s;
}

/// What a person is told of trouble on the link.
core::IncidentKind incident_of(Code code) {
  using Kind = core::IncidentKind;
  switch (code) {
    case Code::clock_untrusted:
      return Kind::link_clock_untrusted;
    case Code::epoch_not_accepted:
      return Kind::link_epoch_not_accepted;
    case Code::event_malformed:
      return Kind::link_event_malformed;
    case Code::log_fork:
      return Kind::link_log_fork;
    case Code::peer_refused:
      return Kind::link_peer_refused;
    case Code::quota_exceeded:
      return Kind::link_quota_exceeded;
    case Code::sequence_gap:
      return Kind::link_sequence_gap;
    default:
      return Kind::link_trouble;
  }
}

/// What the hub says is understood in the same transaction that stores it.
ledger::LinkEnds ends_of(Context& c, std::optional<core::Error>& trouble) {
  return {
      .logs = {c.stores.db, c.stores.log, c.stores.hub},
      .store = [&c](const std::vector<core::EventRecord>& events) -> Result<sync::Position> {
        Context hub = c;
        return c.stores.db.transact([&]() -> Result<sync::Position> {
          if (auto applied = apply_hub_facts(hub, events); !applied)
            return std::unexpected(applied.error());
          return sync::Position{events.back().epoch, events.back().seq, events.back().hash};
        });
      },
      .knows =
          [&c](sync::LocalState& state) {
            auto& officers = c.stores.officers;
            state.secrets_wanted = officers.lacking();
            c.around.passwords = {std::ssize(state.secrets_wanted), officers.count_in_log()};
          },
      .history = history_ends(c),
      .got_secrets =
          [&c, &trouble](const sync::GotSecrets& got) {
            const auto kept = c.stores.db.transact([&]() -> Result<void> {
              for (const auto& secret : got.secrets) c.stores.officers.keep(secret);
              return {};
            });
            if (!kept) trouble = kept.error();
          },
      .alarm =
          [&c, &trouble](const sync::Alarm& alarm) {
            const auto reported = c.stores.db.transact([&]() -> Result<void> {
              open_incident(c, incident_of(alarm.error.code), "hub",
                            std::string(core::word(alarm.error.code)) + ": " + alarm.error.detail);
              return {};
            });
            if (!reported) trouble = reported.error();
          },
      .trouble = [&trouble](const core::Error& error) { trouble = error; },
  };
}

void show(Context& c, const sync::LinkStatus& status) {
  c.around.history = history_view(c);
  auto& view = c.around.link;
  if (status.established != view.up || !view.since) view.since = c.now;
  view.up = status.established;
  if (status.current_at) view.last_heard = status.current_at;
  const auto head = c.stores.log.head();
  const auto acked = c.stores.log.acked();
  view.behind = acked.epoch == head.epoch ? head.seq - acked.seq : head.seq;
  auto& trouble = c.around.link_trouble;
  trouble.sending_stopped = status.sending_quarantined;
  trouble.receiving_stopped = status.receiving_quarantined;
  trouble.alarm = status.last_alarm;
  trouble.peer_busy = status.peer_busy;
  trouble.peer_software = status.peer_software;
  trouble.failed_attempts = status.failed_attempts;
}

/// A measurement counts once, in the step in which it was made: it was taken at the present setting
/// of our clock, and says nothing once that was changed.
void hold_clocks_together(Context& c, milliseconds boot, const sync::LinkStatus& status) {
  auto& clock = c.around.clock;
  clock.hub_heard = status.established && status.clock_skew.has_value();
  if (!status.clock_skew) return;
  const std::pair seen{*status.clock_skew, status.skew_error};
  if (std::exchange(clock.hub_seen, seen) == seen) return;
  clock.hub_measured = c.now.time_since_epoch() - boot + *status.clock_skew;
}

}  // namespace

Worker link_worker(sync::Transport& transport, core::Site site, core::Random& random) {
  auto driver = std::make_shared<ledger::LinkDriver>(sync::Link(settings_of(site), random),
                                                     transport, sync::kHubPeer);
  return {"link", [driver, &transport](Context& c, milliseconds boot) {
            const core::Moment at{c.now, boot};
            std::optional<core::Error> trouble;
            const auto ends = ends_of(c, trouble);
            driver->settle(ends, at);
            const bool more = ledger::take_incoming(transport, [&](const sync::Incoming& incoming) {
              driver->on_incoming(incoming, ends, at);
            });
            hold_clocks_together(c, boot, driver->status());
            show(c, driver->status());
            if (trouble) stop_on_storage(Result<void>(std::unexpected(*trouble)));
            return more ? boot : driver->next_wakeup();
          }};
}

}  // namespace otkel::app
