// What the daemon measures, one name after the other.
#include "firmware-daemon/http/metrics.hpp"

#include "base/web/metrics.hpp"

namespace otkel::http {
namespace {

using web::Metrics;

void add_counters(Metrics& page, const app::Counters& counters) {
  core::for_each_field(counters.blanks, [&](std::string_view state, std::int64_t value) {
    if (state != "received")
      page.gauge("blanks", "Blanks of this checkpoint by state", value,
                 {{"state", state == "issued_now" ? "issued" : state}});
  });
  page.gauge("blanks_received", "Blanks ever taken into stock", counters.blanks.received);
  for (const auto& [state, value] : counters.print_jobs)
    page.gauge("print_jobs", "Print jobs that have not succeeded, by state", value,
               {{"state", state}});
  page.gauge("incidents_open", "Incidents that wait for a person", counters.incidents_open);
  page.gauge("hub_facts_not_applied", "Facts of the centre that could not be applied",
             counters.dead_letters);
}

void add_link(Metrics& page, const app::Surroundings& around) {
  const auto& trouble = around.link_trouble;
  page.gauge("link_up", "1 while the link to the centre stands", around.link.up);
  page.gauge("link_behind_events", "Own events that the centre has not acknowledged",
             around.link.behind);
  page.counter("link_refused_total", "Connections that the centre refused", trouble.refused);
  page.both_ways("link_frames_total", "Frames of the link since the start", trouble.frames_in,
                 trouble.frames_out);
  page.counter("link_dropped_total", "Frames let go on the way", trouble.dropped);
  page.gauge("link_failed_attempts", "Attempts since the centre last acknowledged something",
             trouble.failed_attempts);
}

void add_passwords(Metrics& page, const app::PasswordState& passwords) {
  page.gauge("passwords_missing", "Active officers whose password has not come", passwords.missing);
  page.gauge("passwords_in_log", "Active officers whose password hash lies in the log",
             passwords.in_log);
}

void add_storage(Metrics& page, const core::StorageHealth& storage) {
  const auto space = storage.space().now();
  page.gauge("disk_free_bytes", "Free where the database lies",
             static_cast<std::int64_t>(space.free));
  page.gauge("disk_total_bytes", "Size of that disk", static_cast<std::int64_t>(space.total));
  if (const auto left = storage.space().left())
    page.gauge("disk_left_hours", "Until it is full, at the pace of the last day", left->count());
  page.gauge("wal_pages", "Pages that wait to go into the database file", storage.wal_pages());
}

}  // namespace

std::string metrics_text(const Measurements& m) {
  Metrics page("otkel_");
  if (m.counters) add_counters(page, *m.counters);
  page.notices("", app::notice_codes(), m.notices);
  add_link(page, m.around);
  add_storage(page, m.around.storage);
  add_passwords(page, m.around.passwords);
  page.gauge("printer_ready", "1 if the printer reported that it is ready", m.around.printer.ready);
  page.gauge("clock_trusted", "0 if the wall clock is in doubt",
             m.around.clock.doubt == core::ClockDoubt::none);
  page.gauge("state_differences", "Rows that are not what the log says, as far as was reported",
             static_cast<std::int64_t>(m.around.state_check.differences.size()));
  page.counter("visits_taken_total", "Camera visits taken in since the start",
               m.around.visits_taken);
  page.counter("http_requests_total", "HTTP requests since the start", m.requests);
  page.counter("http_refused_total", "Requests refused before any handler", m.refused);
  page.gauge("push_sockets", "Open WebSockets", m.sockets);
  page.counter("http_evicted_total", "Connections closed because others needed the place",
               m.evicted);
  // A wrong password and a name that nobody has are one outcome: this page is open to everybody.
  const auto& log_ins = m.around.log_ins.counts();
  for (const auto& [outcome, count] : {std::pair{"right", log_ins.right},
                                       {"wrong", log_ins.wrong},
                                       {"locked", log_ins.locked},
                                       {"busy", m.log_ins_turned_away}})
    page.counter("log_ins_total", "Log-ins since the start, by outcome", count,
                 {{"outcome", outcome}});
  page.gauge("queue_depth", "Commands that wait for the work thread", m.queue_depth);
  return page.text();
}

}  // namespace otkel::http
