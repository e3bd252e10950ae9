#pragma once
// What no single key can say: rules between keys, and what each profile forbids. Internal to this
// folder.
#include <vector>

#include "config/settings.hpp"
#include "config/table.hpp"

namespace otkel::config {

/// Also wants the rule pack to be read. `shipped`: the sites that config/defaults has values of.
void check_edge(const EdgeSettings& settings, const std::vector<core::Site>& shipped,
                Diagnostics& diagnostics);
void check_hub(const HubSettings& settings, const std::vector<core::Site>& shipped,
               Diagnostics& diagnostics);

}  // namespace otkel::config
