#pragma once
// docs/openapi/checkpoint, carried inside the program.
#include <string>

namespace otkel::http {

/// The document as JSON; made at build time.
const std::string& contract_json();

}  // namespace otkel::http
