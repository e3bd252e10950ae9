// Comparing a writer's log with what a receiver holds of it.
#include "sync/link/position.hpp"

#include <algorithm>
#include <cassert>

namespace otkel::sync {
namespace {

std::string name_of(const Position& p) {
  return p.epoch.substr(0, 8) + ":" + std::to_string(p.seq);
}

/// A finished epoch has nothing more to give; the newest is never finished.
void skip_finished(Cursor& cursor, const Positions& log) {
  while (cursor.index + 1 < log.size() && cursor.seq > log[cursor.index].seq) {
    ++cursor.index;
    cursor.seq = 1;
    cursor.prev_hash = kNoHash;
  }
}

}  // namespace

const Position* find_epoch(const Positions& positions, std::string_view epoch) {
  const auto it = std::ranges::find(positions, epoch, &Position::epoch);
  return it == positions.end() ? nullptr : &*it;
}

void put(Positions& positions, const Position& at) {
  const auto it = std::ranges::find(positions, at.epoch, &Position::epoch);
  if (it == positions.end())
    positions.push_back(at);
  else
    *it = at;
}

Cursor resume_at(const Positions& log, const Positions& held) {
  assert(!log.empty());
  Cursor cursor;
  for (std::size_t i = log.size(); i-- > 0;) {
    const auto* have = find_epoch(held, log[i].epoch);
    if (have == nullptr) continue;
    cursor = {i, have->seq + 1, have->hash};
    break;
  }
  skip_finished(cursor, log);
  return cursor;
}

void advance(Cursor& cursor, const Positions& log, const std::string& hash) {
  ++cursor.seq;
  cursor.prev_hash = hash;
  skip_finished(cursor, log);
}

std::optional<RecallFrom> lacks(const Positions& own, const Positions& held) {
  for (const auto& there : held) {
    const auto* here = find_epoch(own, there.epoch);
    if (here == nullptr && there.seq > 0) return RecallFrom{there.epoch, 1};
    if (here == nullptr) continue;
    if (there.seq > here->seq) return RecallFrom{there.epoch, here->seq + 1};
    if (there.seq == here->seq && there.hash != here->hash)
      return RecallFrom{there.epoch, here->seq};
  }
  return std::nullopt;
}

Verdict compare(const Positions& log, const Positions& held, EpochOrder order) {
  Verdict verdict;
  const auto* newest_held = held.empty() || order == EpochOrder::by_word ? nullptr : &held.back();
  for (std::size_t i = 0; i < log.size(); ++i) {
    const bool writing = i + 1 == log.size();
    const auto* have = find_epoch(held, log[i].epoch);
    if (have == nullptr) continue;
    if (writing && newest_held != nullptr && have != newest_held)
      verdict.fork = "the log is back in its older epoch " + name_of(log[i]) + " although " +
                     name_of(*newest_held) + " has been received: an old disk image is in use";
    else if (have->seq == log[i].seq && have->hash != log[i].hash)
      verdict.fork = "two different events are number " + name_of(*have) +
                     ": the log was rewritten after it was sent";
    else if (have->seq > log[i].seq && writing)
      verdict.fork = "the log ends at " + name_of(log[i]) + " but " + name_of(*have) +
                     " has been received: it was rolled back without a new epoch";
    else if (have->seq > log[i].seq)
      verdict.remark = "the log was restored at " + name_of(log[i]) + "; its events up to " +
                       name_of(*have) + " exist only at the receiver";
  }
  if (newest_held != nullptr && newest_held->seq > 0 &&
      find_epoch(log, newest_held->epoch) == nullptr && !verdict.fork)
    verdict.remark = "the writer's database no longer knows epoch " + name_of(*newest_held) +
                     " that has been received; it began a new one";
  return verdict;
}

}  // namespace otkel::sync
