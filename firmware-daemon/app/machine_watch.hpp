#pragma once
// What the machine says of itself: room on the disk, a WAL that does not get shorter, the
// connection to the hub. Kept in Surroundings, from where notices.hpp reports it.
#include <functional>
#include <optional>
#include <string>

#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::app {

/// What the network knows of the link, as values.
struct TransportNews {
  std::string problem;  ///< what, where, how to fix; empty: none
  std::int64_t refused = 0, dropped = 0, frames_in = 0, frames_out = 0;
};

/// How the machine is asked; any of them may be empty. Called on the work thread.
struct MachineProbe {
  std::function<core::DiskSpace()> disk;  ///< where the database lies
  std::function<TransportNews()> transport;
  /// What verify-state has left last, as it wrote it; nothing if it left nothing.
  std::function<std::optional<std::string>()> state_report;
};

/// Asks every five seconds. A report of differences that is new opens the incident `state_differs`.
Worker machine_worker(MachineProbe probe);

}  // namespace otkel::app
