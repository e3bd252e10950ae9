#pragma once
// What the reads of one visit say of the vehicle: its own plate, its trailer, its make, its
// direction.
#include <optional>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"

namespace otkel::core {

/// The reads that give the vehicle's own plate: of the front, and of the rear if it bears the
/// same plate (a truck without a trailer; then it is an independent second read). Late ones too:
/// the matcher lets them propose and never act. A visit of rear reads alone gives those.
std::vector<PlateRead> own_plate_reads(const Visit& visit);

/// The trailer's plate as seen at the rear or as the maker paired it, folded; nothing if none
/// was seen.
std::optional<std::string> trailer_seen(const Visit& visit);

/// The first name that a camera gives of the vehicle's make; empty if none gave one.
std::string make_seen(const Visit& visit);

/// Why a visit waits for a person whatever its plate says.
enum class Hindrance { none, late, rear_only, against_direction };
template <>
struct EnumWords<Hindrance> {
  static constexpr std::array<std::string_view, 4> words{"none", "late", "rear_only",
                                                         "against_direction"};
};

/// A front camera sees trucks come, a rear camera sees them go: where one moves the other way it
/// backs out, or passes on the wrong side.
Hindrance hindrance(const Visit& visit);

}  // namespace otkel::core
