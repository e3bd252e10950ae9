#pragma once
// The little of SQLite that the journal needs: a connection, statements, errors as values. The
// bridge's own, because it shares nothing with the daemon's store but the library.
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.hpp"

namespace otkel::anpr {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Connection = std::unique_ptr<sqlite3, CloseDatabase>;

/// The last error of `db` as ours: database_full, database_locked, database_corrupt or io_failed.
core::Error database_error(sqlite3* db, std::string_view doing);

core::Result<void> run_sql(sqlite3* db, const std::string& sql, std::string_view doing);

/// One prepared statement; binds from left to right. After a failure every later step fails too.
class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql);

  Statement& text(std::string_view value);
  Statement& text_or_null(std::string_view value);  ///< empty becomes NULL
  Statement& blob_or_null(std::string_view value);
  Statement& integer(std::int64_t value);

  /// True: a row is there. False: done.
  core::Result<bool> step(std::string_view doing);
  core::Result<void> run(std::string_view doing);

  std::string column_text(int index) const;  ///< of blobs too
  std::int64_t column_integer(int index) const;

 private:
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
  int bound_ = 0;
  int status_ = SQLITE_OK;
};

/// BEGIN IMMEDIATE at birth, ROLLBACK at death unless committed.
class Transaction {
 public:
  static core::Result<Transaction> begin(sqlite3* db);
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  ~Transaction();
  core::Result<void> commit();

 private:
  explicit Transaction(sqlite3* db) : db_(db) {}
  sqlite3* db_;
};

}  // namespace otkel::anpr
