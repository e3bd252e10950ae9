#pragma once
// The schema of the bridge's journal, embedded from migrations/*.sql.
#include <span>

#include "base/sqlite/database.hpp"

namespace otkel::anpr {

std::span<const sqlite::Migration> migrations();

}  // namespace otkel::anpr
