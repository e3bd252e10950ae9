#pragma once
// A state machine as a table: (state, event) -> state, and nothing else is allowed.
#include <optional>
#include <span>

namespace otkel::core {

template <class State, class Event>
struct Transition {
  State from;
  Event event;
  State to;
};

template <class State, class Event>
constexpr std::optional<State> next_state(std::span<const Transition<State, Event>> table,
                                          State from, Event event) {
  for (const auto& t : table)
    if (t.from == from && t.event == event) return t.to;
  return std::nullopt;
}

}  // namespace otkel::core
