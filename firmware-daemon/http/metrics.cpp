// One family after the other: help, type, samples.
#include "firmware-daemon/http/metrics.hpp"

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

std::string metrics_text(const Measured& m) {
  Text text;
  text.family("otkel_blanks", "gauge", "Blanks of this checkpoint by state");
  core::for_each_field(m.counters.blanks, [&](std::string_view state, std::int64_t value) {
    if (state != "received") text.sample("state", state == "issued_now" ? "issued" : state, value);
  });
  text.gauge("otkel_blanks_received", "Blanks ever taken into stock", m.counters.blanks.received);
  text.family("otkel_print_jobs", "gauge", "Print jobs that have not succeeded, by state");
  for (const auto& [state, value] : m.counters.print_jobs) text.sample("state", state, value);
  text.gauge("otkel_printer_ready", "1 where the printer said it is ready", m.around.printer.ready);
  text.gauge("otkel_incidents_open", "Incidents that wait for a person", m.counters.incidents_open);
  text.gauge("otkel_hub_facts_not_applied", "Facts of the centre that could not be applied",
             m.counters.dead_letters);
  text.gauge("otkel_link_up", "1 while the link to the centre stands", m.around.link.up);
  text.gauge("otkel_link_behind_events", "Own events that the centre has not acknowledged",
             m.around.link.behind);
  text.gauge("otkel_clock_trusted", "0 where the wall clock went back", m.around.clock_trusted);
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
