// The call: from the list of this moment, or from none.
#include "firmware-daemon/app/call_truck.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "core/queue/readiness.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {
namespace {

/// "called by berik to lane 2, 1 s ago": two consoles press the key for the same truck.
Result<void> not_called_yet(Context& c, const store::BookingRow& booking) {
  if (booking.state != core::BookingState::called) return {};
  std::string by = "another officer";
  for (const auto& record : c.stores.log.about(booking.booking_no)) {
    const auto fact = codec::decode_event(record.type, record.body);
    const auto* moved = fact ? std::get_if<core::BookingMoved>(&*fact) : nullptr;
    if (moved != nullptr && moved->event == core::word(core::BookingEvent::call))
      by = login_of(record.actor);
  }
  const auto ago = std::chrono::floor<std::chrono::seconds>(c.now - booking.called.value_or(c.now));
  return fail(Code::version_conflict, booking.booking_no + " was called by " + by + " to lane " +
                                          booking.lane.value_or("?") + ", " +
                                          std::to_string(ago.count()) + " s ago");
}

/// The ground with its number of today. No ground stands above another: one that was granted before
/// and waits is called first. Errors: version_conflict for that, quota_exceeded.
Result<core::CallGrant> grant(Context& c, const core::StatedGround& said,
                              const std::vector<PlacedBooking>& waiting) {
  if (!waiting.empty() && waiting.front().reason == core::PlaceReason::out_of_turn)
    return fail(Code::version_conflict, waiting.front().row.booking_no +
                                            " waits at the head by a ground granted before; call "
                                            "it first");
  const auto use = grant_use(c, core::group_of(said.ground));
  if (auto may = core::may_grant(said.ground, use.used, use.limit); !may)
    return std::unexpected(may.error());
  return core::CallGrant{said.ground, said.words,   said.document_no, said.document_date,
                         today(c),    use.used + 1, use.limit};
}

/// The booking numbers in order; `head`, a truck with a granted ground, stands first.
std::vector<std::string> list_of(const std::vector<PlacedBooking>& waiting,
                                 const std::optional<std::string>& head) {
  std::vector<std::string> list;
  if (head) list.push_back(*head);
  for (const auto& one : waiting)
    if (one.row.booking_no != head) list.push_back(one.row.booking_no);
  return list;
}

/// With the link down nobody here knows whether a fee was paid meanwhile.
std::optional<core::HeldBy> held(Context& c, const store::BookingRow& booking) {
  if (!c.around.link.up) return std::nullopt;
  const auto application = c.stores.applications.last_of(booking.plate);
  return core::held_by(application ? std::optional(application->state) : std::nullopt);
}

/// The first that may be called, and those before it, who keep their places.
core::NextCall next_call(Context& c, const std::vector<PlacedBooking>& waiting) {
  core::NextCall next;
  for (const auto& one : waiting) {
    if (!held(c, one.row)) {
      next.booking_no = one.row.booking_no;
      return next;
    }
    next.passed.push_back({one.row.booking_no, core::WhyPassed::not_ready});
  }
  return next;
}

/// Errors: application_unpaid.
Result<void> is_ready(Context& c, const store::BookingRow& booking) {
  if (!held(c, booking)) return {};
  return fail(Code::application_unpaid,
              "the fee of " + booking.plate + " is not paid; it keeps its place");
}

std::int64_t calls_of(Context& c, const store::BookingRow& booking) {
  const auto place = c.stores.queue_places.find(booking.booking_no);
  return place ? place->calls : 0;
}

/// One that was called. Errors: booking_not_found, booking_wrong_state, those of authorise.
Result<store::BookingRow> called_truck(Context& c, const std::string& booking_no) {
  auto booking = load_booking(c, booking_no);
  if (!booking) return booking;
  if (booking->state != core::BookingState::called)
    return fail(Code::booking_wrong_state,
                booking_no + " is " + std::string(core::word(booking->state)) + ", not called");
  if (auto may = authorise(c, core::Verb::call, core::Situation::in_turn); !may)
    return std::unexpected(may.error());
  return booking;
}

}  // namespace

Result<store::BookingRow> call_again(Context& c, const std::string& booking_no,
                                     const std::string& lane) {
  auto booking = called_truck(c, booking_no);
  if (!booking) return booking;
  booking->called = c.now;
  booking->lane = lane;
  const core::CallRecord record{lane, calls_of(c, *booking) + 1, "", {}, {}};
  if (auto moved = move_booking(c, *booking, core::BookingEvent::call, {{}, {}, record}); !moved)
    return std::unexpected(moved.error());
  return booking;
}

Result<store::BookingRow> put_back(Context& c, const std::string& booking_no,
                                   const std::string& reason) {
  const auto why = core::read_reason(reason);
  if (!why) return std::unexpected(why.error());
  auto booking = called_truck(c, booking_no);
  if (!booking) return booking;
  if (auto moved = move_booking(c, *booking, core::BookingEvent::put_back, {*why}); !moved)
    return std::unexpected(moved.error());
  return booking;
}

Result<store::BookingRow> call_truck(Context& c, const CallTruck& call) {
  const auto waiting = places_in(c, core::BookingState::checked_in);
  const auto next = next_call(c, waiting);
  if (!next.booking_no && !call.booking_no)
    return fail(Code::booking_not_found, waiting.empty() ? "nobody waits in the queue"
                                                         : "nobody who waits can be called yet");
  auto booking = load_booking(c, call.booking_no ? *call.booking_no : *next.booking_no);
  if (!booking) return booking;
  if (auto free = not_called_yet(c, *booking); !free) return std::unexpected(free.error());
  if (auto ready = is_ready(c, *booking); !ready) return std::unexpected(ready.error());
  auto turn = core::may_call(booking->booking_no, next.booking_no, call.said, today(c));
  if (!turn) return std::unexpected(turn.error());
  const auto how = turn->in_turn ? core::Situation::in_turn : core::Situation::out_of_turn;
  if (auto may = authorise(c, core::Verb::call, how); !may) return std::unexpected(may.error());
  const auto head = turn->said ? std::optional(booking->booking_no) : std::nullopt;
  core::CallRecord record{
      call.lane, calls_of(c, *booking) + 1, order_hash(list_of(waiting, head)), {}, {}};
  std::string why;
  if (turn->said) {
    auto granted = grant(c, *turn->said, waiting);
    if (!granted) return std::unexpected(granted.error());
    booking->ground = std::string(core::word(granted->ground));
    why = *booking->ground + ": " + granted->words;
    record.grant = *std::move(granted);
  } else {
    record.passed = next.passed;
  }
  booking->called = c.now;
  booking->lane = call.lane;
  if (auto moved = move_booking(c, *booking, core::BookingEvent::call, {why, {}, record}); !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace otkel::app
