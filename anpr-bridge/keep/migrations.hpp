#pragma once
// The schema of the bridge's journal, embedded from migrations/*.sql.
#include <span>

#include "base/sql/migration.hpp"

namespace otkel::anpr {

std::span<const sql::Migration> migrations();

}  // namespace otkel::anpr
