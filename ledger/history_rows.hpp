#pragma once
// What is kept about the history of an own log: whether it is in doubt, what came back, and what
// had to give way. The tables `history`, `adopted` and `log_aside` are the same at both ends.
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_record.hpp"
#include "ledger/history.hpp"
#include "ledger/log_name.hpp"

namespace otkel::ledger {

/// Call inside Session::transact, reading also inside Session::read; throws sql::Failure.
class HistoryRows {
 public:
  /// `session` must outlive it.
  HistoryRows(sql::Session& session, LogName log) : session_(session), log_(std::move(log)) {}

  /// A log of which nothing is kept is an old one: its history is known.
  History load();
  void save(const History& history);

  /// Events that came back: until done() their effects are missing in the tables.
  void adopt(const std::vector<core::EventRecord>& events);
  bool waiting();
  /// (epoch, seq) of those, in the order in which they came.
  std::vector<std::pair<std::string, std::int64_t>> adopted();
  void done();

  /// Keeps an own event that stood where the peer holds another one.
  void keep_aside(const core::EventRecord& event, core::Instant now);

 private:
  sql::Session& session_;
  LogName log_;
};

}  // namespace otkel::ledger
