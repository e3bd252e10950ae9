// Spans begin and end here, and nowhere else.
#include "firmware-daemon/app/blocked_time.hpp"

#include <algorithm>

#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/clock_watch.hpp"

namespace otkel::app {
namespace {

using core::BlockedKind;

std::string named(BlockedKind kind) { return std::string(core::word(kind)); }

/// Nothing while trucks need no blank of ours.
bool blanks_ran_out(Context& c) {
  if (!core::permits_given_at(c.checkpoint.pack, c.checkpoint.site)) return false;
  if (!c.checkpoint.pack.in_force(today(c))) return false;
  return c.stores.blanks.next_in_stock(1).empty() && c.stores.blanks.was_ever_stocked();
}

/// What an officer may say, and his right to say it.
Result<std::string> stated(Context& c, const RoadStatement& said) {
  if (!core::closes_road(said.kind))
    return fail(Code::value_malformed, "kind: \"" + named(said.kind) +
                                           "\" is written by the machine itself; an officer says "
                                           "road_closed_kz, road_closed_cn or ordered_stop");
  auto why = core::read_reason(said.reason, "say what closes or opens the road");
  if (!why) return why;
  if (auto may = authorise(c, core::Verb::close_road); !may) return std::unexpected(may.error());
  return why;
}

}  // namespace

std::chrono::milliseconds counted_time(Context& c, Instant from, Instant to) {
  std::vector<core::BlockedTime> spans;
  for (const auto& row : c.stores.blocked.since(from)) spans.push_back({row.began, row.ended});
  return core::usable_time(c.checkpoint.timetable, spans, from, to, c.checkpoint.utc_offset);
}

Punctuality punctuality(Context& c, const store::BookingRow& booking) {
  if (booking.quality)
    return {*booking.quality == core::Quality::late ? core::Arrival::late : core::Arrival::in_time,
            core::minutes{booking.late_minutes.value_or(0)}};
  // One that the gate saw come in, or that ended, has no quality and loses nothing by it.
  if (booking.state == core::BookingState::no_show) return {core::Arrival::missed, {}};
  if (booking.state != core::BookingState::booked) return {};
  const auto late = counted_time(c, booking.slot_end, c.now);
  return {core::arrival(c.checkpoint.pack, booking.slot_start, c.now, late), late};
}

std::optional<std::int64_t> late_minutes(const Punctuality& came) {
  if (came.arrival != core::Arrival::late) return std::nullopt;
  return core::whole_minutes(came.late);
}

void fix_quality(Context& c, store::BookingRow& booking) {
  if (booking.quality) return;
  // What a doubtful clock says is no ground to call anybody late.
  const bool doubt = clock_doubt(c.around.clock, c.now) != core::ClockDoubt::none;
  const auto late = doubt ? std::chrono::milliseconds{0} : counted_time(c, booking.slot_end, c.now);
  booking.quality = core::quality_of(c.checkpoint.pack, late);
  booking.late_minutes = *booking.quality == core::Quality::in_time ? 0 : core::whole_minutes(late);
}

Result<void> begin_blocked(Context& c, BlockedKind kind, const std::string& reason) {
  auto& spans = c.stores.blocked;
  if (const auto open = spans.open_of(kind))
    return fail(Code::version_conflict,
                named(kind) + " lasts already, since " + core::to_iso(open->began));
  if (spans.find(kind, c.now))
    return fail(Code::version_conflict, named(kind) + " began and ended at this very moment");
  spans.insert({kind, c.now, c.actor.str(), reason, {}, {}, {}});
  record(c, core::BlockedBegan{kind, c.now, reason});
  return {};
}

Result<void> end_blocked(Context& c, BlockedKind kind, const std::string& reason) {
  auto open = c.stores.blocked.open_of(kind);
  if (!open) return fail(Code::version_conflict, named(kind) + " does not last");
  // A clock that was set back ends nothing before its begin.
  open->ended = std::max(c.now, open->began);
  open->ended_by = c.actor.str();
  open->ended_reason = reason;
  c.stores.blocked.end(*open);
  record(c, core::BlockedEnded{kind, open->began, *open->ended, reason});
  return {};
}

Result<void> record_silence(Context& c, Instant from, Instant to) {
  constexpr auto kind = BlockedKind::no_check_in;
  const std::string reason = "nobody could check in";
  if (c.stores.blocked.find(kind, from)) return {};
  c.stores.blocked.insert({kind, from, c.actor.str(), reason, to, c.actor.str(), reason});
  record(c, core::BlockedBegan{kind, from, reason});
  record(c, core::BlockedEnded{kind, from, to, reason});
  return {};
}

Result<void> watch_stock(Context& c) {
  const bool lasts = c.stores.blocked.open_of(BlockedKind::no_blanks).has_value();
  if (blanks_ran_out(c) == lasts) return {};
  return lasts ? end_blocked(c, BlockedKind::no_blanks, "blanks are in stock")
               : begin_blocked(c, BlockedKind::no_blanks, "the stock ran out");
}

Result<void> close_road(Context& c, const RoadStatement& said) {
  const auto why = stated(c, said);
  if (!why) return std::unexpected(why.error());
  return begin_blocked(c, said.kind, *why);
}

Result<void> open_road(Context& c, const RoadStatement& said) {
  const auto why = stated(c, said);
  if (!why) return std::unexpected(why.error());
  return end_blocked(c, said.kind, *why);
}

}  // namespace otkel::app
