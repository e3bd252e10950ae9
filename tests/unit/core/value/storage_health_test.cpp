// What is told of a database and its disk, and until when.
#include "core/value/storage_health.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otkel::core {
namespace {

using std::chrono::minutes;

bool reported(const StorageHealth& health, std::string_view code) {
  const auto all = health.notices();
  return std::ranges::find(all, code, &Notice::code) != all.end();
}

TEST(StorageHealth, ReportsTheFailingWorkerUntilItRecovers) {
  StorageHealth health;
  health.note("calendar", Error{Code::database_full, "no room"});
  health.note("link", Error{Code::io_failed, "no disk"});
  health.note("calendar", std::nullopt);
  ASSERT_TRUE(reported(health, "database_failing"));
  EXPECT_NE(health.notices()[0].detail.find("link"), std::string::npos);
  EXPECT_FALSE(is_ready(health.notices()));
  health.note("link", std::nullopt);
  EXPECT_TRUE(health.notices().empty());
}

TEST(StorageHealth, KeepsReportingAPageThatCannotBeRead) {
  StorageHealth health;
  health.note("print", Error{Code::database_corrupt, "restore"});
  health.note("print", std::nullopt);
  EXPECT_TRUE(reported(health, "database_corrupt"));
  EXPECT_FALSE(is_ready(health.notices()));
}

TEST(StorageHealth, ReportsAReaderThatHasHeldTheWalForTenMinutes) {
  StorageHealth health;
  health.note_wal(5, minutes{0});
  health.note_wal(9, minutes{9});
  EXPECT_FALSE(reported(health, "wal_held"));
  health.note_wal(12, minutes{10});
  EXPECT_TRUE(reported(health, "wal_held"));
  EXPECT_TRUE(is_ready(health.notices())) << "a warning";
  health.note_wal(0, minutes{11});
  EXPECT_FALSE(reported(health, "wal_held"));
}

TEST(StorageHealth, CountsFromTheFirstPageThatWaits) {
  StorageHealth health;
  EXPECT_EQ(health.wal_pages(), 0);
  EXPECT_FALSE(reported(health, "wal_held"));
  health.note_wal(1, minutes{0});
  health.note_wal(0, minutes{5});
  health.note_wal(1, minutes{6});
  health.note_wal(1, minutes{16} - std::chrono::milliseconds{1});
  EXPECT_FALSE(reported(health, "wal_held")) << "all pages were in the file in between";
  health.note_wal(1, minutes{16});
  EXPECT_TRUE(reported(health, "wal_held"));
  EXPECT_EQ(health.wal_pages(), 1);
}

TEST(StorageHealth, ReportsFreeSpaceInMebibytesAndItsDurationInHours) {
  constexpr std::uint64_t kMebibyte = 1'048'576;
  StorageHealth health;
  health.note_space({15 * kMebibyte, 100 * kMebibyte}, minutes{0});
  EXPECT_EQ(health.notices().at(0).detail,
            "15 of 100 MiB are free on the database's disk; make room");
  health.note_space({9 * kMebibyte, 100 * kMebibyte}, minutes{120});
  EXPECT_EQ(health.notices().at(0).detail,
            "9 of 100 MiB are free on the database's disk; at the pace of the last day it is full "
            "in 3 h; make room");
}

TEST(StorageHealth, WarnsOfADiskThatIsNearlyFull) {
  StorageHealth health;
  health.note_space({15, 100}, minutes{0});
  EXPECT_TRUE(reported(health, "disk_low"));
  health.note_space({5, 100}, minutes{20});
  EXPECT_TRUE(reported(health, "disk_scarce"));
  EXPECT_FALSE(reported(health, "disk_low"));
  EXPECT_TRUE(is_ready(health.notices()));
}

TEST(StorageHealth, ListsEveryCodeItReports) {
  StorageHealth health;
  health.note("print", Error{Code::database_corrupt, ""});
  health.note("link", Error{Code::io_failed, ""});
  health.note_space({5, 100}, minutes{0});
  health.note_wal(5, minutes{0});
  health.note_wal(5, minutes{10});
  const auto codes = StorageHealth::codes();
  EXPECT_EQ(health.notices().size(), 4U);
  for (const auto& notice : health.notices())
    EXPECT_TRUE(std::ranges::find(codes, notice.code) != codes.end()) << notice.code;
}

}  // namespace
}  // namespace otkel::core
