#pragma once
// What no single key can say: rules between keys, and what each profile forbids. Internal to this
// folder.
#include "config/settings.hpp"
#include "config/table.hpp"

namespace otkel::config {

/// Also wants the rule pack to be read.
void check_edge(const EdgeSettings& settings, Diagnostics& diagnostics);
void check_hub(const HubSettings& settings, Diagnostics& diagnostics);

}  // namespace otkel::config
