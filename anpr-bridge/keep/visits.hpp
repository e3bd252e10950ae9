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
  bool late = false;     ///< lateness.hpp says so although the camera did not
  bool id_worn = false;  ///< id_use.hpp: its event id ties nothing together
  std::optional<std::chrono::milliseconds> skew;  ///< lateness.hpp: ours minus the camera's
};

/// Of one camera: same event or group, or the same plate within the re-read window (a truck that
/// stands), or a look-alike within the gap. An event id that was used for a plate with nothing in
/// common with this one says nothing; a group may tie two such plates, tractor and trailer. Of a
/// front and a rear camera of one lane and role: the same plate, or the one vehicle that can be
/// meant within the pairing window; if it can be two, they stay apart. Late and retransmitted
/// messages join the visit of their own event or make one with live = false; they never start,
/// prolong or pair a live one (R-37: evidence must be of now).
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

/// The plate and the other readings of a read, folded; empty if nothing was read.
std::vector<std::string> plate_texts(const core::PlateRead& read);

/// Whether one of each can be the same plate, read worse or better: most characters are the same,
/// or the one is a part of the other. A tracker that corrects its text under one id does that; two
/// trucks of a fleet look so too, therefore alone it says nothing. All folded.
bool may_be_one_plate(std::span<const std::string> before, std::span<const std::string> now);

}  // namespace otkel::anpr
