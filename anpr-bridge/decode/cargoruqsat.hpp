#pragma once
// The words of the national electronic queue's camera event that both directions need: what we read
// of it and what national/event writes.
#include <string_view>

#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// "in": onto the territory of the checkpoint, "out": off it. What a truck does that passes a
/// camera of this role the usual way.
std::string_view usual_passage(core::CameraRole role);

}  // namespace otkel::anpr
