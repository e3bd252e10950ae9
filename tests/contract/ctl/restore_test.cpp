// `otkelctl restore`: what it refuses, what it puts in place, and what it keeps.
#include <map>

#include "firmware-daemon/store/marks.hpp"
#include "tests/contract/ctl/commands.hpp"

namespace otkel::ctl::test {
namespace {

struct Restore : Commands {
  const std::string backup = folder / "backup/good.db";

  Restore() {
    EXPECT_EQ(otkelctl({"backup", "--db", database, "--out", backup}).status, 0);
    auto db = open(database);
    report(db);
  }
  CommandResult from(const std::string& file, const std::string& site = "nur-zholy") {
    return otkelctl({"restore", "--db", database, "--from", file, "--site", site});
  }
  /// The files that hold what was there before: NAME of edge.db.replaced-TIMENAME -> content.
  std::map<std::string, std::string> kept() const {
    std::map<std::string, std::string> found;
    for (const auto& name : names_in(folder.path()))
      if (name.starts_with("edge.db.replaced-"))
        found[name.substr(std::string("edge.db.replaced-20250520T040000Z").size())] =
            content(folder / name);
    return found;
  }
};

TEST_F(Restore, InstallsTheBackupMarkedAndReadableByTheOwnerOnly) {
  const auto done = from(backup);
  ASSERT_EQ(done.status, 0) << done.text;
  EXPECT_TRUE(done.says("gives no number before")) << done.text;
  EXPECT_EQ(about(database).st_mode & 0777, 0600U);
  EXPECT_EQ(events_in(database), 201);
  auto db = open(database);
  EXPECT_TRUE(store::Marks(db).put_back());
}

TEST_F(Restore, InstallsABackupOnANewDisk) {
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) fs::remove(database + suffix);
  ASSERT_EQ(from(backup).status, 0);
  EXPECT_EQ(events_in(database), 201);
  EXPECT_TRUE(kept().empty());
  EXPECT_FALSE(fs::exists(database + ".part"));
  EXPECT_FALSE(fs::exists(database + ".part.lock"));
}

TEST_F(Restore, IsRefusedWhileTheDaemonRuns) {
  auto running = open(database);
  const auto done = from(backup);
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(done.says("already_running") && done.says(std::to_string(::getpid()))) << done.text;
  report(running);
  EXPECT_EQ(events_in(database), 203);
}

TEST_F(Restore, RefusesTheBackupOfAnotherCheckpoint) {
  make(folder / "dostyk.db", core::Site{"dostyk"});
  const auto done = from(folder / "dostyk.db");
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(done.says("is of dostyk, not of nur-zholy")) << done.text;
  EXPECT_EQ(events_in(database), 202);
}

TEST_F(Restore, RefusesADamagedBackupAndReportsToUseAnOlderOne) {
  fs::copy_file(backup, folder / "spoiled.db");
  spoil(folder / "spoiled.db");
  fs::copy_file(backup, folder / "forged.db");
  forge(folder / "forged.db");
  put(folder / "text.db",
      "this is no database, but it is long enough to be read as one" + std::string(4096, '.'));
  for (const char* name : {"spoiled.db", "forged.db", "text.db", "absent.db"}) {
    const auto done = from(folder / name);
    EXPECT_EQ(done.status, 1) << name;
    EXPECT_TRUE(done.says("backup_unusable") && done.says("take an older one")) << done.text;
  }
  EXPECT_EQ(events_in(database), 202);
  EXPECT_TRUE(kept().empty());
}

TEST_F(Restore, KeepsEverythingThatItReplacesAndNamesIt) {
  const auto before = content(database);
  put(database + "-wal", "a wal that nobody has looked at");
  put(database + "-shm", "its index");
  put(database + ".witness", "what was done\n");
  const auto done = from(backup);
  ASSERT_EQ(done.status, 0) << done.text;
  EXPECT_EQ(kept(), (std::map<std::string, std::string>{{"", before},
                                                        {"-wal", "a wal that nobody has looked at"},
                                                        {"-shm", "its index"},
                                                        {".witness", "what was done\n"}}));
  for (const auto& name : names_in(folder.path()))
    if (name.starts_with("edge.db.replaced-")) {
      EXPECT_TRUE(done.says("what was there is kept: " + folder / name + "\n")) << done.text;
    }
  EXPECT_FALSE(fs::exists(database + "-wal"));
  EXPECT_FALSE(fs::exists(database + "-shm"));
}

/// It knows of numbers that the backup lacks and that the centre may never have heard of.
TEST_F(Restore, LeavesTheWitnessFileInPlace) {
  put(database + ".witness", "what was done\n");
  ASSERT_EQ(from(backup).status, 0);
  EXPECT_EQ(content(database + ".witness"), "what was done\n");
}

TEST_F(Restore, IncludesTheWalOfAManualCopy) {
  {
    auto used = open(database);
    report(used);
    for (const char* suffix : {"", "-wal"})
      fs::copy_file(database + suffix, folder / "by-hand.db" + suffix);
  }
  ASSERT_EQ(from(folder / "by-hand.db").status, 0);
  EXPECT_EQ(events_in(database), 203);
}

TEST_F(Restore, GivesTheRestoredFilesToTheOwnerOfTheFolder) {
  const uid_t daemon = ::geteuid() == 0 ? 12345 : ::geteuid();
  const gid_t group = ::geteuid() == 0 ? 12345 : ::getegid();
  ASSERT_EQ(::chown(folder.path().c_str(), daemon, group), 0);
  fs::remove(database + ".lock");
  ASSERT_EQ(from(backup).status, 0);
  for (const char* suffix : {"", ".lock"})
    EXPECT_EQ(about(database + suffix).st_uid, daemon) << suffix;
  ASSERT_EQ(otkelctl({"backup", "--db", database, "--nightly", folder / "backup"}).status, 0);
  EXPECT_EQ(about(database + ".backup").st_uid, daemon);
}

}  // namespace
}  // namespace otkel::ctl::test
