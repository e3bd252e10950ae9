// The transitions of a booking and the arrival window.
#include "core/queue/booking.hpp"

namespace otkel::core {
namespace {

using S = BookingState;
using E = BookingEvent;

// clang-format off
constexpr Transition<S, E> kTable[] = {
    {S::booked,       E::check_in,  S::checked_in},
    {S::booked,       E::enter,     S::on_territory},   // the gate camera may see it first
    {S::booked,       E::miss,      S::no_show},
    {S::booked,       E::withdraw,  S::withdrawn},
    {S::booked,       E::annul,     S::annulled},
    {S::checked_in,   E::call,      S::called},
    {S::checked_in,   E::enter,     S::on_territory},
    {S::checked_in,   E::withdraw,  S::withdrawn},
    {S::checked_in,   E::annul,     S::annulled},
    {S::called,       E::call,      S::called},         // again, or to another lane
    {S::called,       E::put_back,  S::checked_in},
    {S::checked_in,   E::park,      S::parked},         // by its own wish
    {S::called,       E::park,      S::parked},         // it did not come
    {S::parked,       E::come_back, S::checked_in},
    {S::parked,       E::leave,     S::gone},
    {S::parked,       E::enter,     S::on_territory},
    {S::parked,       E::withdraw,  S::withdrawn},
    {S::parked,       E::annul,     S::annulled},
    {S::called,       E::enter,     S::on_territory},
    {S::called,       E::withdraw,  S::withdrawn},
    {S::called,       E::annul,     S::annulled},
    {S::on_territory, E::cross,     S::crossed},
    {S::on_territory, E::turn_back, S::turned_back},
};
// clang-format on

}  // namespace

std::span<const Transition<S, E>> booking_table() { return kTable; }

Result<S> advance(S from, E event) {
  if (const auto to = next_state(booking_table(), from, event)) return *to;
  return fail(Code::booking_wrong_state, "a booking that is " + std::string(word(from)) +
                                             " cannot take " + std::string(word(event)));
}

bool is_active(S state) {
  return state == S::booked || state == S::checked_in || state == S::called || state == S::parked ||
         state == S::on_territory;
}

Quality quality_of(const RulePack& pack, std::chrono::milliseconds late) {
  return std::chrono::floor<minutes>(late) <= pack.on_time_grace ? Quality::in_time : Quality::late;
}

Arrival arrival(const RulePack& pack, Instant slot_start, Instant now,
                std::chrono::milliseconds late) {
  if (now < slot_start - pack.arrive_early) return Arrival::too_early;
  if (quality_of(pack, late) == Quality::in_time) return Arrival::in_time;
  return late <= pack.no_show_after ? Arrival::late : Arrival::missed;
}

}  // namespace otkel::core
