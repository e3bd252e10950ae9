#pragma once
// A power cut for SQLite. Files live in the file system as always, but the shim also keeps what a
// disk would still have if the power went: the content of each file at its last sync, the writes
// after it, and the names in the folder at the folder's last sync.
#include <cstdint>
#include <memory>
#include <string>

namespace otkel::test {

/// Serves the databases that are opened with its name, while it lives. One thread, one folder; any
/// number of them side by side, each with a power supply of its own.
class CrashVfs {
 public:
  explicit CrashVfs(std::uint64_t seed);
  ~CrashVfs();
  CrashVfs(const CrashVfs&) = delete;
  CrashVfs& operator=(const CrashVfs&) = delete;

  /// For Database::open.
  const char* name() const;

  /// The power goes at the `operations`-th write, sync, truncation or deletion from now; that one
  /// and all after it fail.
  void cut_after(std::int64_t operations);
  bool cut() const;
  /// After the connection was closed: puts on the file system what the disk has kept. Of what was
  /// not synced each sector, truncation and name is kept or lost by chance. Power is back.
  void restart();

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace otkel::test
