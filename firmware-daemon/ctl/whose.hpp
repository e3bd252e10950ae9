#pragma once
// Whose database a file is.
#include "base/sqlite/database.hpp"
#include "core/value/site.hpp"

namespace otkel::ctl {

/// Errors: database_corrupt where it names no site. Throws sql::Failure.
core::Result<core::Site> site_of(sqlite::Database& db);

}  // namespace otkel::ctl
