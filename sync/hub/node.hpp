#pragma once
// The hub as a node that is stepped: database, verbs and the hub's end of every link, without a
// thread, a socket, a clock or a random device of its own. service.cpp gives it the machine's; the
// stepped world of the tests gives it simulated ones.
#include <chrono>
#include <optional>

#include "base/sqlite/database.hpp"
#include "core/value/moment.hpp"
#include "ledger/work_loop.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/hub/link_service.hpp"

namespace otkel::hub {

/// One thread, but for what ledger::WorkLoop says of submit(), wake() and stop().
class Node {
 public:
  /// `db` has the migrations of migrations(); `settings` and `random` must outlive the node.
  Node(sqlite::Database db, const config::HubSettings& settings, core::Random& random);

  /// Before the first step of every start: nothing is connected yet. `witness`: what a file beside
  /// the database has last seen of the hub's logs. Errors: config_invalid if a
  /// checkpoint of the settings is not enrolled (the detail says with which command it is), those
  /// of the database.
  core::Result<void> begin(core::Instant now, const ledger::Witness& witness = {});
  /// Once, after begin(). `links` must outlive the node's last step; null: a hub without links.
  /// What `probe` refers to, too.
  void attach(sync::Transport* links, MachineProbe probe = {});

  /// Carries out what was submitted and what is due. The boot time of the next step that could do
  /// something, if nothing is submitted and nobody wakes the loop.
  std::chrono::milliseconds step(const core::Moment& at) { return loop_.step(at); }

  ledger::WorkLoop& loop() { return loop_; }
  Context& context() { return context_; }
  sqlite::Database& database() { return db_; }

 private:
  sqlite::WalState cut_or_move_wal();
  void look_at_machine(const core::Moment& at);
  void report_notices(const core::Moment& at);
  void try_supplements(core::Instant now);

  sqlite::Database db_;
  Stores stores_{db_};
  Context context_;
  ledger::WorkLoop loop_;
  std::optional<LinkService> links_;
  std::optional<MachineWatch> machine_;
  std::vector<core::Notice> reported_;       ///< to the log
  std::optional<core::LocalDate> tried_on_;  ///< the day on which all paid applications were tried
};

}  // namespace otkel::hub
