#pragma once
// The hub's own machine: the trust in its clock, what its disk and its link port say, and the list
// of what is wrong for log, metric and readyz.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/value/notice.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// How the machine is asked; any of it may be empty. Called on the work thread.
struct MachineProbe {
  std::string boot_id;  ///< of this start of the machine; empty: unknown
  std::function<core::DiskSpace()> disk;
  std::function<PortNews()> port;
  /// What verify-state has left last, as it wrote it; nothing if it left nothing.
  std::function<std::optional<std::string>()> state_report = {};
  /// When the last backup was made; nothing if there is none.
  std::function<std::optional<core::Instant>()> last_backup = {};
};

/// Pure; those that stop the work first.
std::vector<core::Notice> notices_of(const Machine& machine, const core::Moment& at);
const std::vector<std::string>& notice_codes();

/// What the next start knows of the clock. Inside a transaction.
void keep_clock(Stores& stores, const core::ClockRecord& record);

/// Writes a row, so that the commit that follows proves that the database can be written.
void prove_writable(Context& context, core::Instant now);

/// Belongs to the node.
class MachineWatch {
 public:
  MachineWatch(Context& context, MachineProbe probe)
      : context_(context), probe_(std::move(probe)) {}

  /// Before anything of this moment is decided. `others`: what the connected checkpoints say that
  /// our wall minus boot clock should be. Their report ends a doubt and begins none, so that two of
  /// them cannot stop the centre. Writes what must outlive the process. Throws sql::Failure.
  void look_at_clock(const core::Moment& at, const std::vector<std::chrono::milliseconds>& others);
  /// Disk, port, the officers' passwords and the last comparison of tables and logs, every five
  /// seconds. A report of differences that is new opens the incident `state_differs` at every
  /// checkpoint of this hub, because what it says of any of them may not be true. Throws
  /// sql::Failure.
  void ask(const core::Moment& at);

 private:
  void take_report(const std::string& text, core::Instant now);
  core::Instant served_since(core::Instant now);

  Context& context_;
  MachineProbe probe_;
  std::optional<core::ClockJudge> judge_;
  std::optional<core::ClockRecord> written_;
  std::optional<std::chrono::milliseconds> asked_;
};

}  // namespace otkel::hub
