// Positions and counts.
#include "firmware-daemon/app/machine_views.hpp"

namespace otkel::app {

StatusView status_view(Context& c) {
  StatusView v;
  v.site = c.checkpoint.site.code();
  v.now = c.now;
  const auto edge = c.stores.log.head();
  const auto acked = c.stores.log.acked();
  v.edge = {edge.epoch, edge.seq, edge.hash, acked.epoch == edge.epoch ? acked.seq : 0};
  const auto hub = c.stores.hub.head();
  v.hub = {hub.epoch, hub.seq, hub.hash};
  v.link = c.around.link;
  const auto queued = c.stores.print_jobs.in_state(store::PrintState::queued).size();
  const auto in_flight = c.stores.print_jobs.in_flight().size();
  v.open_print_jobs = static_cast<std::int64_t>(queued + in_flight);
  // What waits for paper moves when somebody puts it in.
  v.idle = in_flight == 0 && (queued == 0 || !c.around.printer.ready);
  v.rule_pack = c.checkpoint.pack.version;
  if (!c.around.last_visit.empty()) v.last_visit = c.around.last_visit;
  v.visits_taken = c.around.visits_taken;
  return v;
}

Counters counters(Context& c) {
  Counters n;
  n.blanks = c.stores.blanks.counts();
  for (const auto state : {store::PrintState::queued, store::PrintState::preflight,
                           store::PrintState::sending, store::PrintState::awaiting_echo,
                           store::PrintState::failed_safe, store::PrintState::unknown})
    n.print_jobs[std::string(core::word(state))] =
        static_cast<std::int64_t>(c.stores.print_jobs.in_state(state).size());
  n.incidents_open = c.stores.incidents.count_open();
  n.dead_letters = c.stores.hub.dead_letters();
  return n;
}

void prove_writable(Context& c) {
  c.stores.db.run(
      "INSERT INTO meta (key, value) VALUES ('proved_writable_at', ?) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      core::to_iso(c.now));
}

}  // namespace otkel::app
