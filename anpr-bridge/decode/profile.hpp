#pragma once
// A camera that nobody has written a decoder for: the installer says where its fields are. Paths
// are JSON pointers ("/data/plate", RFC 6901) or XPaths ("//Plate"), checked when the settings are
// read and never while a message is (ADR 0027).
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/decode.hpp"
#include "core/fields.hpp"

namespace otkel::anpr {

struct Envelope;

/// As configured. A field that begins with '=' is a constant ("=KZ"); an empty one is not there.
struct ProfileFields {
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
    using F = ProfileFields;
    using core::field;
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

class Profile {
 public:
  /// Errors: config_invalid, naming the field, the path and what is wrong with it.
  static core::Result<Profile> compile(ProfileFields fields);
  Profile(Profile&&) noexcept;
  Profile& operator=(Profile&&) noexcept;
  ~Profile();

  /// A message without a value at `plate` is a vehicle whose plate was not read. Errors:
  /// payload_malformed where the message is of the other format or has no list at `vehicles`.
  core::Result<std::vector<Decoded>> decode(const Envelope& envelope, const Hints& hints) const;

 private:
  struct Compiled;
  explicit Profile(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace otkel::anpr
