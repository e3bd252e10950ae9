#pragma once
// Which messages are one vehicle. Pure: takes the open visits of a camera and a message, gives the
// visit as it is after the message; the caller writes it down first and only then remembers it.
#include <span>
#include <string>
#include <vector>

#include "anpr-bridge/settings.hpp"
#include "core/plate_read.hpp"

namespace otkel::anpr {

/// One message that was not seen before.
struct Message {
  std::string camera;
  core::CameraRole role = core::CameraRole::gate_in;
  core::PlateRead read;
  std::string picture_hash;
  std::string key;  ///< identity.hpp dedup_key
  core::Instant received{};
  bool late = false;  ///< lateness.hpp says so although the camera did not
};

/// Same event id, or same or look-alike plate within the gap; a plate read again within the re-read
/// window is the same parked truck. Late and retransmitted messages join the visit they belong to
/// or make one with live = false; they never start or prolong a live one (R-37: evidence must be of
/// now).
core::Visit place(std::span<const core::Visit> open, const Message& message,
                  const VisitRules& rules);

/// Whether a later message could still join.
bool still_open(const core::Visit& visit, core::Instant now, const VisitRules& rules);

/// Look-alikes count as one plate (0/O, 8/B), different digits do not: trucks of one fleet carry
/// neighbouring numbers.
bool near_plates(std::string_view a, std::string_view b);

}  // namespace otkel::anpr
