#pragma once
// What a text may be by its shape: a plate at all, and of which country.
#include <string_view>

#include "core/value/plate_shape.hpp"

namespace otkel::core {

/// Whether a camera's text may be a plate at all: a known shape, or a foreign one of 6 to 10
/// characters of plates' alphabets with at least three digits and a letter; at most two characters
/// left open. Refuses what cameras read off their own screen text and off badges ("CAM03",
/// "12:34:56", "C00D").
bool may_be_plate(std::string_view folded);

/// Whether a camera that says `country` contradicts every reading of the card's canonical `plate`:
/// the country has shapes in the table, the plate has one as well, and none of those is the
/// country's. A country or a plate that the table does not know is never contradicted.
/// `country` in two capitals.
bool contradicts(std::string_view country, std::string_view plate);

}  // namespace otkel::core
