#pragma once
// What the commands ask of a checkpoint's database that they did not open to work with.
#include "base/sqlite/database.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::ctl {

/// Errors: database_corrupt if it names none.
core::Result<core::Site> site_of(sqlite::Database& db);

/// Walks both hash chains. Errors: those of verify_follows() with the place; of the database.
core::Result<void> check_chains(sqlite::Database& db);

}  // namespace otkel::ctl
