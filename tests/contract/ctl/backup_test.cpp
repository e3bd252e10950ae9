// `otkelctl backup`: what lies in the folder afterwards, and what lay there in between.
#include <sys/inotify.h>

#include <algorithm>

#include "tests/contract/ctl/commands.hpp"

namespace otkel::ctl::test {
namespace {

/// What happened to the names of a folder, in order: "+name" made, ">name" renamed to, "m name" its
/// mode changed.
class Watch {
 public:
  explicit Watch(const std::string& folder) : events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    EXPECT_GE(::inotify_add_watch(events_, folder.c_str(), IN_CREATE | IN_MOVED_TO | IN_ATTRIB), 0);
  }
  ~Watch() { ::close(events_); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  std::vector<std::string> seen() const {
    std::vector<std::string> all;
    alignas(inotify_event) std::array<char, 65536> block{};
    for (ssize_t n = 0; (n = ::read(events_, block.data(), block.size())) > 0;)
      for (std::size_t i = 0; i < static_cast<std::size_t>(n);) {
        const auto* event = reinterpret_cast<const inotify_event*>(block.data() + i);
        const char* what = (event->mask & IN_CREATE) != 0     ? "+"
                           : (event->mask & IN_MOVED_TO) != 0 ? ">"
                                                              : "m ";
        if (event->len > 0) all.push_back(what + std::string(event->name));
        i += sizeof(inotify_event) + event->len;
      }
    return all;
  }

 private:
  int events_;
};

struct Backup : Commands {
  CommandResult to(const std::string& out) {
    return otkelctl({"backup", "--db", database, "--out", out});
  }
  CommandResult nightly(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"backup", "--db", database, "--nightly", folder / "backup"};
    words.insert(words.end(), more.begin(), more.end());
    return otkelctl(words);
  }
};

TEST_F(Backup, IsReadableByTheOwnerOnlyAndGetsItsNameAfterTheCheck) {
  const Watch watch(folder / "backup");
  const auto made = to(folder / "backup/copy.db");
  ASSERT_EQ(made.status, 0) << made.text;
  EXPECT_EQ(about(folder / "backup/copy.db").st_mode & 0777, 0600U);
  const auto seen = watch.seen();
  const auto count = [&](const char* what) { return std::ranges::count(seen, what); };
  EXPECT_EQ(count("+copy.db.part"), 1);
  EXPECT_EQ(count("m copy.db.part"), 0) << "its mode was another one before";
  EXPECT_EQ(count("+copy.db"), 0) << "it had its name before it was checked";
  EXPECT_EQ(count(">copy.db"), 1);
  EXPECT_EQ(names_in(folder / "backup"), std::set<std::string>{"copy.db"});
  EXPECT_EQ(events_in(folder / "backup/copy.db"), 201);
}

TEST_F(Backup, ContainsTheWalOfADatabaseInUse) {
  auto used = open(database);
  report(used);
  ASSERT_GT(fs::file_size(database + "-wal"), 0U);
  ASSERT_EQ(to(folder / "copy.db").status, 0);
  EXPECT_EQ(events_in(folder / "copy.db"), 202);
  report(used);
}

TEST_F(Backup, RefusesADamagedDatabaseWithAMessageAndLeavesNoFile) {
  forge(database);
  const auto forged = to(folder / "backup/copy.db");
  EXPECT_EQ(forged.status, 1);
  EXPECT_TRUE(forged.says("event 7")) << forged.text;
  fs::remove(database);
  make(database);
  spoil(database);
  const auto spoiled = to(folder / "backup/copy.db");
  EXPECT_EQ(spoiled.status, 1);
  EXPECT_TRUE(spoiled.says("database_corrupt")) << spoiled.text;
  EXPECT_TRUE(fs::is_empty(folder / "backup"));
}

TEST_F(Backup, NeverReplacesAFile) {
  put(folder / "copy.db", "of yesterday");
  const auto made = to(folder / "copy.db");
  EXPECT_EQ(made.status, 1);
  EXPECT_TRUE(made.says("name another file")) << made.text;
  EXPECT_EQ(content(folder / "copy.db"), "of yesterday");
}

TEST_F(Backup, KeepsFourteenNightsAndReportsTheLastToTheDaemon) {
  for (int day = 10; day < 30; ++day)
    put(folder / "backup/edge-202505" + std::to_string(day) + "T032000Z.db", "old");
  put(folder / "backup/edge-20250530T032000Z.db.part", "a power cut");
  put(folder / "backup/edge.toml", "not ours to delete");
  const auto made = nightly();
  ASSERT_EQ(made.status, 0) << made.text;
  const auto newest = made.text.substr(0, made.text.size() - 1);
  EXPECT_EQ(events_in(newest), 201);
  auto names = names_in(folder / "backup");
  EXPECT_TRUE(names.contains("edge.toml"));
  names.erase("edge.toml");
  EXPECT_EQ(names.size(), 14U);
  EXPECT_TRUE(names.contains(fs::path(newest).filename()));
  EXPECT_FALSE(names.contains("edge-20250516T032000Z.db"));
  EXPECT_TRUE(names.contains("edge-20250517T032000Z.db"));
  EXPECT_FALSE(names.contains("edge-20250530T032000Z.db.part"));
  const auto reported = content(database + ".backup");
  EXPECT_TRUE(core::parse_iso(reported.substr(0, reported.find(' ')))) << reported;
  EXPECT_NE(reported.find(newest), std::string::npos) << reported;
}

TEST_F(Backup, DeletesNoOlderOneForADamagedDatabaseAndReportsNothingToTheDaemon) {
  for (int day = 10; day < 30; ++day)
    put(folder / "backup/edge-202505" + std::to_string(day) + "T032000Z.db", "old");
  forge(database);
  EXPECT_EQ(nightly().status, 1);
  EXPECT_EQ(names_in(folder / "backup").size(), 20U);
  EXPECT_FALSE(fs::exists(database + ".backup"));
}

TEST_F(Backup, RefusesToKeepNone) {
  const auto made = nightly({"--keep", "0"});
  EXPECT_NE(made.status, 0);
  EXPECT_TRUE(made.says("--keep")) << made.text;
}

TEST_F(Backup, WritesToTheFolderOfTheSettingsByDefault) {
  const std::string config = folder / "edge.toml", tree = std::string(OTKEL_TREE) + "/config";
  put(config, "profile = \"demonstration\"\nsite = \"nur-zholy\"\n[rules]\npack_file = \"" + tree +
                  "/rule_pack/kz-cn-c-2023.toml\"\n[storage]\ndatabase = \"" + database +
                  "\"\nbackup_dir = \"" + (folder / "backup") + "\"\n");
  const auto made = otkelctl({"backup", "--config-root", tree, "--config", config});
  ASSERT_EQ(made.status, 0) << made.text;
  const auto names = names_in(folder / "backup");
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(events_in(folder / ("backup/" + *names.begin())), 201);
  EXPECT_TRUE(fs::exists(database + ".backup"));
}

TEST_F(Backup, RequiresExactlyOneTargetAndASource) {
  EXPECT_NE(otkelctl({"backup", "--db", database, "--config", folder / "none.toml"}).status, 0);
  EXPECT_NE(otkelctl({"backup", "--db", database, "--out", folder / "a.db", "--nightly",
                      folder / "backup"})
                .status,
            0);
  EXPECT_TRUE(fs::is_empty(folder / "backup"));
}

}  // namespace
}  // namespace otkel::ctl::test
