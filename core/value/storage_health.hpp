#pragma once
// What keeps a database from being read or written, kept by its user.
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/value/free_space.hpp"
#include "core/value/notice.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

class StorageHealth {
 public:
  static constexpr std::chrono::minutes kHeldAfter{10};

  /// `who` (a worker, or "commands") met `trouble`, or met none and is well again. A page that
  /// cannot be read does not recover: it is reported until the process ends.
  void note(const std::string& who, const std::optional<Error>& trouble);
  /// After a checkpoint of the WAL: how many of its pages are not in the file yet.
  void note_wal(std::int64_t waiting, std::chrono::milliseconds boot);
  void note_space(const DiskSpace& space, std::chrono::milliseconds boot);

  const SpaceWatch& space() const { return space_; }
  std::int64_t wal_pages() const { return wal_pages_; }

  /// database_corrupt, database_failing, disk_low or disk_scarce, wal_held.
  std::vector<Notice> notices() const;
  static std::vector<std::string> codes();

 private:
  std::map<std::string, Error> failing_;
  std::optional<Error> corrupt_;
  SpaceWatch space_;
  std::int64_t wal_pages_ = 0;
  std::optional<std::chrono::milliseconds> wal_since_;  ///< boot time since which pages wait
  bool wal_held_ = false;
};

}  // namespace otkel::core
