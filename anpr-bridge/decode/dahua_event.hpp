#pragma once
// One event of Dahua's event manager, whichever way it came. Internal to this folder.
#include "anpr-bridge/decode/envelope.hpp"

namespace otkel::anpr {

/// The event's own tree: `TrafficCar`, `Object`, `UTC`, ... `code` is its name, "TrafficJunction".
/// A vehicle, or a notice of an event that is known by its name and has nothing like a plate.
/// Errors: payload_malformed (neither; says which fields there are).
core::Result<Decoded> dahua_event(std::string_view code, const JsonAt& event, const Hints& hints);

/// Raw text of a plate; empty where the maker's words say that the vehicle has none or that it
/// could not be read.
std::string dahua_plate(std::string_view raw);

/// Whether a JSON object is such a tree of a vehicle.
bool is_dahua_vehicle(const JsonAt& event);

}  // namespace otkel::anpr
