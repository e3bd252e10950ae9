#pragma once
// Confidence by the scale that the maker documents. One that was sent and does not fit its scale is
// not dropped in silence: the read would count as sure. Internal to this folder.
#include <optional>
#include <string_view>

#include "anpr-bridge/decode/json_at.hpp"
#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// What stands in a field of confidence: nothing if the camera does not know ("", "-", "unknown"),
/// not a number if it sent something that is none. Without the sign of a percentage.
std::optional<double> sent_number(std::string_view text);
std::optional<double> sent_number(const JsonAt& field);

/// Of the scale 0 to `most` into read.confidence, 0..1. What is missing stays missing; what does
/// not fit is no confidence, and read.doubt says so.
void set_confidence(core::PlateRead& read, std::optional<double> sent, double most);
/// As it stands in the message; "87%" is a percentage on every scale.
void set_confidence(core::PlateRead& read, std::string_view sent, double most);
void set_confidence(core::PlateRead& read, const JsonAt& sent, double most);

/// For makers whose firmwares write either 0..1 or 0..100: below 1 is a part of one, above 1 a
/// percentage. Exactly 1 is the best of one scale and nearly the worst of the other: it does not
/// fit.
void set_confidence_of_one_or_hundred(core::PlateRead& read, const JsonAt& sent);

}  // namespace otkel::anpr
