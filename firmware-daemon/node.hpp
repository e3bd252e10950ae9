#pragma once
// One checkpoint as a node that is stepped: database, use cases and workers, without a thread, a
// socket, a clock or a random device of its own. compose.cpp gives it the machine's; the stepped
// world of the tests gives it simulated ones.
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/checkpoint.hpp"
#include "firmware-daemon/app/machine_watch.hpp"
#include "firmware-daemon/app/work_loop.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/job/print_journal.hpp"
#include "printer/job/print_queue.hpp"
#include "sync/bridge/visit_source.hpp"
#include "sync/link/transport.hpp"

namespace otkel::daemon {

/// driven: a test pushes the wall clock and leaves the boot clock alone (ADR 0016), so neither says
/// anything about the other.
enum class Time { real, driven };

/// What the first transaction of a start must know.
struct EdgeStart {
  std::string profile;  ///< its word
  std::string epoch;    ///< of a new database's log: 32 hex digits, never used before
  std::optional<std::vector<printer::Recovered>> prints;  ///< of the print journal, if it is
  std::optional<sync::Position> witness = std::nullopt;   ///< of the witness file, if it is
  bool asks_hub = false;                                  ///< this checkpoint has a link
};

/// What a checkpoint is joined to. All of it outlives the node's last step.
struct EdgePorts {
  printer::PrintQueue& printer;
  std::string printer_name;  ///< for the screens: "usb:"
  /// Of the key that `printer` signs with, and of those before it.
  std::vector<printer::PublicKey> claim_keys;
  sync::VisitSource& cameras;
  sync::Transport* hub = nullptr;  ///< null: this checkpoint has no link
  std::string boot_id;             ///< of this start of the machine; empty: unknown
  app::MachineProbe machine;       ///< how disk and network are asked
};

/// One thread, but for what WorkLoop says of submit(), wake() and stop().
class Edge {
 public:
  /// `db` has the migrations of store::migrations(); `random` must outlive the node.
  Edge(sqlite::Database db, app::Checkpoint checkpoint, core::Random& random, Time time);

  /// The first transaction of every start: whose database this is, its epoch, its stale prints.
  /// Call it before anything prints. Errors: config_invalid (the database of another checkpoint),
  /// those of the database.
  core::Result<void> begin(const EdgeStart& start, core::Instant now);
  /// Once, after begin(). Workers of the caller's own are added to loop() afterwards.
  void attach(const EdgePorts& ports);

  /// Carries out what was submitted and what is due. The boot time of the next step that could do
  /// something, if nothing is submitted and nobody wakes the loop.
  std::chrono::milliseconds step(const core::Moment& at) { return loop_.step(at); }

  app::WorkLoop& loop() { return loop_; }
  store::Stores& stores() { return stores_; }

 private:
  sqlite::Database db_;
  store::Stores stores_;
  app::Checkpoint checkpoint_;
  core::Random& random_;
  Time time_;
  app::WorkLoop loop_;
};

}  // namespace otkel::daemon
