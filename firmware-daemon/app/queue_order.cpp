// From rows to the facts that a place is made of.
#include "firmware-daemon/app/queue_order.hpp"

#include "base/codec/event.hpp"
#include "base/codec/hash.hpp"
#include "core/queue/live_placing.hpp"
#include "core/value/dated.hpp"

namespace otkel::app {
namespace {

constexpr int kDaysAhead = 14;

core::WaitingTruck truck_of(const store::BookingRow& row, const store::QueuePlace& place) {
  core::WaitingTruck truck;
  truck.booking_no = row.booking_no;
  truck.interval = row.slot_start;
  truck.arrived_seq = place.arrived;
  truck.late_interval = place.late_interval;
  const auto ground = core::from_word<core::CallGround>(row.ground.value_or(""));
  if (place.head != 0)
    truck.head = core::WaitingTruck::Head{ground.value_or(core::CallGround::post), place.head};
  if (place.back != 0) truck.back = core::WaitingTruck::Back{place.back_interval, place.back};
  return truck;
}

/// What may enter on the day, by the step of the series that has begun.
std::int64_t trucks_a_day(const Context& c) {
  const auto* step = core::step_on(c.checkpoint.capacity, today(c));
  return step == nullptr ? 0 : step->per_day;
}

}  // namespace

std::vector<PlacedBooking> places_in(Context& c, core::BookingState state) {
  auto rows = c.stores.bookings.in_state(state);
  const auto places = c.stores.queue_places.in_state(core::word(state));
  std::vector<core::WaitingTruck> trucks;
  trucks.reserve(rows.size());
  for (const auto& row : rows) {
    const auto place = places.find(row.booking_no);
    trucks.push_back(truck_of(row, place == places.end() ? store::QueuePlace{} : place->second));
  }
  std::vector<PlacedBooking> ordered;
  ordered.reserve(rows.size());
  for (const auto& one : core::order(trucks))
    ordered.push_back({std::move(rows[one.truck]), one.reason});
  return ordered;
}

std::vector<store::BookingRow> in_order(Context& c, core::BookingState state) {
  std::vector<store::BookingRow> rows;
  for (auto& one : places_in(c, state)) rows.push_back(std::move(one.row));
  return rows;
}

std::vector<store::BookingRow> queue(Context& c) {
  return in_order(c, core::BookingState::checked_in);
}

Instant running_interval(const Context& c, Instant at) {
  const auto& place = c.checkpoint;
  const auto first = std::chrono::sys_days{core::local_date(at, place.utc_offset)};
  for (int day = 0; day <= kDaysAhead; ++day) {
    const auto slots = core::slots_of(place.capacity, place.timetable,
                                      core::LocalDate{first + std::chrono::days{day}},
                                      place.slot_length, place.utc_offset);
    if (const auto* slot = core::running_slot(slots, at)) return slot->start;
  }
  return at;
}

void renumber_place(Context& c, const core::EventRecord& again) {
  const auto fact = codec::decode_event(again.type, again.body);
  const auto* moved = fact ? std::get_if<core::BookingMoved>(&*fact) : nullptr;
  if (moved != nullptr && c.stores.queue_places.find(moved->booking_no))
    c.stores.queue_places.follow(*moved, again);
}

std::string order_hash(const std::vector<std::string>& booking_nos) {
  return codec::blake2b_hex(core::order_hash_input(booking_nos));
}

GrantUse grant_use(Context& c, core::GroundGroup group) {
  const auto day = core::at_local(today(c), core::minutes{0}, c.checkpoint.utc_offset);
  GrantUse use{group, 0, core::grant_limit(c.checkpoint.pack, group, trucks_a_day(c))};
  for (const auto& word : c.stores.bookings.grounds_called(day, day + std::chrono::days{1})) {
    const auto ground = core::from_word<core::CallGround>(word);
    if (ground && core::group_of(*ground) == group) ++use.used;
  }
  return use;
}

}  // namespace otkel::app
