#pragma once
// One event of Dahua's event manager, whichever way it came. Internal to this folder.
#include "anpr-bridge/decode/envelope.hpp"

namespace otkel::anpr {

/// The event's own tree: `TrafficCar`, `Object`, `UTC`, ... `code` is its name, "TrafficJunction".
/// A vehicle, or a notice of an event that is known by its name and has nothing like a plate.
/// Errors: payload_malformed (neither; says which fields there are).
core::Result<Decoded> dahua_event(std::string_view code, const JsonAt& event, const Hints& hints);

/// Whether a JSON object is such a tree of a vehicle.
bool is_dahua_vehicle(const JsonAt& event);

}  // namespace otkel::anpr
