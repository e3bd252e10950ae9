#pragma once
// The edge log: what the checkpoint writes, and whom each of its rows is about.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fact/event.hpp"
#include "core/value/page.hpp"
#include "ledger/own_log.hpp"

namespace otkel::store {

using ledger::Stamp;

/// All functions inside Session::transact; they throw sql::Failure. There is one log and one
/// writer, so what is written is appended at once: a supplement prints the head it stands on.
class EventLog : public ledger::OwnLog {
 public:
  EventLog(sql::Session& db, core::Site site);

  /// Starts an epoch with an EpochBegan row. `epoch`: 32 hex digits, never used before.
  void begin_epoch(const std::string& epoch, const core::EpochBegan& fact, const Stamp& stamp);
  core::EventRecord append(const core::Event& event, const Stamp& stamp);
  /// Tells an event that was put aside again, under a new number: its time, actor, type and body
  /// stay as they are, whichever version wrote them.
  core::EventRecord append_again(const core::EventRecord& aside);
  /// OwnLog::adopt(), with the subjects of what came back.
  core::Result<ledger::Adopted> adopt(const std::vector<core::EventRecord>& events,
                                      const std::function<void(const core::EventRecord&)>& keep);
  std::optional<core::Instant> first_at();  ///< of the oldest row by its time
  std::optional<core::Instant> last_at();   ///< time of the last row
  /// Everything about one application, blank, booking, plate or visit, oldest first.
  std::vector<core::EventRecord> about(const std::string& subject);
  struct Numbered {
    std::int64_t pos = 0;  ///< its place in the log
    core::EventRecord record;
  };
  /// The same newest first, page by page by `pos`; one row more than the page.
  std::vector<Numbered> about(const std::string& subject, const core::PageRequest& page);
  /// The facts that bring blanks into the stock, oldest first; by an index of their own, since the
  /// log grows for years.
  std::vector<core::EventRecord> receipts();
  /// What was written at `from` or later, oldest first.
  std::vector<core::EventRecord> since(core::Instant from);

 private:
  void list(const core::EventRecord& record, const std::set<std::string>& subjects);
};

}  // namespace otkel::store
