#pragma once
// Fields of one message that say the same thing twice, or contradict each other. Internal to this
// folder.
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

/// Notes why a read waits for a person, unless something was noted before.
void doubt(core::PlateRead& read, core::ReadDoubt why);

/// What all the fields that know a direction say. Two directions are none, and a doubt.
void set_motion(core::PlateRead& read, const std::vector<core::Motion>& said);
/// The same of the end of the vehicle.
void set_view(core::PlateRead& read, const std::vector<std::optional<core::View>>& said);
/// The first country that is known by its code, else the first that is named at all; `said` are
/// results of country_code(). Two codes are no country, and a doubt.
void set_country(core::PlateRead& read, const std::vector<std::string>& said);

}  // namespace otkel::anpr
