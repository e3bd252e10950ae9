// Binding and reading, with every result code looked at.
#include "base/sqlite/cursor.hpp"

#include <sqlite3.h>

#include "base/sqlite/failure.hpp"

namespace otkel::sqlite {

Cursor::~Cursor() { sqlite3_finalize(stmt_); }

void Cursor::must(int code) const {
  if (code == SQLITE_OK) return;
  const char* sql = sqlite3_sql(stmt_);
  throw failure_of(sqlite3_db_handle(stmt_), sql == nullptr ? "statement" : sql);
}

void Cursor::bind_text(int at, std::string_view text) {
  must(sqlite3_bind_text64(stmt_, at, text.data() == nullptr ? "" : text.data(), text.size(),
                           SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Cursor::bind_blob(int at, std::string_view bytes) {
  must(sqlite3_bind_blob64(stmt_, at, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                           SQLITE_TRANSIENT));
}

void Cursor::bind_integer(int at, std::int64_t value) {
  must(sqlite3_bind_int64(stmt_, at, value));
}

void Cursor::bind_real(int at, double value) { must(sqlite3_bind_double(stmt_, at, value)); }

void Cursor::bind_null(int at) { must(sqlite3_bind_null(stmt_, at)); }

bool Cursor::step() {
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) must(code);
  return false;
}

void Cursor::reset() noexcept {
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

std::int64_t Cursor::integer(int column) const { return sqlite3_column_int64(stmt_, column); }
double Cursor::real(int column) const { return sqlite3_column_double(stmt_, column); }

std::string_view Cursor::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column));
  return bytes == nullptr ? std::string_view{} : std::string_view(bytes, size);
}

bool Cursor::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

std::string Cursor::name(int column) const { return sqlite3_column_name(stmt_, column); }

}  // namespace otkel::sqlite
