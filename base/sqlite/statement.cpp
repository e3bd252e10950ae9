// Binding and reading, with every result code looked at.
#include "base/sqlite/statement.hpp"

#include <sqlite3.h>

#include "base/sqlite/failure.hpp"

namespace otkel::sqlite {
namespace {

Failure failed(sqlite3_stmt* stmt) {
  const char* sql = sqlite3_sql(stmt);
  return failure_of(sqlite3_db_handle(stmt), sql == nullptr ? "statement" : sql);
}

}  // namespace

Statement::~Statement() {
  if (stmt_ == nullptr) return;
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

void Statement::bind_text(std::string_view text) {
  if (sqlite3_bind_text64(stmt_, next_++, text.data() == nullptr ? "" : text.data(), text.size(),
                          SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
    throw failed(stmt_);
}

void Statement::bind_blob(std::string_view bytes) {
  if (sqlite3_bind_blob64(stmt_, next_++, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                          SQLITE_TRANSIENT) != SQLITE_OK)
    throw failed(stmt_);
}

void Statement::bind_integer(std::int64_t value) {
  if (sqlite3_bind_int64(stmt_, next_++, value) != SQLITE_OK) throw failed(stmt_);
}

void Statement::bind_real(double value) {
  if (sqlite3_bind_double(stmt_, next_++, value) != SQLITE_OK) throw failed(stmt_);
}

void Statement::bind_null() {
  if (sqlite3_bind_null(stmt_, next_++) != SQLITE_OK) throw failed(stmt_);
}

bool Statement::step() {
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw failed(stmt_);
}

void Statement::run() {
  while (step()) {
  }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(stmt_, column); }
double Statement::real(int column) const { return sqlite3_column_double(stmt_, column); }

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column));
  return bytes == nullptr ? std::string{} : std::string(bytes, size);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(stmt_, column) == SQLITE_NULL;
}

std::optional<std::string> Statement::text_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<std::int64_t> Statement::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<core::Instant> Statement::instant_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

void Statement::corrupt_column(int column) const {
  throw Failure(core::Code::database_corrupt, SQLITE_CORRUPT,
                std::string("column ") + sqlite3_column_name(stmt_, column) + " holds '" +
                    text(column) + "', which no version of this program wrote");
}

}  // namespace otkel::sqlite
