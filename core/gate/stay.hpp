#pragma once
// One stay of one vehicle on the territory, from the gate to its end, and the way back from China
//
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/fact/evidence.hpp"
#include "core/value/result.hpp"
#include "core/value/transition.hpp"

namespace otkel::core {

enum class StayState {
  inside,
  held,            ///< in the return lane until its blank is back (R-30)
  said_left,       ///< by an officer's statement; no camera has seen it leave (R-37)
  held_said_left,  ///< both: a camera saw it in the return lane, an officer says that it has left
  left,
  turned_back,
  came_back,  ///< from China, under the number it left with (R-06)
};
template <>
struct EnumWords<StayState> {
  static constexpr std::array<std::string_view, 7> words{
      "inside", "held", "said_left", "held_said_left", "left", "turned_back", "came_back"};
};

enum class StayEvent { hold, say_left, see_again, leave, turn_back, come_back };
template <>
struct EnumWords<StayEvent> {
  static constexpr std::array<std::string_view, 6> words{"hold",  "say_left",  "see_again",
                                                         "leave", "turn_back", "come_back"};
};

std::span<const Transition<StayState, StayEvent>> stay_table();

/// Errors: internal, since the code that decides on a passage looks at the state first.
Result<StayState> advance(StayState from, StayEvent event);

/// It has not ended: the vehicle may not begin another one.
bool is_open(StayState state);
bool is_held(StayState state);
/// Open, and an officer says that it has left.
bool is_said_left(StayState state);
/// Ended by an exit, whatever came after it.
bool has_left(StayState state);

struct Stay {
  std::int64_t id = 0;
  std::string plate;        ///< canonical
  std::string entry_visit;  ///< id of the camera's visit, or of the officer's entry
  Instant entered{};
  std::optional<std::string> booking_no, application_no;
  std::optional<std::string> trailer_seen;  ///< folded, at the entrance
  std::optional<EvidenceGrade> entry_grade;
  StayState state = StayState::inside;
  /// When the officer reported it; kept after the end, since its number may still wait for a
  /// camera.
  std::optional<Instant> said_left;
  std::optional<Instant> ended;
  std::optional<std::string> end_visit;
  std::optional<Instant> came_back;                 ///< the last time
  std::optional<std::string> external_permit = {};  ///< number of a permit from outside the pilot
};

/// The stay after `event`, with the times that belong to it; `visit`: what ended it. Errors: those
/// of advance().
Result<Stay> moved(Stay stay, StayEvent event, Instant now, const std::string& visit);

/// Two sights of one vehicle at one place closer than this are one passage: two cameras, or a truck
/// that stands there.
constexpr minutes kOnePassage{30};

/// The stay ended like that a moment ago, so what is seen now is the same passage.
bool ended_just_now(const std::optional<Stay>& last, StayState end, Instant now);

}  // namespace otkel::core
