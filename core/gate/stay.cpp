// The transitions of a stay.
#include "core/gate/stay.hpp"

namespace otkel::core {
namespace {

using S = StayState;
using E = StayEvent;

// clang-format off
constexpr Transition<S, E> kTable[] = {
    {S::inside,         E::hold,      S::held},            // its blank is not back yet
    {S::inside,         E::say_left,  S::said_left},
    {S::inside,         E::leave,     S::left},
    {S::inside,         E::turn_back, S::turned_back},
    {S::held,           E::say_left,  S::held_said_left},
    {S::held,           E::leave,     S::left},            // it got out all the same
    {S::held,           E::turn_back, S::turned_back},     // its blank is back
    {S::said_left,      E::say_left,  S::said_left},       // reported once more
    {S::said_left,      E::see_again, S::inside},          // the gate's camera beats the word
    {S::said_left,      E::hold,      S::held_said_left},
    {S::said_left,      E::leave,     S::left},            // seen by a camera, or a new trip began
    {S::said_left,      E::turn_back, S::turned_back},
    {S::held_said_left, E::say_left,  S::held_said_left},
    {S::held_said_left, E::see_again, S::held},
    {S::held_said_left, E::leave,     S::left},
    {S::held_said_left, E::turn_back, S::turned_back},
    {S::left,           E::come_back, S::came_back},       // the trip's second half
    {S::came_back,      E::come_back, S::came_back},       // again under one number: an incident
};
// clang-format on

}  // namespace

std::span<const Transition<S, E>> stay_table() { return kTable; }

Result<S> advance(S from, E event) {
  if (const auto to = next_state(stay_table(), from, event)) return *to;
  return fail(Code::internal, "a stay that is " + std::string(word(from)) + " cannot take " +
                                  std::string(word(event)));
}

bool is_open(S state) { return state == S::inside || state == S::held || is_said_left(state); }
bool is_held(S state) { return state == S::held || state == S::held_said_left; }
bool is_said_left(S state) { return state == S::said_left || state == S::held_said_left; }
bool has_left(S state) { return state == S::left || state == S::came_back; }

Result<Stay> moved(Stay stay, E event, Instant now, const std::string& visit) {
  const auto to = advance(stay.state, event);
  if (!to) return std::unexpected(to.error());
  stay.state = *to;
  if (event == E::say_left) stay.said_left = now;
  if (event == E::see_again) stay.said_left.reset();
  if (event == E::come_back) stay.came_back = now;
  if (event == E::leave || event == E::turn_back) {
    stay.ended = now;
    stay.end_visit = visit;
  }
  return stay;
}

bool ended_just_now(const std::optional<Stay>& last, S end, Instant now) {
  return last && last->state == end && now - *last->ended < kOnePassage;
}

}  // namespace otkel::core
