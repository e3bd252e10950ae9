// What a session says, judged once.
#include "ledger/history_watch.hpp"

#include <algorithm>

namespace otkel::ledger {
namespace {

/// Everything of the peer's own log is here.
bool is_level(PeerLog& received, const sync::LinkStatus& status) {
  if (!status.peer_head) return false;
  if (status.peer_head->seq == 0) return true;
  const auto held = received.heads();
  const auto* here = sync::find_epoch(held, status.peer_head->epoch);
  return here != nullptr && here->seq >= status.peer_head->seq;
}

bool is_calm(const Judgement& judged, const History& before) {
  return judged.next == before && !judged.begin_epoch && !judged.rebuild;
}

/// Everything of one look is read in one state of the database.
struct Reading {
  History before;
  Judgement judged;
};

}  // namespace

core::Result<bool> HistoryWatch::look(const LinkLogs& logs, const HistoryEnds& ends,
                                      const sync::LinkStatus& status, core::Instant now) {
  const auto asked = recall_;
  if (!status.peer_holds) {
    recall_.reset();
    settled_.reset();
    further_back_ = 0;
    return asked.has_value();
  }
  SessionReport heard{status.standing.value_or(sync::Standing::accepted), *status.peer_holds,
                      status.sending_quarantined && status.last_alarm &&
                          status.last_alarm->code == core::Code::log_fork};
  if (settled_ == heard) return false;
  auto rows = ends.rows;
  const auto reading = logs.session.read([&]() -> core::Result<Reading> {
    const auto before = rows.load();
    const PeerReport says{heard.standing, heard.holds, is_level(logs.received, status),
                          heard.differs, !ends.complete || ends.complete()};
    return Reading{before, judge(before, logs.own.heads(), rows.waiting(), says, now)};
  });
  if (!reading) return std::unexpected(reading.error());
  const auto& [before, judged] = *reading;
  recall_.reset();
  if (judged.recall)
    recall_ = {judged.recall->epoch, std::max<std::int64_t>(1, judged.recall->seq - further_back_)};
  const bool calm = is_calm(judged, before);
  settled_.reset();
  if (calm && !recall_ && before.doubt == Doubt::none) settled_ = std::move(heard);
  if (calm) return asked != recall_;
  if (auto done = ends.carry_out(judged, before); !done) return std::unexpected(done.error());
  return judged.begin_epoch || asked != recall_;
}

core::Result<void> HistoryWatch::take_back(const HistoryEnds& ends,
                                           const sync::Returned& returned) {
  auto done = ends.take_back(returned);
  settled_.reset();
  if (done)
    further_back_ = 0;
  else if (done.error().code == core::Code::log_fork)
    further_back_ = std::max<std::int64_t>(16, 4 * further_back_);
  return done;
}

}  // namespace otkel::ledger
