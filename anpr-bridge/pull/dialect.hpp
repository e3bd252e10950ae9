#pragma once
// What each protocol of a camera that is asked instead of posting wants to hear and how its answers
// are understood. No socket, no clock: puller.cpp does the talking.
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/stream_parts.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

struct Ask {
  std::string method = "GET";
  std::string target;  ///< path and query
  std::string content_type, body;
  bool stream = false;  ///< the answer does not end: its parts are messages
  /// Longest time for a whole answer, longest silence of a stream (three missed heartbeats).
  std::chrono::milliseconds patience{10'000};
};

/// One message for decode(), and where its picture is to be had; empty: with it, or nowhere.
struct Piece {
  StreamMessage message;
  std::string picture_target = {};
};

struct Understood {
  std::vector<Piece> pieces = {};
  std::chrono::milliseconds pause{0};  ///< before the next question
  bool replayed = false;               ///< see Intake::Incoming
};

class Dialect {
 public:
  virtual ~Dialect() = default;
  /// The next question. A connection that broke begins again with forget().
  virtual Ask ask(core::Instant now) = 0;
  /// A whole answer, whatever its status. Errors: busy (ask again later), unauthenticated (the
  /// protocol's own log-in was refused), peer_refused (not this protocol; says what came).
  virtual core::Result<Understood> understand(int status, std::string_view body,
                                              core::Instant now) = 0;
  /// Everything that was understood is on the disk. Errors: those of the journal.
  virtual core::Result<void> kept(core::Instant) { return {}; }
  virtual void forget() {}
};

}  // namespace otkel::anpr
