// Counters of the process and the backlog of the journal, put together on demand.
#include "anpr-bridge/status.hpp"

#include <cstdlib>

#include "base/web/metrics.hpp"

namespace otkel::anpr {
namespace {

constexpr std::int64_t kSkewAlarmMs = 60'000;

using core::BridgeStatus;
using core::CameraHealth;
using core::CameraStatus;
using web::Metrics;

CameraStatus status_of_camera(const CameraState& camera, core::Instant now) {
  CameraStatus s;
  const CameraCounts& c = camera.counts;
  s.name = camera.settings.name;
  s.role = camera.settings.role;
  s.lane = camera.settings.lane;
  s.protocol = camera.settings.protocol;
  s.maker = camera.maker;
  s.trouble = camera.pull.trouble;
  s.last_event = camera.last_event;
  s.last_read = camera.last_read;
  s.last_picture = camera.last_picture;
  s.last_hour = camera.rate.last_hour(now);
  s.hours = camera.rate.hours(now);
  s.pictures_dropped = c.pictures_dropped;
  s.reads = c.reads;
  s.no_reads = c.no_reads;
  s.duplicates = c.duplicates;
  s.retransmitted = c.retransmitted;
  s.late = c.late;
  s.heartbeats = c.heartbeats;
  s.other = c.other;
  s.undecodable = c.undecodable;
  s.refused = c.refused;
  s.failed = c.failed;
  if (const auto skew = camera.lateness.skew()) {
    s.skew_ms = -skew->count();
    s.clock_wrong = std::llabs(*s.skew_ms) > kSkewAlarmMs;
  }
  return s;
}

void message_counters(Metrics& page, const CameraStatus& c) {
  const std::pair<const char*, std::int64_t> kinds[] = {
      {"read", c.reads},           {"no_read", c.no_reads}, {"duplicate", c.duplicates},
      {"heartbeat", c.heartbeats}, {"other", c.other},      {"undecodable", c.undecodable},
      {"refused", c.refused},      {"failed", c.failed}};
  for (const auto& [kind, value] : kinds)
    page.counter("messages_total", "Messages of cameras by what became of them.", value,
                 {{"camera", c.name}, {"kind", kind}});
}

void camera_numbers(Metrics& page, const CameraStatus& c) {
  message_counters(page, c);
  page.counter("late_total", "Reads that came too late to act.", c.late, {{"camera", c.name}});
  page.counter("retransmitted_total", "Reads that the camera itself calls repeated.",
               c.retransmitted, {{"camera", c.name}});
  page.gauge("healthy", "1 while the camera is heard.", c.health == CameraHealth::connected,
             {{"camera", c.name}});
  page.counter("pictures_dropped_total", "Reads kept without their picture.", c.pictures_dropped,
               {{"camera", c.name}});
  if (c.last_event)
    page.gauge("last_event_seconds", "When the camera was last heard, Unix time.",
               c.last_event->time_since_epoch().count() / 1000, {{"camera", c.name}});
  if (c.skew_ms)
    page.gauge("clock_skew_milliseconds", "The camera's clock minus ours.", *c.skew_ms,
               {{"camera", c.name}});
  page.gauge("backlog_visits", "Visits that otkeld has not acknowledged.", c.backlog,
             {{"camera", c.name}});
}

void national_numbers(Metrics& page, const core::NationalStatus& n) {
  page.gauge("national_connected", "1 while the national queue answers as agreed.", n.connected);
  page.counter("national_posted_total", "Events that the national queue has taken.", n.posted);
  page.gauge("national_waiting", "Events that the national queue has not taken yet.", n.waiting);
  page.gauge("national_refused", "Of them: that it calls wrong.", n.refused);
  page.counter("national_given_up_total", "Events dropped as too old.", n.given_up);
  page.gauge("national_plates", "Plates on its list of today.", n.plates);
  page.gauge("national_plates_malformed", "Entries of that list that are no plate.",
             n.plates_malformed);
  if (n.plates_fetched)
    page.gauge("national_plates_fetched_seconds", "When that list was fetched, Unix time.",
               n.plates_fetched->time_since_epoch().count() / 1000);
}

}  // namespace

CameraHealth health_of(const CameraState& camera, core::Instant now,
                       const IntakeSettings& settings) {
  const bool pulled = camera.settings.protocol != core::CameraProtocol::push;
  if (pulled && camera.pull.health != CameraHealth::connected &&
      camera.pull.health != CameraHealth::unheard)
    return camera.pull.health;
  if (!camera.last_event) return CameraHealth::unheard;
  const bool beats = pulled || camera.counts.heartbeats > 0;
  const auto patience = beats ? settings.silent_after : settings.quiet_after;
  return now - *camera.last_event > patience ? CameraHealth::silent : CameraHealth::connected;
}

core::Result<BridgeStatus> status_of_bridge(const Intake& intake, const Reception& reception,
                                            const Journal& journal, const Forwarder& forwarder,
                                            core::Instant now) {
  BridgeStatus status;
  status.ready = intake.healthy();
  status.turned_away = reception.turned_away();
  status.pictures_kept = intake.keeps_pictures();
  status.connected = forwarder.connected();
  const auto total = journal.backlog("");
  if (!total) return std::unexpected(total.error());
  status.backlog = *total;
  status.sent = forwarder.counts().sent;
  status.resent = forwarder.counts().resent;
  status.acknowledged = forwarder.counts().acknowledged;
  for (const auto& [name, camera] : intake.cameras()) {
    CameraStatus s = status_of_camera(camera, now);
    s.health = health_of(camera, now, intake.settings());
    const auto backlog = journal.backlog(name);
    if (!backlog) return std::unexpected(backlog.error());
    s.backlog = *backlog;
    status.cameras.push_back(std::move(s));
  }
  for (const auto& [name, s] : intake.strangers())
    status.strangers.push_back({name, s.address, s.messages, s.last_event});
  return status;
}

std::string metrics_text(const BridgeStatus& status) {
  Metrics page("otkel_anpr_");
  for (const auto& camera : status.cameras) camera_numbers(page, camera);
  page.counter("turned_away_total", "Messages answered 503 because too many waited.",
               status.turned_away);
  page.gauge("daemon_connected", "1 while otkeld is there.", status.connected);
  page.counter("visits_sent_total", "Visit revisions sent, first time.", status.sent);
  page.counter("visits_resent_total", "Visit revisions sent again.", status.resent);
  page.counter("visits_acknowledged_total", "Visits settled by otkeld.", status.acknowledged);
  if (status.national) national_numbers(page, *status.national);
  return page.text();
}

}  // namespace otkel::anpr
