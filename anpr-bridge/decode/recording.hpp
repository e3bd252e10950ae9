#pragma once
// A file with something that a camera sent -> the bodies in it: the body itself, a request or an
// answer with its headers, a recording of an endless stream, or one JSON object a line. For looking
// at payloads by hand; the bridge itself never guesses like this.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "anpr-bridge/decode/stream_parts.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

struct Recording : std::vector<StreamMessage> {
  std::optional<core::Error> fault;  ///< what ended a stream behind what was complete before it
};

/// Errors: payload_malformed (a request without a body, broken chunks, a stream that is broken
/// before anything in it is complete).
core::Result<Recording> bodies_of_recording(std::string_view file);

/// One line of JSON: {file, maker, kind, what, read, picture: {bytes, hash}}.
std::string described(std::string_view file, const Decoded& message);

}  // namespace otkel::anpr
