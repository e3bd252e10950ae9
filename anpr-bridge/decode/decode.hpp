#pragma once
// Bytes of one HTTP body -> what the camera said. Pure: no clock, no files. A maker is one file
// with one row in the table of decode.cpp; the maker is told from the content, never from the
// address.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/multipart.hpp"
#include "core/instant.hpp"
#include "core/plate_read.hpp"
#include "core/result.hpp"

namespace otkel::anpr {

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
};

/// One body taken apart by content.
struct Envelope {
  std::vector<Part> xml, json, pictures;
};

struct Decoder {
  std::string_view maker;
  bool (*recognises)(const Envelope&);
  core::Result<Decoded> (*decode)(const Envelope&, const Hints&);
};

/// Multipart, bare XML or bare JSON; a false Content-Encoding does not matter because only the
/// bytes are looked at. Errors: payload_malformed, saying what was expected and where.
core::Result<Decoded> decode(std::string_view content_type, std::string_view body,
                             const Hints& hints = {});

/// The largest of the parts that is a whole JPEG; empty where there is none.
std::string best_picture(const std::vector<Part>& pictures);

}  // namespace otkel::anpr
