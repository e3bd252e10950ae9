// Error mapping and binding.
#include "anpr-bridge/sqlite.hpp"

#include <utility>

namespace otkel::anpr {

using core::Code;
using core::Result;

core::Error database_error(sqlite3* db, std::string_view doing) {
  const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_errcode(db);
  const std::string detail =
      std::string(doing) + ": " + (db == nullptr ? "out of memory" : sqlite3_errmsg(db));
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {Code::database_full, detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::database_locked, detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Code::database_corrupt, detail};
    default:
      return {Code::io_failed, detail};
  }
}

Result<void> run_sql(sqlite3* db, const std::string& sql, std::string_view doing) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return std::unexpected(database_error(db, doing));
  return {};
}

Statement::Statement(sqlite3* db, std::string_view sql) : db_(db) {
  sqlite3_stmt* raw = nullptr;
  status_ = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  statement_.reset(raw);
}

Statement& Statement::text(std::string_view value) {
  if (status_ == SQLITE_OK)
    status_ = sqlite3_bind_text64(statement_.get(), ++bound_, value.empty() ? "" : value.data(),
                                  value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::text_or_null(std::string_view value) {
  if (!value.empty()) return text(value);
  if (status_ == SQLITE_OK) status_ = sqlite3_bind_null(statement_.get(), ++bound_);
  return *this;
}

Statement& Statement::blob_or_null(std::string_view value) {
  if (value.empty()) return text_or_null({});
  if (status_ == SQLITE_OK)
    status_ = sqlite3_bind_blob64(statement_.get(), ++bound_, value.data(), value.size(),
                                  SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::integer(std::int64_t value) {
  if (status_ == SQLITE_OK) status_ = sqlite3_bind_int64(statement_.get(), ++bound_, value);
  return *this;
}

Result<bool> Statement::step(std::string_view doing) {
  if (status_ != SQLITE_OK) return std::unexpected(database_error(db_, doing));
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  status_ = code;
  return std::unexpected(database_error(db_, doing));
}

Result<void> Statement::run(std::string_view doing) {
  for (;;) {
    const auto row = step(doing);
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
  }
}

std::string Statement::column_text(int index) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), index));
  const int size = sqlite3_column_bytes(statement_.get(), index);
  return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

std::int64_t Statement::column_integer(int index) const {
  return sqlite3_column_int64(statement_.get(), index);
}

Result<Transaction> Transaction::begin(sqlite3* db) {
  if (auto r = run_sql(db, "BEGIN IMMEDIATE", "begin"); !r) return std::unexpected(r.error());
  return Transaction(db);
}

Transaction::~Transaction() {
  if (db_ != nullptr) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  if (auto r = run_sql(db_, "COMMIT", "commit"); !r) return r;
  db_ = nullptr;
  return {};
}

}  // namespace otkel::anpr
