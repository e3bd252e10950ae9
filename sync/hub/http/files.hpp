#pragma once
// The files that travel inside the program.
#include <string_view>

namespace otkel::hub {

/// "register.css", "verify.js", "openapi.yaml"; empty if there is none of that name.
std::string_view file_text(std::string_view name);

}  // namespace otkel::hub
