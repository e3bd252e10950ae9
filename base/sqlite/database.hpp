#pragma once
// SQLite as every process of ours uses it: one connection that writes and checkpoints, WAL with
// synchronous=FULL (EXTRA while the file is created), STRICT schemas by numbered migrations.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/sql/migration.hpp"
#include "base/sql/session.hpp"
#include "core/value/result.hpp"

namespace otkel::sqlite {

/// What a checkpoint found in the WAL and moved into the file, in pages.
struct WalState {
  std::int64_t pages = 0, moved = 0;
  bool cut = false;  ///< and the WAL is empty now
};

/// One connection, whose transactions are BEGIN IMMEDIATE .. COMMIT. One thread at a time. What is
/// deleted or replaced is overwritten with zeros in the file (secure_delete); it lies in the WAL
/// until cut_wal() has emptied that.
class Database final : public sql::Session {
 public:
  /// Opens or creates `path`, takes the lock file beside it, checks the file, brings the schema up
  /// to the last migration (after a copy to `<path>.before-NNNN` if there was data).
  /// ":memory:" for tests. `vfs`: the name of a registered SQLite VFS; null: the system's. Errors:
  /// already_running (who holds the lock), database_corrupt (what to restore), database_newer
  /// (schema of a newer version), database_full, io_failed.
  static core::Result<Database> open(const std::string& path,
                                     std::span<const sql::Migration> schema,
                                     const char* vfs = nullptr);

  /// The lock that open() takes, for who puts another file in the place of a database; held as long
  /// as the handle lives. Errors: already_running, io_failed.
  static core::Result<std::shared_ptr<void>> lock(const std::string& path);

  /// Writes beside the one who holds the lock, for a command of a person that is one short
  /// transaction on rows of which nobody keeps a copy in memory. Takes no lock, makes and migrates
  /// nothing. Errors: io_failed (no such file), version_conflict (schema of another version),
  /// database_corrupt, database_locked.
  static core::Result<Database> open_beside(const std::string& path,
                                            std::span<const sql::Migration> schema);

  /// Only for reading and copy_to(), also beside the one who writes; takes no lock, migrates
  /// nothing, and transact() fails. Errors: io_failed (no such file), database_corrupt.
  static core::Result<Database> open_reading(const std::string& path);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database() override;

  /// Runs text with several statements (schema, PRAGMA).
  void script(const std::string& text);

  std::int64_t changes() const override;
  /// True when open() made the file.
  bool created() const;
  const std::string& path() const;

  /// Moves pages from the WAL to the file while nobody waits; call when idle. Where fewer were
  /// moved than there are, somebody still reads an older state. Never throws: what could not be
  /// moved now is moved later.
  WalState checkpoint();
  /// The same, and empties the WAL, so that what was erased lies there no longer. Waits for nobody,
  /// so it may have to be tried again.
  WalState cut_wal();
  /// A consistent copy of the whole database. Errors: io_failed, database_full.
  core::Result<void> copy_to(const std::string& path);
  /// For tests of a full disk.
  void limit_pages(std::int64_t pages);

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  sql::Cursor& cursor(std::string_view text) override;
  void control(const std::string& text) override;
  void begin() override;
  void roll_back() noexcept override;
  bool in_transaction() const override;
  std::unique_ptr<Impl> impl_;
};

}  // namespace otkel::sqlite
