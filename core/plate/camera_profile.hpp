#pragma once
// Where the messages of a camera without a decoder of its own have their fields, as configured; the
// bridge compiles the paths (ADR 0027).
#include <string>
#include <tuple>
#include <vector>

#include "core/value/fields.hpp"

namespace otkel::core {

/// Paths are JSON pointers or XPaths. One that begins with '=' is a constant ("=KZ"); an empty one
/// is not there.
struct CameraProfile {
  std::string name;             ///< the maker of its reads
  std::string format = "json";  ///< "json" or "xml"
  std::string vehicles;  ///< path of the list; the paths below start at each. Empty: the document
  std::string plate;
  std::string other_plate, trailer_plate, confidence, event_id, group_id, time, lane, direction;
  std::string view, country, make, type, picture;  ///< the picture in base64
  double confidence_scale = 1;                     ///< what full confidence is sent as
  std::string time_format = "iso";  ///< iso, compact, day_first, epoch_s, epoch_ms or epoch_us
  std::vector<std::string> approaching, leaving, front, rear;  ///< its words, ASCII case apart
  static constexpr auto fields() {
    using F = CameraProfile;
    return std::tuple{field("name", &F::name),
                      field("format", &F::format),
                      field("vehicles", &F::vehicles),
                      field("plate", &F::plate),
                      field("other_plate", &F::other_plate),
                      field("trailer_plate", &F::trailer_plate),
                      field("confidence", &F::confidence),
                      field("event_id", &F::event_id),
                      field("group_id", &F::group_id),
                      field("time", &F::time),
                      field("lane", &F::lane),
                      field("direction", &F::direction),
                      field("view", &F::view),
                      field("country", &F::country),
                      field("make", &F::make),
                      field("type", &F::type),
                      field("picture", &F::picture),
                      field("confidence_scale", &F::confidence_scale),
                      field("time_format", &F::time_format),
                      field("approaching", &F::approaching),
                      field("leaving", &F::leaving),
                      field("front", &F::front),
                      field("rear", &F::rear)};
  }
};

}  // namespace otkel::core
