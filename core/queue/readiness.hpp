#pragma once
// What keeps a waiting truck from being called. It keeps its place (docs/adr/0072).
#include <array>
#include <optional>
#include <string_view>

#include "core/permit/application.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class HeldBy {
  fee  ///< the driver or the carrier pays it
};
template <>
struct EnumWords<HeldBy> {
  static constexpr std::array<std::string_view, 1> words{"fee"};
};

/// By the vehicle's application. Nothing for a truck without one, which may have an outside permit
/// nor for one whose application has ended: an officer sees inside what it has. What only
/// the centre lacks holds no truck up: with the link down nobody here could tell.
std::optional<HeldBy> held_by(std::optional<ApplicationState> application);

}  // namespace otkel::core
