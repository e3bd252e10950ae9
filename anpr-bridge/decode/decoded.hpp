#pragma once
// What a camera sent, as values, and what the installer knows about it beforehand.
#include <optional>
#include <string>

#include "core/plate/camera_profile.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

class Profile;

enum class Kind {
  read,         ///< about a vehicle, whether or not its plate could be read
  heartbeat,    ///< the camera is alive
  other,        ///< understood to be none of our business (motion, disk full, device info)
  undecodable,  ///< a part that nobody understands beside others that were; `what` says why
};

struct Decoded {
  std::string maker;
  Kind kind = Kind::other;
  std::optional<core::PlateRead> read;  ///< exactly where kind is read
  std::string picture;                  ///< the largest whole JPEG; empty if none came
  std::string time_text;  ///< the camera's own time as sent: distinguishes messages, even unzoned
  std::string what;  ///< for the log: "ANPR", "VMD", "keepAlive"; the error of what is undecodable
};

/// What the installer knows about this camera and the message does not say.
struct Hints {
  std::optional<core::minutes> zone;  ///< of times that carry none
  const Profile* profile = nullptr;   ///< where the fields are, for a camera that we do not know
  std::optional<core::DateOrder> date_order = std::nullopt;  ///< of dates that end with the year
  std::optional<core::CameraRole> role = {};  ///< of makers that report the passage, in or out
  std::optional<core::View> view = {};        ///< which end of the vehicle it looks at
};

}  // namespace otkel::anpr
