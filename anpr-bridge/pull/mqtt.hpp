#pragma once
// Cameras behind Frigate: its topics at an MQTT broker. libmosquitto is turned by a thread of its
// own, which waits until the message is on the disk before it takes the next one.
#include <memory>

#include "anpr-bridge/pull/puller.hpp"

namespace otkel::anpr {

class MqttSubscription {
 public:
  /// Connects and stays subscribed to <topic>/events and <topic>/tracked_object_update; takes what
  /// names `camera.settings.source` there. Must end after the server's run() and before the server.
  /// Errors: config_invalid (url), internal (libmosquitto).
  static core::Result<std::unique_ptr<MqttSubscription>> open(const PullContext& context,
                                                              CameraState& camera);
  ~MqttSubscription();
  MqttSubscription(const MqttSubscription&) = delete;
  MqttSubscription& operator=(const MqttSubscription&) = delete;

 private:
  struct State;
  explicit MqttSubscription(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether a message of Frigate is about the camera of that name. Pure.
bool is_about(std::string_view json, std::string_view source);

}  // namespace otkel::anpr
