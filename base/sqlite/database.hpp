#pragma once
// SQLite as every process of ours uses it: one connection that writes and checkpoints, WAL with
// synchronous=FULL (EXTRA while the file is created), STRICT schemas by numbered migrations.
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/sqlite/statement.hpp"
#include "core/value/result.hpp"

namespace otkel::sqlite {

struct Migration {
  std::string_view name;  ///< "0001_first"; its number is its place in the list, from 1
  std::string_view sql;
};

/// One connection. One thread at a time. Functions throw Failure unless they return a Result; a
/// Failure never leaves transact().
class Database {
 public:
  /// Opens or creates `path`, takes the lock file beside it, checks the file, brings the schema up
  /// to the last migration (after a copy to `<path>.before-NNNN` where there was data).
  /// ":memory:" for tests. Errors: already_running (who holds the lock), database_corrupt (what to
  /// restore), database_newer (schema of a newer version), database_full, io_failed.
  static core::Result<Database> open(const std::string& path, std::span<const Migration> schema);

  /// Only for reading and copy_to(), also beside the one who writes; takes no lock, migrates
  /// nothing, and transact() fails. Errors: io_failed (no such file), database_corrupt.
  static core::Result<Database> open_reading(const std::string& path);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// A prepared statement from the cache, reset and ready to bind. `sql` must outlive the
  /// database (use literals); the same text must not be in use twice at once.
  Statement prepare(std::string_view sql);

  /// Runs one statement that returns no rows.
  template <class... Args>
  void run(std::string_view sql, const Args&... args) {
    prepare(sql).bind(args...).run();
  }

  /// Runs text with several statements (schema, PRAGMA).
  void script(const std::string& sql);

  /// Rows changed by the last statement.
  std::int64_t changes() const;
  /// True when open() made the file.
  bool created() const;
  const std::string& path() const;

  /// Runs `work` inside BEGIN IMMEDIATE .. COMMIT; rolls back when it throws or returns an error.
  /// Inside another transact() it is a savepoint of it. `work` returns core::Result<something>.
  template <class Work>
  auto transact(Work&& work) -> decltype(work()) {
    decltype(work()) result = core::fail(core::Code::internal);
    const auto done = scope([&] {
      result = work();
      return result.has_value();
    });
    if (!done) return std::unexpected(done.error());
    return result;
  }

  /// Runs `work`, which only reads and needs no transaction; a Failure becomes its error. `work`
  /// returns core::Result<something>.
  template <class Work>
  static auto read(Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (const Failure& failure) {
      return core::fail(failure.code, failure.what());
    }
  }

  /// Moves pages from the WAL to the file while nobody waits; call when idle.
  void checkpoint();
  /// A consistent copy of the whole database. Errors: io_failed, database_full.
  core::Result<void> copy_to(const std::string& path);
  /// For tests of a full disk.
  void limit_pages(std::int64_t pages);

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  core::Result<void> scope(const std::function<bool()>& work);
  std::unique_ptr<Impl> impl_;
};

}  // namespace otkel::sqlite
