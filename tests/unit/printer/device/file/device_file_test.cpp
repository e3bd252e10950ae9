// A folder as a printer.
#include "printer/device/file/device_file.hpp"

#include <gtest/gtest.h>

#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::TemporaryFolder;

PreparedJob small_job() {
  PreparedJob job;
  job.name = "N-1";
  job.page = white_page(8, 1);
  job.escpos = {'a', 'b', 'c'};
  job.pdf = "pdf";
  return job;
}

TEST(DeviceFile, CreatesItsFolderAndIsReady) {
  const TemporaryFolder folder;
  EXPECT_TRUE(DeviceFile(folder / "deep/out").status().ready);
  EXPECT_TRUE(std::filesystem::is_directory(folder / "deep/out"));
}

TEST(DeviceFile, IsNotReadyIfAFileIsInTheWay) {
  const TemporaryFolder folder;
  std::ofstream(folder / "out") << "in the way";
  const auto status = DeviceFile(folder / "out").status();
  EXPECT_FALSE(status.ready);
  EXPECT_EQ(status.cause, core::Code::io_failed);
}

TEST(DeviceFile, ConfirmsWhatIsOnTheDisk) {
  const TemporaryFolder folder;
  const auto outcome = DeviceFile(folder / "out").print(small_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(outcome.grade, "on_disk");
  EXPECT_EQ(outcome.bytes_sent, 3);
  EXPECT_EQ(content_of(folder / "out/N-1.escpos"), "abc");
}

TEST(DeviceFile, WritesNothingIfTheJournalRefuses) {
  const TemporaryFolder folder;
  const OnStage refuse = [](Stage) -> core::Result<void> {
    return core::fail(core::Code::database_full, "no room");
  };
  const auto outcome = DeviceFile(folder / "out").print(small_job(), refuse);
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::database_full);
  EXPECT_FALSE(std::filesystem::exists(folder / "out/N-1.escpos"));
}

TEST(DeviceFile, FailsSafeIfItCannotWrite) {
  const TemporaryFolder folder;
  std::ofstream(folder / "out") << "in the way";
  const auto outcome = DeviceFile(folder / "out").print(small_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::io_failed);
}

}  // namespace
}  // namespace otkel::printer
