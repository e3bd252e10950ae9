#pragma once
// The endless multipart answers of cameras that are asked instead of pushing: Hikvision's
// alertStream (multipart/mixed), Dahua's eventManager and snapManager (multipart/x-mixed-replace).
// Bytes in, as they arrive; whole messages out, ready for decode(). The HTTP client has already
// taken the chunked transfer apart. No clock, no socket.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/multipart.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

inline constexpr std::size_t kMostStreamBytes = 8u << 20;  ///< of one part or message

struct StreamPart {
  std::string type;   ///< Content-Type of the part, as sent; empty if it has none
  std::string bytes;  ///< the content without header and line end
};

/// Cuts one answer into parts, with or without Content-Length, with CRLF or bare LF. A part that
/// has a length is given at once, not when the next one begins.
class StreamSplitter {
 public:
  /// `content_type` is the answer's; without a boundary in it the stream's first delimiter counts.
  explicit StreamSplitter(std::string_view content_type, std::size_t most_bytes = kMostStreamBytes);

  /// Any cut of the stream gives the same parts. Errors: payload_malformed (a part over the limit,
  /// a header without end, no delimiter at all): close the connection and begin again. Parts that
  /// were complete before a fault are given; the error is in fault() then, and of the next feed().
  core::Result<std::vector<StreamPart>> feed(std::string_view bytes);
  const std::optional<core::Error>& fault() const { return fault_; }

 private:
  bool reach_content();
  std::optional<StreamPart> next();
  std::optional<StreamPart> cut(std::size_t content, std::size_t rest);

  std::string delimiter_;  ///< with its dashes; empty until it is known
  std::string bare_;       ///< a boundary that was given with its dashes already
  std::size_t most_bytes_;
  std::string buffer_;
  std::optional<PartHeader> header_;  ///< of the part under way
  std::size_t searched_ = 0;          ///< so much of the buffer holds no delimiter
  std::optional<core::Error> fault_;
};

/// What one event brings together: its text part and the pictures behind it.
struct StreamMessage {
  std::string content_type;  ///< for decode()
  std::string body;          ///< the part alone, or a multipart/mixed body of several
};

/// Puts the pictures to their event. An event is complete when as many pictures have come as it
/// announces; one that announces pictures without a number, when the next text part begins.
class StreamMessages {
 public:
  explicit StreamMessages(std::string_view content_type, std::size_t most_bytes = kMostStreamBytes);

  /// Errors: as StreamSplitter::feed; an event whose pictures the fault cut off is given without.
  core::Result<std::vector<StreamMessage>> feed(std::string_view bytes);
  /// What ended the stream, also where feed() still gave what was complete before it.
  const std::optional<core::Error>& fault() const { return splitter_.fault(); }
  /// Whether an event waits for pictures. They may never come: flush after a second of silence, and
  /// when the stream ends.
  bool waiting() const { return !parts_.empty(); }
  std::optional<StreamMessage> flush();

 private:
  StreamSplitter splitter_;
  std::size_t most_bytes_;
  std::vector<StreamPart> parts_;
  std::size_t bytes_ = 0;
  std::size_t awaited_ = 0;  ///< pictures that the event under way announces
};

}  // namespace otkel::anpr
