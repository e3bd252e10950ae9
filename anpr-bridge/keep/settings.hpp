#pragma once
// What has to be known about the cameras and for how long their messages are kept.
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "anpr-bridge/decode/profile.hpp"
#include "core/plate/camera.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

struct CameraSettings {
  std::string name;  ///< stands in the camera's URL and in every visit
  core::CameraRole role = core::CameraRole::gate_in;
  std::vector<std::string> addresses;  ///< who may post; empty: anybody
  std::optional<std::int64_t> lane;    ///< used where the message names none
  std::optional<core::minutes> zone;   ///< of camera times that carry no zone
  std::optional<core::View> view;      ///< which end it looks at; unset: as its messages say
  core::CameraProtocol protocol = core::CameraProtocol::push;
  std::string url;             ///< pulled: "http://10.20.0.11", "mqtt://10.20.0.2:1883"
  std::string user, password;  ///< pulled; empty: none is given
  std::string topic;           ///< mqtt: the first word of the topics; empty: "frigate"
  std::string source;          ///< mqtt: the camera's name there; empty: as here
  int channel = 1;             ///< pulled: which input of a recorder
  std::shared_ptr<const Profile> profile = nullptr;  ///< where its fields are; else by content
  std::optional<core::DateOrder> date_order = std::nullopt;  ///< of dates that end with the year
};

/// When two messages are one vehicle, and when a message is too late to act.
struct VisitRules {
  std::chrono::milliseconds gap{10'000};             ///< longest silence within one approach
  std::chrono::milliseconds reread_window{120'000};  ///< a parked truck read again
  std::chrono::milliseconds late_after{300'000};     ///< behind the camera's usual delay
  std::chrono::milliseconds pairing_window{20'000};  ///< front and rear of one vehicle
  std::size_t most_reads = 32;                       ///< kept per visit; all stay in the journal
  std::size_t most_open = 64;                        ///< visits of one camera that may still grow
};

struct IntakeSettings {
  std::vector<CameraSettings> cameras;
  VisitRules visits;
  std::chrono::hours keep{30 * 24};    ///< pictures and settled messages, then they are deleted
  std::uint64_t keep_free = 1u << 30;  ///< bytes that pictures leave free on their disk
  std::chrono::milliseconds silent_after{600'000};    ///< a camera with heartbeats, or a pulled one
  std::chrono::milliseconds quiet_after{43'200'000};  ///< one that reports nothing but vehicles
};

}  // namespace otkel::anpr
