#pragma once
// All facts there are: what the two logs, the link and the screens speak.
#include <variant>

#include "core/fact/event_edge.hpp"
#include "core/fact/event_hub.hpp"

namespace otkel::core {

/// The first row of every epoch of either log.
using FactsOfBoth = FactList<EpochBegan>;

using Event = VariantOf<Joined<FactsOfBoth, FactsOfHub, FactsOfCheckpoint>>;

/// The word in the log's `type` column.
inline std::string_view event_type(const Event& event) {
  return std::visit([](const auto& fact) { return std::decay_t<decltype(fact)>::type; }, event);
}

}  // namespace otkel::core
