#pragma once
// What an attempt is called.
#include <string>

#include "core/fact/document.hpp"

namespace otkel::printer {

/// Letters, digits, '-' and '_' only; the attempt stands last. The same for the same document, so a
/// job that is prepared again after a restart is found under the same name. A supplement is
/// "NZ25-000123-C00000017-1": application, blank, attempt; every other document begins with its
/// type and has the minute in it: "call_slip-NZB25-000007-20250520T030405-1".
std::string job_name(const core::Document& document);

}  // namespace otkel::printer
