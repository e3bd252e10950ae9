// Taking down, and saying it in words.
#include "core/value/storage_health.hpp"

namespace otkel::core {

void StorageHealth::note(const std::string& who, const std::optional<Error>& trouble) {
  if (!trouble)
    failing_.erase(who);
  else if (trouble->code == Code::database_corrupt)
    corrupt_ = trouble;
  else
    failing_.insert_or_assign(who, *trouble);
}

void StorageHealth::note_wal(std::int64_t waiting, std::chrono::milliseconds boot) {
  wal_pages_ = waiting;
  if (waiting <= 0)
    wal_since_.reset();
  else if (!wal_since_)
    wal_since_ = boot;
  wal_held_ = wal_since_ && boot - *wal_since_ >= kHeldAfter;
}

void StorageHealth::note_space(const DiskSpace& space, std::chrono::milliseconds boot) {
  space_.note(boot, space);
}

std::vector<Notice> StorageHealth::notices() const {
  std::vector<Notice> all;
  if (corrupt_) all.push_back({"database_corrupt", NoticeWeight::stops, corrupt_->detail});
  if (!failing_.empty()) {
    const auto& [who, error] = *failing_.begin();
    all.push_back({"database_failing", NoticeWeight::stops,
                   who + ": " + std::string(word(error.code)) + ": " + error.detail});
  }
  if (const auto level = space_.level(); level != SpaceLevel::enough) {
    constexpr std::uint64_t kMiB = 1 << 20;
    std::string detail = std::to_string(space_.now().free / kMiB) + " of " +
                         std::to_string(space_.now().total / kMiB) +
                         " MiB are free on the database's disk";
    if (const auto left = space_.left())
      detail +=
          "; at the pace of the last day it is full in " + std::to_string(left->count()) + " h";
    all.push_back({level == SpaceLevel::low ? "disk_low" : "disk_scarce", NoticeWeight::warning,
                   detail + "; make room"});
  }
  if (wal_held_)
    all.push_back({"wal_held", NoticeWeight::warning,
                   "a program has been reading the database for minutes, so its WAL grows (" +
                       std::to_string(wal_pages_) + " pages wait); end that program"});
  return all;
}

std::vector<std::string> StorageHealth::codes() {
  return {"database_corrupt", "database_failing", "disk_low", "disk_scarce", "wal_held"};
}

}  // namespace otkel::core
