#pragma once
// The schema of the checkpoint's database, embedded from migrations/*.sql.
#include <span>

#include "base/sqlite/database.hpp"

namespace otkel::store {

std::span<const sqlite::Migration> migrations();

}  // namespace otkel::store
