#pragma once
// A confidence that was sent and does not fit its maker's scale must not pass for one that is
// missing. Internal to this folder.
#include <optional>
#include <string_view>

#include "anpr-bridge/decode/json_at.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// The number that was sent; nothing if the text has no digit (empty, "-", "unknown"); not a number
/// if it has one and is none ("97 of 100").
std::optional<double> sent_number(std::string_view text);
std::optional<double> sent_number(const JsonAt& at);

/// Of the scale 0..`most`: sets the read's confidence 0..1, or its doubt if `sent` is out of scale.
void set_confidence(core::PlateRead& read, std::optional<double> sent, double most);

}  // namespace otkel::anpr
