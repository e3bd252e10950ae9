// One family after the other: help, type, samples.
#include "firmware-daemon/http/metrics.hpp"

#include <algorithm>

namespace otkel::http {
namespace {

class Text {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " +
            std::string(type) + "\n";
  }
  void sample(std::int64_t value) { out_ += name_ + " " + std::to_string(value) + "\n"; }
  void sample(std::string_view label, std::string_view word, std::int64_t value) {
    out_ += name_ + "{" + std::string(label) + "=\"" + std::string(word) + "\"} " +
            std::to_string(value) + "\n";
  }
  void gauge(std::string_view name, std::string_view help, std::int64_t value) {
    family(name, "gauge", help);
    sample(value);
  }
  void counter(std::string_view name, std::string_view help, std::int64_t value) {
    family(name, "counter", help);
    sample(value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string name_, out_;
};

}  // namespace

namespace {

void add_counters(Text& text, const app::Counters& counters) {
  text.family("otkel_blanks", "gauge", "Blanks of this checkpoint by state");
  core::for_each_field(counters.blanks, [&](std::string_view state, std::int64_t value) {
    if (state != "received") text.sample("state", state == "issued_now" ? "issued" : state, value);
  });
  text.gauge("otkel_blanks_received", "Blanks ever taken into stock", counters.blanks.received);
  text.family("otkel_print_jobs", "gauge", "Print jobs that have not succeeded, by state");
  for (const auto& [state, value] : counters.print_jobs) text.sample("state", state, value);
  text.gauge("otkel_incidents_open", "Incidents that wait for a person", counters.incidents_open);
  text.gauge("otkel_hub_facts_not_applied", "Facts of the centre that could not be applied",
             counters.dead_letters);
}

/// One sample for every code there is, so that an alarm can be written before the first time.
void add_notices(Text& text, const std::vector<app::Notice>& notices) {
  text.gauge("otkel_ready", "1 while the daemon can do its main job", core::is_ready(notices));
  text.family("otkel_notices", "gauge", "1 while that is wrong with the machine");
  for (const auto& code : app::notice_codes())
    text.sample("code", code,
                std::ranges::find(notices, code, &app::Notice::code) != notices.end());
}

void add_link(Text& text, const app::Surroundings& around) {
  const auto& trouble = around.link_trouble;
  text.gauge("otkel_link_up", "1 while the link to the centre stands", around.link.up);
  text.gauge("otkel_link_behind_events", "Own events that the centre has not acknowledged",
             around.link.behind);
  text.counter("otkel_link_refused_total", "Connections that the centre refused", trouble.refused);
  text.family("otkel_link_frames_total", "counter", "Frames of the link since the start");
  text.sample("direction", "in", trouble.frames_in);
  text.sample("direction", "out", trouble.frames_out);
  text.counter("otkel_link_dropped_total", "Frames let go on the way", trouble.dropped);
  text.gauge("otkel_link_failed_attempts", "Attempts since the centre last acknowledged something",
             trouble.failed_attempts);
}

void add_passwords(Text& text, const app::PasswordState& passwords) {
  text.gauge("otkel_passwords_missing", "Active officers whose password has not come",
             passwords.missing);
  text.gauge("otkel_passwords_in_log", "Active officers whose password hash lies in the log",
             passwords.in_log);
}

void add_storage(Text& text, const core::StorageHealth& storage) {
  const auto space = storage.space().now();
  text.gauge("otkel_disk_free_bytes", "Free where the database lies",
             static_cast<std::int64_t>(space.free));
  text.gauge("otkel_disk_total_bytes", "Size of that disk", static_cast<std::int64_t>(space.total));
  if (const auto left = storage.space().left())
    text.gauge("otkel_disk_left_hours", "Until it is full, at the pace of the last day",
               left->count());
  text.gauge("otkel_wal_pages", "Pages that wait to go into the database file",
             storage.wal_pages());
}

}  // namespace

std::string metrics_text(const Measured& m) {
  Text text;
  if (m.counters) add_counters(text, *m.counters);
  add_notices(text, m.notices);
  add_link(text, m.around);
  add_storage(text, m.around.storage);
  add_passwords(text, m.around.passwords);
  text.gauge("otkel_printer_ready", "1 where the printer said it is ready", m.around.printer.ready);
  text.gauge("otkel_clock_trusted", "0 where the wall clock is in doubt",
             m.around.clock.doubt == core::ClockDoubt::none);
  text.gauge("otkel_state_differences", "Rows that are not what the log says, as far as was told",
             static_cast<std::int64_t>(m.around.state_check.differences.size()));
  text.counter("otkel_visits_taken_total", "Camera visits taken in since the start",
               m.around.visits_taken);
  text.counter("otkel_http_requests_total", "HTTP requests since the start", m.requests);
  text.counter("otkel_http_refused_total", "Requests refused before any handler", m.refused);
  text.gauge("otkel_push_sockets", "Open WebSockets", m.sockets);
  text.counter("otkel_http_evicted_total", "Connections closed because others needed the place",
               m.evicted);
  // A wrong password and a name that nobody has are one outcome: this page is open to everybody.
  text.family("otkel_log_ins_total", "counter", "Log-ins since the start, by outcome");
  text.sample("outcome", "right", m.around.log_ins.counts().right);
  text.sample("outcome", "wrong", m.around.log_ins.counts().wrong);
  text.sample("outcome", "locked", m.around.log_ins.counts().locked);
  text.sample("outcome", "busy", m.log_ins_turned_away);
  text.gauge("otkel_queue_depth", "Commands that wait for the work thread", m.queue_depth);
  return text.take();
}

}  // namespace otkel::http
