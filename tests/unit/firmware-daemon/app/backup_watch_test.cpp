// When a backup is called old.
#include "firmware-daemon/app/backup_watch.hpp"

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::hours;

struct BackupWatch : testing::Test {
  CheckpointInMemory at;

  int incidents_with(std::optional<Instant> last) {
    EXPECT_TRUE(at.as("system", [&](Context& c) -> Result<void> {
      watch_backup(c, last);
      return {};
    }));
    return at.incidents_of("backup_overdue");
  }
};

TEST_F(BackupWatch, OpensOneIncidentOnceTheLastBackupIsOlderThan36Hours) {
  EXPECT_EQ(incidents_with(at.now - hours{36}), 0);
  const auto old = at.now - hours{36} - std::chrono::milliseconds{1};
  EXPECT_EQ(incidents_with(old), 1);
  EXPECT_EQ(incidents_with(old), 1) << "not one for every look";
}

TEST_F(BackupWatch, CountsFromTheFirstEventWithoutABackup) {
  EXPECT_EQ(incidents_with(std::nullopt), 0) << "it is new";
  at.now = *at.stores.log.first_at() + hours{37};
  EXPECT_EQ(incidents_with(std::nullopt), 1);
}

}  // namespace
}  // namespace otkel::app::test
