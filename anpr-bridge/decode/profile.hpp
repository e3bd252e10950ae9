#pragma once
// A camera that nobody has written a decoder for: the installer says where its fields are. Paths
// are JSON pointers ("/data/plate", RFC 6901) or XPaths ("//Plate"), checked when the settings are
// read and never while a message is (ADR 0027).
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "core/plate/camera_profile.hpp"

namespace otkel::anpr {

struct Envelope;

class Profile {
 public:
  /// Errors: config_invalid, naming the field, the path and what is wrong with it.
  static core::Result<Profile> compile(core::CameraProfile fields);
  Profile(Profile&&) noexcept;
  Profile& operator=(Profile&&) noexcept;
  ~Profile();

  /// A message that `when` does not take for one about a vehicle is a heartbeat. Without `when`,
  /// so is a document in which no path finds anything; a vehicle without a value at `plate` is one
  /// whose plate was not read. Errors: payload_malformed if the message is of the other format or
  /// has no list at `vehicles`.
  core::Result<std::vector<Decoded>> decode(const Envelope& envelope, const Hints& hints) const;

 private:
  struct Compiled;
  explicit Profile(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace otkel::anpr
