#pragma once
// Who holds a connection of a port, and which one is closed if all are taken: never one that is
// being served, and of those for whom the server waits, the oldest of the busiest address. So
// requests that are begun and not ended cost their own senders. Pure.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/virtual_host.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

/// What a connection does at this moment.
enum class Phase {
  reading,  ///< half open: a request is begun, or the first has not come
  idle,     ///< waits for the next request
  writing,  ///< the peer takes its answer
  working,  ///< a handler has it, or a body comes that was admitted
  socket,   ///< a WebSocket
};

class ConnectionLimiter {
 public:
  using Id = std::uint64_t;

  explicit ConnectionLimiter(const Limits& limits) : limits_(limits) {}

  struct Verdict {
    std::vector<Id> leave;              ///< they have lost their places and must be closed
    std::optional<core::Code> refusal;  ///< there is no place: busy or rate_limited
  };
  /// Makes room for one more from `address`. `proxy`: it represents many, so it has no limit of its
  /// own.
  Verdict make_room(std::string_view address, bool proxy);

  /// It begins in Phase::reading.
  void enter(Id id, std::string_view address);
  /// Nothing if it has lost its place. Coming again to the phase it is in keeps its age.
  void set_phase(Id id, Phase phase);
  /// Behind a proxy: for whom the present request is.
  void set_address(Id id, std::string_view address);
  void leave(Id id);

  int connections() const { return static_cast<int>(all_.size()); }
  int count(std::string_view address) const;
  int count(Phase phase) const;

 private:
  struct Connection {
    std::string who;  ///< see neighbourhood()
    Phase phase = Phase::reading;
    std::uint64_t since = 0;
  };
  using Chooses = std::function<bool(const Connection&)>;
  /// The oldest of the busiest among those that `may` go.
  std::optional<Id> oldest_of_busiest(const Chooses& may) const;
  bool drop(std::optional<Id> id, Verdict& verdict);

  Limits limits_;
  std::map<Id, Connection> all_;
  std::uint64_t now_ = 0;  ///< counts; no clock
};

}  // namespace otkel::web
