#pragma once
// Which messages are one vehicle. Pure: takes the open visits of a place and a message, gives the
// visit as it is after the message; the caller writes it down first and only then remembers it.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "anpr-bridge/keep/settings.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// One message that was not seen before.
struct Message {
  std::string camera;
  core::CameraRole role = core::CameraRole::gate_in;
  core::PlateRead read;  ///< its view and lane are the camera's where the message names none
  std::string picture_hash;
  std::string key;  ///< identity.hpp dedup_key
  core::Instant received{};
  bool late = false;  ///< lateness.hpp says so although the camera did not
  std::optional<std::chrono::milliseconds> skew;  ///< lateness.hpp: ours minus the camera's
};

/// Of one camera: same event or group, or the same plate within the re-read window (a truck that
/// stands), or a look-alike within the gap. Of a front and a rear camera of one lane and role: the
/// same plate, or the one vehicle that can be meant within the pairing window; if it can be two,
/// they stay apart. Late and retransmitted messages join the visit of their own event or make one
/// with live = false; they never start, prolong or pair a live one (R-37: evidence must be of now).
core::Visit place(std::span<const core::Visit> open, const Message& message,
                  const VisitRules& rules);

/// Puts `visit` in the place of its earlier revision and drops what no later message can join; of
/// each camera only the newest `most_open` stay, so that a flood costs no more than a busy day.
void remember(std::vector<core::Visit>& open, core::Visit visit, core::Instant now,
              const VisitRules& rules);

/// Misreads of one plate: a digit taken for a letter that looks like it (0/O, 8/B), a character
/// lost at an end, or doubled. Digits that differ, or letters that do, are two trucks: fleets carry
/// neighbouring numbers and series.
bool near_plates(std::string_view a, std::string_view b);

}  // namespace otkel::anpr
