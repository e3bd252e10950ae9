#pragma once
// Over one own log: what an open session says of it is judged, and what is missing is asked back.
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/history_rows.hpp"
#include "ledger/own_log.hpp"
#include "ledger/peer_log.hpp"
#include "sync/link/link_io.hpp"

namespace otkel::ledger {

/// Both logs of one link, and where they lie.
struct LinkLogs {
  sql::Session& session;
  OwnLog& own;
  PeerLog& received;
};

/// What one end does about the history of its own log. Lives through one call of the driver.
struct HistoryEnds {
  HistoryRows rows;
  /// PeerReport::complete; inside Session::read. Empty: nothing outside both logs looks at them.
  std::function<bool()> complete = {};
  /// Carries out what follows, in one transaction. `before`: what the rows held.
  std::function<core::Result<void>(const Judgement&, const History& before)> carry_out;
  /// Takes in what the peer gave back, in one transaction. Errors: those of take_back().
  std::function<core::Result<void>(const sync::Returned&)> take_back;
};

/// Of one link. Thread: the owner's.
class HistoryWatch {
 public:
  /// After everything the link did. True: the link must know before more is taken in, because an
  /// epoch began or something else is wanted back. Errors: those of the database; ask again later.
  core::Result<bool> look(const LinkLogs& logs, const HistoryEnds& ends,
                          const sync::LinkStatus& status, core::Instant now);
  /// What the link must ask back now.
  const std::optional<sync::RecallFrom>& recall() const { return recall_; }
  /// What cannot be taken in is asked for again, from further back where the logs part before it.
  core::Result<void> take_back(const HistoryEnds& ends, const sync::Returned& returned);

 private:
  /// What a session says that can put a known history in doubt.
  struct SessionReport {
    sync::Standing standing = sync::Standing::accepted;
    sync::Positions holds;
    bool differs = false;
    bool operator==(const SessionReport&) const = default;
  };

  std::optional<sync::RecallFrom> recall_;
  std::int64_t further_back_ = 0;  ///< the logs part before the place that was asked for
  /// Judged already, and nothing followed: not judged again for every frame of the session.
  std::optional<SessionReport> settled_;
};

/// Writes what the peer gave back into `own`: an OwnLog, or a log that keeps more beside its rows
/// and has an adopt() of its own. Gives the own events that had to make way, oldest first: they
/// happened all the same, and the caller reports them again. Inside a transaction. Errors: those of
/// adopt().
template <class Log>
core::Result<std::vector<core::EventRecord>> take_back(Log& own, HistoryRows& rows,
                                                       const sync::Returned& returned,
                                                       core::Instant now) {
  auto adopted = own.adopt(returned.events,
                           [&](const core::EventRecord& event) { rows.keep_aside(event, now); });
  if (!adopted) return std::unexpected(adopted.error());
  rows.adopt(adopted->taken);
  return std::move(adopted->aside);
}

}  // namespace otkel::ledger
