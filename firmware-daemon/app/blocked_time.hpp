#pragma once
// Time that counts for nobody's lateness: its spans, and where a booking stands to its slot by the
// time that counts (ADR 0065).
#include <optional>
#include <string>
#include <vector>

#include "core/fact/blocked.hpp"
#include "core/queue/usable_time.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// U(from, to) by the checkpoint's timetable and its recorded spans.
std::chrono::milliseconds counted_time(Context& context, Instant from, Instant to);

struct Punctuality {
  core::Arrival arrival = core::Arrival::in_time;
  std::chrono::milliseconds late{};  ///< time that counts, after the slot
};

/// Of a booking that has not checked in: by now. Of any other: what its check-in said.
Punctuality punctuality(Context& context, const store::BookingRow& booking);
/// Fixes what the place of a truck that comes now is worth; the caller saves the row. Nothing
/// changes what is fixed already.
void fix_quality(Context& context, store::BookingRow& booking);

/// As screens show it: set exactly if it is late.
std::optional<std::int64_t> late_minutes(const Punctuality& punctuality);

/// Errors: version_conflict if one of the kind lasts already.
Result<void> begin_blocked(Context& context, core::BlockedKind kind, const std::string& reason);
/// Errors: version_conflict if none of the kind lasts.
Result<void> end_blocked(Context& context, core::BlockedKind kind, const std::string& reason);
/// A span that is over when it is noticed: in it nobody could check in. [from, to).
Result<void> record_silence(Context& context, Instant from, Instant to);

/// Begins and ends `no_blanks` as the stock runs out and is filled. A stock that never had a blank
/// has not run out, and where no permits are given now none is missed.
Result<void> watch_stock(Context& context);

/// What an officer says of the road.
struct RoadStatement {
  core::BlockedKind kind = core::BlockedKind::road_closed_kz;  ///< of those that close the road
  std::string reason;
};
/// Errors: value_malformed (a kind that no officer says), reason_missing, version_conflict, those
/// of authorise.
Result<void> close_road(Context& context, const RoadStatement& said);
Result<void> open_road(Context& context, const RoadStatement& said);

}  // namespace otkel::app
