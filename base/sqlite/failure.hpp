#pragma once
// From SQLite's result codes to ours, in one place.
#include <string>

#include "base/sql/failure.hpp"

struct sqlite3;

namespace otkel::sqlite {

/// The last error of `db` as a Failure; `doing` says in words what was tried.
sql::Failure failure_of(sqlite3* db, const std::string& doing);

}  // namespace otkel::sqlite
