#pragma once
// the historical data of issued and returned permits; R-33: the seven fields of the register.
#include <string>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// One line a number that was ever given to an application, UTF-8 with BOM, semicolons, in the
/// order of the stock.
std::string export_permits(Context& context);

}  // namespace otkel::app
