// Counters of the process and the backlog of the journal, put together on demand.
#include "anpr-bridge/status.hpp"

#include <cstdlib>

namespace otkel::anpr {
namespace {

constexpr std::int64_t kSkewAlarmMs = 60'000;

using core::BridgeStatus;
using core::CameraHealth;
using core::CameraStatus;

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

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += "# HELP otkel_anpr_" + std::string(name) + " " + std::string(help) + "\n";
  out += "# TYPE otkel_anpr_" + std::string(name) + " " + std::string(type) + "\n";
}

void sample(std::string& out, std::string_view name, std::string_view labels, std::int64_t value) {
  out +=
      "otkel_anpr_" + std::string(name) + std::string(labels) + " " + std::to_string(value) + "\n";
}

std::string label(const CameraStatus& camera) { return "camera=\"" + camera.name + "\""; }

void message_counters(std::string& out, const std::vector<CameraStatus>& cameras) {
  family(out, "messages_total", "counter", "Messages of cameras by what became of them.");
  for (const auto& c : cameras) {
    const std::pair<const char*, std::int64_t> kinds[] = {
        {"read", c.reads},           {"no_read", c.no_reads}, {"duplicate", c.duplicates},
        {"heartbeat", c.heartbeats}, {"other", c.other},      {"undecodable", c.undecodable},
        {"refused", c.refused},      {"failed", c.failed}};
    for (const auto& [kind, value] : kinds)
      sample(out, "messages_total", "{" + label(c) + ",kind=\"" + kind + "\"}", value);
  }
  family(out, "late_total", "counter", "Reads that came too late to act.");
  for (const auto& c : cameras) sample(out, "late_total", "{" + label(c) + "}", c.late);
  family(out, "retransmitted_total", "counter", "Reads that the camera itself calls repeated.");
  for (const auto& c : cameras)
    sample(out, "retransmitted_total", "{" + label(c) + "}", c.retransmitted);
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
  std::string out;
  message_counters(out, status.cameras);
  family(out, "healthy", "gauge", "1 while the camera is heard.");
  for (const auto& c : status.cameras)
    sample(out, "healthy", "{" + label(c) + "}", c.health == CameraHealth::connected ? 1 : 0);
  family(out, "pictures_dropped_total", "counter", "Reads kept without their picture.");
  for (const auto& c : status.cameras)
    sample(out, "pictures_dropped_total", "{" + label(c) + "}", c.pictures_dropped);
  family(out, "turned_away_total", "counter", "Messages answered 503 because too many waited.");
  sample(out, "turned_away_total", "", status.turned_away);
  family(out, "last_event_seconds", "gauge", "When the camera was last heard, Unix time.");
  for (const auto& c : status.cameras)
    if (c.last_event)
      sample(out, "last_event_seconds", "{" + label(c) + "}",
             c.last_event->time_since_epoch().count() / 1000);
  family(out, "clock_skew_milliseconds", "gauge", "The camera's clock minus ours.");
  for (const auto& c : status.cameras)
    if (c.skew_ms) sample(out, "clock_skew_milliseconds", "{" + label(c) + "}", *c.skew_ms);
  family(out, "backlog_visits", "gauge", "Visits that otkeld has not acknowledged.");
  for (const auto& c : status.cameras)
    sample(out, "backlog_visits", "{" + label(c) + "}", c.backlog);
  family(out, "daemon_connected", "gauge", "1 while otkeld is there.");
  sample(out, "daemon_connected", "", status.connected ? 1 : 0);
  family(out, "visits_sent_total", "counter", "Visit revisions sent, first time.");
  sample(out, "visits_sent_total", "", status.sent);
  family(out, "visits_resent_total", "counter", "Visit revisions sent again.");
  sample(out, "visits_resent_total", "", status.resent);
  family(out, "visits_acknowledged_total", "counter", "Visits settled by otkeld.");
  sample(out, "visits_acknowledged_total", "", status.acknowledged);
  return out;
}

}  // namespace otkel::anpr
