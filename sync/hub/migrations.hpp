#pragma once
// The schema of the hub's database, embedded by CMake from migrations/*.sql.
#include <span>

#include "base/sqlite/database.hpp"

namespace otkel::hub {

std::span<const sqlite::Migration> migrations();

}  // namespace otkel::hub
