#pragma once
// Cameras behind Frigate: its topics at an MQTT broker. libmosquitto is turned by a thread of its
// own, which waits until the message is on the disk before it takes the next one.
#include <memory>

#include "anpr-bridge/pull/puller.hpp"

namespace otkel::anpr {

class MqttSubscription {
 public:
  /// Connects and stays subscribed to <topic>/events and <topic>/tracked_object_update; takes what
  /// names `camera.settings.source` there, and what names no camera because it is no JSON. Must end
  /// after the server's run() and before the server. Errors: config_invalid (url), internal
  /// (libmosquitto).
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

/// About which camera a message of the broker is. `nobody_knows`: it is no JSON object, so no
/// message of Frigate; it is kept like any that nobody understands.
enum class About { this_camera, another, nobody_knows };
/// `source`: the camera's name there. A message of no bytes (it clears what a broker keeps) is
/// about another. Pure.
About about(std::string_view text, std::string_view source);

}  // namespace otkel::anpr
