// Visits come in, each batch in one commit.
#include "firmware-daemon/app/visit_worker.hpp"

#include "base/codec/json.hpp"
#include "firmware-daemon/app/camera_watch.hpp"
#include "firmware-daemon/app/read_plate.hpp"

namespace otkel::app {
namespace {

Result<void> take_message(Context& c, const sync::VisitSource::Message& message) {
  const auto visit = codec::decode<core::Visit>(message.json);
  if (!visit || visit->visit_id != message.visit_id) {
    open_incident(c, core::IncidentKind::bridge_message_malformed, message.visit_id,
                  visit ? "the id in the envelope is another" : visit.error().detail);
    return {};
  }
  Context camera = c;
  if (auto taken = take_visit(camera, *visit); !taken) return taken;
  c.around.last_visit = visit->visit_id;
  ++c.around.visits_taken;
  return {};
}

/// How the bridge stands, kept between the worker's steps.
struct BridgeWatch {
  CameraAlarms alarms;
  CameraWatch cameras = {};
  std::optional<milliseconds> heard = {};

  void take(Context& c, const std::string& json, milliseconds boot) {
    auto status = codec::decode<core::BridgeStatus>(json);
    if (!status)
      return report(
          c, {{core::IncidentKind::bridge_message_malformed, "status", status.error().detail}});
    heard = boot;
    c.around.bridge = {true, c.now, std::move(*status)};
    if (alarms == CameraAlarms::on) report(c, cameras.look(c.around.bridge.status, boot));
  }

  void report(Context& c, const std::vector<CameraAlarm>& news) const {
    if (news.empty()) return;
    // Where the disk refuses, the alarm stands on the screen of the cameras all the same.
    const auto reported = c.stores.db.transact([&]() -> Result<void> {
      for (const auto& alarm : news) open_incident(c, alarm.kind, alarm.subject, alarm.detail);
      return {};
    });
    stop_on_storage(reported);
  }

  void age(Context& c, milliseconds boot) const {
    constexpr milliseconds kLongest{15'000};
    c.around.bridge.up = heard && boot - *heard < kLongest;
  }
};

}  // namespace

Worker visit_worker(sync::VisitSource& bridge, CameraAlarms alarms) {
  return {"visits", [&bridge, watch = BridgeWatch{alarms}](Context& c, milliseconds boot) mutable {
            constexpr std::size_t kBatch = 64;
            if (const auto status = bridge.take_status()) watch.take(c, *status, boot);
            watch.age(c, boot);
            const auto messages = bridge.take(kBatch);
            if (messages.empty()) return boot + milliseconds{1000};
            const auto taken = c.stores.db.transact([&]() -> Result<void> {
              for (const auto& message : messages)
                if (auto one = take_message(c, message); !one) return one;
              return {};
            });
            // Without a commit there is no acknowledgement, and the bridge sends it again.
            if (taken)
              for (const auto& message : messages) bridge.acknowledge(message);
            stop_on_storage(taken);
            return messages.size() == kBatch ? boot : boot + milliseconds{1000};
          }};
}

}  // namespace otkel::app
