#pragma once
// A reserved entry interval at one checkpoint, from sale to crossing.
#include <span>
#include <string>

#include "core/fact/blocked.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/rule_pack.hpp"
#include "core/value/transition.hpp"

namespace otkel::core {

enum class BookingState {
  booked,
  checked_in,
  called,
  parked,  ///< not there when it was called, or by its own wish; without a place until it is back
  on_territory,
  crossed,
  turned_back,
  no_show,
  gone,  ///< parked for too long. No no-show: it had arrived
  withdrawn,
  annulled,
};
template <>
struct EnumWords<BookingState> {
  static constexpr std::array<std::string_view, 11> words{
      "booked",      "checked_in", "called", "parked",    "on_territory", "crossed",
      "turned_back", "no_show",    "gone",   "withdrawn", "annulled"};
};

/// `put_back`: called, but it cannot drive up by no fault of its own; it waits with the same place.
/// `come_back`: a parked truck waits again, behind those in time of the interval that runs.
enum class BookingEvent {
  check_in,
  call,
  enter,
  cross,
  turn_back,
  miss,
  withdraw,
  annul,
  put_back,
  park,
  come_back,
  leave,
};
template <>
struct EnumWords<BookingEvent> {
  static constexpr std::array<std::string_view, 12> words{
      "check_in", "call",  "enter",    "cross", "turn_back", "miss",
      "withdraw", "annul", "put_back", "park",  "come_back", "leave"};
};

std::span<const Transition<BookingState, BookingEvent>> booking_table();

/// Errors: booking_wrong_state, naming both.
Result<BookingState> advance(BookingState from, BookingEvent event);

/// Active: the vehicle may not have another one (one active booking per vehicle).
bool is_active(BookingState state);

enum class Arrival { too_early, in_time, late, missed };
template <>
struct EnumWords<Arrival> {
  static constexpr std::array<std::string_view, 4> words{"too_early", "in_time", "late", "missed"};
};

/// What a place is worth to a truck that comes `late` after its slot, by the time that counts
/// (usable_time.hpp), in whole minutes: so nobody is late because the road was closed.
Quality quality_of(const RulePack& pack, std::chrono::milliseconds late);

/// Where `now` stands to the slot of a booking that has not checked in. `late`: the time that
/// counts from the slot's end to now. Only `missed` may become a no-show.
Arrival arrival(const RulePack& pack, Instant slot_start, Instant now,
                std::chrono::milliseconds late);

}  // namespace otkel::core
