#pragma once
// Bytes of one HTTP body -> what the camera said. Pure: no clock, no files. A maker is one file
// with one row in the table of decode.cpp; the maker is told from the content, never from the
// address.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/plate_read.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

class Profile;

enum class Kind {
  read,       ///< about a vehicle, whether or not its plate could be read
  heartbeat,  ///< the camera is alive
  other,      ///< understood to be none of our business (motion, disk full, device info)
};

struct Decoded {
  std::string maker;
  Kind kind = Kind::other;
  std::optional<core::PlateRead> read;  ///< exactly where kind is read
  std::string picture;                  ///< the largest whole JPEG; empty where none came
  std::string time_text;  ///< the camera's own time as sent: tells messages apart, even unzoned
  std::string what;       ///< for the log: "ANPR", "VMD", "keepAlive", ...
};

/// What the installer knows about this camera and the message does not say.
struct Hints {
  std::optional<core::minutes> zone;  ///< of times that carry none
  const Profile* profile = nullptr;   ///< where the fields are, for a camera that we do not know
};

/// The messages of one body, at least one: lists and batches hold several vehicles. Multipart, bare
/// XML, JSON or text of a stream; a false Content-Encoding does not matter because only the bytes
/// are looked at. Errors: payload_malformed, saying what was expected and where.
core::Result<std::vector<Decoded>> decode(std::string_view content_type, std::string_view body,
                                          const Hints& hints = {});

}  // namespace otkel::anpr
