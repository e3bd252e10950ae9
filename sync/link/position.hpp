#pragma once
// Where somebody stands in a log, and the two questions both ends of a link ask about it: has the
// log been rewritten, and which event comes next. Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fact/event_record.hpp"
#include "core/value/fields.hpp"

namespace otkel::sync {

using core::kNoHash;

/// The last event somebody has of one epoch. seq 0 and kNoHash: none yet.
struct Position {
  std::string epoch;
  std::int64_t seq = 0;
  std::string hash{kNoHash};
  bool operator==(const Position&) const = default;
  static constexpr auto fields() {
    using P = Position;
    return std::tuple{core::field("epoch", &P::epoch), core::field("seq", &P::seq),
                      core::field("hash", &P::hash)};
  }
};

/// One Position per epoch of a log, oldest epoch first; the last one is the epoch being written.
using Positions = std::vector<Position>;

/// The entry of that epoch, or null.
const Position* find_epoch(const Positions& positions, std::string_view epoch);
/// Sets the entry of `at.epoch`, or adds it as the newest epoch.
void put(Positions& positions, const Position& at);

/// The next event a receiver needs: number `seq` of log[index], following `prev_hash`.
struct Cursor {
  std::size_t index = 0;
  std::int64_t seq = 1;
  std::string prev_hash{kNoHash};
  bool operator==(const Cursor&) const = default;
};

/// Both ends compute it from the same two lists, so they agree: after the newest epoch of `log`
/// that the receiver holds, and over the end of every epoch that is finished. `log` not empty.
Cursor resume_at(const Positions& log, const Positions& held);
/// Steps over event `cursor` whose hash is `hash`, into the next epoch at the end of a finished
/// one.
void advance(Cursor& cursor, const Positions& log, const std::string& hash);

/// Where a writer's own log must be given back from.
struct RecallFrom {
  std::string epoch;
  std::int64_t seq = 1;  ///< the first event that is wanted
  bool operator==(const RecallFrom&) const = default;
};
/// The first place where the peer holds more of `own` than is there, or another event: the
/// database was put back or lost. Nothing: the log continues what is held, as far as two lists of
/// heads can say.
std::optional<RecallFrom> lacks(const Positions& own, const Positions& held);

/// What decides which epoch of a log is the present one.
enum class EpochOrder {
  by_arrival,  ///< the one that came last: a hub's log has one writer and one database
  by_word,     ///< the one that a person accepted: a checkpoint may have a spare machine
};

/// What comparing a writer's log with what a receiver holds of it brings to light.
struct Verdict {
  std::optional<std::string> fork;    ///< rewritten or rolled back: nothing may flow
  std::optional<std::string> remark;  ///< a restored or new database: flows on, a person must know
};
Verdict compare(const Positions& log, const Positions& held, EpochOrder order);

}  // namespace otkel::sync
