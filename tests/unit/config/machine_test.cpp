// What the operating system says of the machine.
#include "config/machine.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/support/temporary_folder.hpp"

namespace otkel::config {
namespace {

TEST(Machine, TakesTheBootIdOfItsUnitBeforeThatOfTheKernel) {
  const auto of_kernel = boot_id();
  EXPECT_EQ(boot_id(), of_kernel) << "the same as long as the machine runs";
  ASSERT_EQ(setenv("OTKEL_BOOT_ID", "of-the-unit", 1), 0);
  EXPECT_EQ(boot_id(), "of-the-unit");
  unsetenv("OTKEL_BOOT_ID");
}

TEST(Machine, ReportsTheDiskSpaceUnderAFile) {
  const support::TemporaryFolder folder;
  const auto space = disk_space(folder / "edge.db");
  EXPECT_GT(space.total, 0U);
  EXPECT_LE(space.free, space.total);
  EXPECT_EQ(disk_space("/there/is/no/such/file"), core::DiskSpace{});
}

/// In a child, because what is given up does not come back.
TEST(Machine, LeavesNoCoreDumpOfAProcessThatHoldsKeys) {
  const auto child = fork();
  if (child == 0) {
    guard_memory();
    rlimit limit{1, 1};
    getrlimit(RLIMIT_CORE, &limit);
    _exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace otkel::config
