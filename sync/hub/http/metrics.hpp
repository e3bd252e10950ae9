#pragma once
// The numbers that supervision scrapes from the hub.
#include <string>

#include "sync/hub/http/api.hpp"

namespace otkel::hub {

/// Of the machine, and of each checkpoint by the label `site`. Inside a transaction.
std::string metrics_text(Api& api);

}  // namespace otkel::hub
