#pragma once
// The schema of the checkpoint's database, embedded from migrations/*.sql.
#include <span>

#include "base/sql/migration.hpp"

namespace otkel::store {

std::span<const sql::Migration> migrations();

}  // namespace otkel::store
