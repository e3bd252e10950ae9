#pragma once
// otkeld put together: settings -> database, use cases, workers, ports, threads. Knows every name
// and decides nothing.
#include <functional>
#include <memory>
#include <thread>

#include "config/settings.hpp"
#include "firmware-daemon/app/checkpoint.hpp"
#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::daemon {

app::Checkpoint checkpoint_of(const config::EdgeSettings& settings);

/// One running checkpoint. Everything is open and bound once open() has returned; nothing is
/// carried out before run().
class Daemon {
 public:
  /// Errors: config_invalid (also if the database belongs to another checkpoint),
  /// already_running, port_in_use, database_corrupt, database_newer, database_full, io_failed. Each
  /// says what, where and how to fix it.
  static core::Result<std::unique_ptr<Daemon>> open(const config::EdgeSettings& settings);
  ~Daemon();

  std::uint16_t kiosk_port() const;
  std::uint16_t console_port() const;
  app::WorkLoop& loop();
  /// For tests of a full disk; before run() or inside a command.
  store::Stores& stores();

  /// SIGINT and SIGTERM call stop(), from now on; before it is announced as ready.
  void end_on_signals();
  /// Serves until stop(). Then takes nothing more, waits for what is at the printer (at most ten
  /// seconds), finishes what was taken, and joins.
  void run();
  void stop();  ///< any thread

 private:
  struct State;
  explicit Daemon(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What a start that failed exits with: 78 correct the settings, 65 restore the database or install
/// the newer version, 75 try again later, 74 the disk.
int exit_code(core::Code code);

}  // namespace otkel::daemon
