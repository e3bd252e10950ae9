// What each family of SQLite errors means for the caller.
#include "base/sqlite/failure.hpp"

#include <sqlite3.h>

namespace otkel::sqlite {
namespace {

core::Code code_of(int extended) {
  switch (extended & 0xFF) {
    case SQLITE_FULL:
      return core::Code::database_full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return core::Code::database_locked;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return core::Code::database_corrupt;
    case SQLITE_CONSTRAINT:
      return core::Code::number_taken;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return core::Code::io_failed;
    default:
      return core::Code::internal;
  }
}

std::string advice(core::Code code) {
  switch (code) {
    case core::Code::database_full:
      return "; make room on the disk, nothing was changed";
    case core::Code::database_corrupt:
      return "; stop, keep the file and restore the last backup";
    case core::Code::database_locked:
      return "; another program holds the database";
    default:
      return "";
  }
}

}  // namespace

sql::Failure failure_of(sqlite3* db, const std::string& doing) {
  const core::Code code = code_of(sqlite3_extended_errcode(db));
  return {code, doing + ": " + sqlite3_errmsg(db) + advice(code)};
}

}  // namespace otkel::sqlite
