#pragma once
// The schema of the hub's database, embedded by CMake from migrations/*.sql.
#include <span>

#include "base/sql/migration.hpp"

namespace otkel::hub {

std::span<const sql::Migration> migrations();

}  // namespace otkel::hub
