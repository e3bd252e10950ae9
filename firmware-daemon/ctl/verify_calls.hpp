#pragma once
// Whether every call was made from the list that the log before it gives (ADR 0063).
#include <cstdint>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/value/site.hpp"

namespace otkel::ctl {

struct CallsCheck {
  std::int64_t calls = 0;  ///< with a recorded list; older ones have none
  std::vector<std::string> faults;
};

/// Throws sql::Failure.
CallsCheck check_calls(sqlite::Database& db, const core::Site& site);

}  // namespace otkel::ctl
