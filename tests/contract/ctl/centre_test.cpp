// What a person at the centre types after a restore: `otkelctl site accept-epoch`, `hub restored`,
// `hub begin-numbers`; and `hub backup`.
#include <algorithm>

#include "sync/hub/migrations.hpp"
#include "sync/hub/store/stores.hpp"
#include "tests/contract/ctl/commands.hpp"

namespace otkel::ctl::test {
namespace {

using core::Site;

/// The hub's database with Nur Zholy, whose log counts, and a second log of it that waits.
struct Centre : testing::Test {
  const support::TemporaryFolder folder;
  const std::string database = folder / "hub.db", config = folder / "hub.toml";
  const std::string first = std::string(32, 'a'), second = "b1" + std::string(30, '2');

  Centre() {
    put(config, "profile = \"demonstration\"\nsites = [\"nur-zholy\"]\n[rules]\npack_file = \"" +
                    std::string(OTKEL_TREE) +
                    "/config/rule_pack/kz-cn-c-2023.toml\"\n[storage]\ndatabase = \"" + database +
                    "\"\nbackup_dir = \"" + folder.path().string() +
                    "\"\n[link]\nauthorised_dir = \"" + folder.path().string() + "\"\n");
    const auto enrolled = otkelctl({"hub", "enrol", "--config", config});
    EXPECT_EQ(enrolled.text, "nur-zholy\n");
    auto db = open();
    for (const auto& [epoch, standing] : {std::pair{first, "accepted"}, std::pair{second, "waits"}})
      db.run(
          "INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, received_utc_ms, standing) "
          "SELECT 'nur-zholy', count(*) + 1, ?, 0, '', 0, ? FROM edge_cursor",
          epoch, std::string_view(standing));
  }

  sqlite::Database open() const {
    return sqlite::Database::open(database, hub::migrations()).value();
  }
  CommandResult accept(const std::string& epoch, const std::string& site = "nur-zholy",
                       const std::string& reason = "the disk died",
                       const std::string& person = "marat") {
    return otkelctl({"site", "accept-epoch", site, "--epoch", epoch, "--person", person, "--reason",
                     reason, "--config", config});
  }
  CommandResult restored(const std::string& reason = "the disk died") {
    return otkelctl(
        {"hub", "restored", "--person", "marat", "--reason", reason, "--config", config});
  }
  CommandResult begin_numbers(const std::string& site = "nur-zholy") {
    return otkelctl({"hub", "begin-numbers", site, "--person", "marat", "--reason",
                     "the line is down for a week", "--config", config});
  }
  /// The standing of each epoch, in their order.
  std::vector<sync::Standing> standings() {
    auto db = sqlite::Database::open_reading(database).value();
    std::vector<sync::Standing> all;
    for (const auto& one : hub::Stores(db).reading.standings(Site{"nur-zholy"}))
      all.push_back(one.standing);
    return all;
  }
  bool is_doubted() {
    auto db = sqlite::Database::open_reading(database).value();
    return hub::Stores(db).history(Site{"nur-zholy"}).load().doubt != ledger::Doubt::none;
  }
};

using enum sync::Standing;
const std::vector kUntouched{accepted, waits}, kTaken{superseded, accepted};

TEST_F(Centre, IsBackedUpIntoTheFolderOfItsSettingsAndReportedToTheHub) {
  const auto made = otkelctl({"hub", "backup", "--config", config});
  ASSERT_EQ(made.status, 0) << made.text;
  const auto copy = made.text.substr(0, made.text.size() - 1);
  EXPECT_EQ(fs::path(copy).parent_path(), folder.path());
  EXPECT_TRUE(fs::path(copy).filename().string().starts_with("hub-20")) << copy;
  EXPECT_EQ(about(copy).st_mode & 0777, 0600U);
  auto db = sqlite::Database::open_reading(copy).value();
  EXPECT_EQ(hub::Stores(db).reading.standings(Site{"nur-zholy"}).size(), 2U);
  EXPECT_NE(content(database + ".backup").find(copy), std::string::npos);
}

TEST_F(Centre, IsNotBackedUpWithABrokenChain) {
  open().script(
      "DROP TRIGGER hub_log_is_append_only; UPDATE hub_log SET actor = 'nobody' WHERE seq = 1");
  const auto made = otkelctl({"hub", "backup", "--config", config});
  EXPECT_EQ(made.status, 1);
  EXPECT_TRUE(made.says("event 1")) << made.text;
  EXPECT_FALSE(fs::exists(database + ".backup"));
}

TEST_F(Centre, AcceptsAnEpochByItsFirstEightDigitsAndRecordsWhoAndWhy) {
  const auto done = accept(second.substr(0, 8));
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.text, second + "\n");
  EXPECT_EQ(standings(), kTaken);
  auto db = open();
  hub::Stores stores(db);
  EXPECT_TRUE(stores.incidents.is_open(Site{"nur-zholy"}, "epoch_accepted", second));
  EXPECT_EQ(stores.incidents.list(Site{"nur-zholy"}).front().detail, "marat: the disk died");
}

TEST_F(Centre, AcceptsAnEpochWhileTheHubRuns) {
  auto running = open();
  hub::Stores stores(running);
  EXPECT_EQ(stores.reading.standing(Site{"nur-zholy"}, second), waits);
  const auto done = accept(second);
  EXPECT_EQ(done.status, 0) << done.text;
  EXPECT_EQ(stores.reading.standing(Site{"nur-zholy"}, second), accepted)
      << "it reads the row anew";
  EXPECT_TRUE(running.transact([&]() -> core::Result<void> {
    stores.sequences.next("incident", Site{"nur-zholy"}, 0);
    return {};
  })) << "and goes on writing";
}

TEST_F(Centre, AcceptsAllDigitsOfASpareMachineThatNeverConnected) {
  EXPECT_EQ(accept(std::string(32, 'c')).status, 0);
  EXPECT_EQ(standings(), (std::vector{superseded, waits, accepted}));
}

TEST_F(Centre, ReportsTheWaitingEpochIfADigitsPrefixMatchesNone) {
  for (const auto& wrong : {std::string("c0000000"), second.substr(0, 7), std::string(32, 'x')}) {
    const auto done = accept(wrong);
    EXPECT_EQ(done.status, 1);
    EXPECT_TRUE(done.says("value_malformed") && done.says("waiting: " + second)) << done.text;
  }
  EXPECT_EQ(standings(), kUntouched);
}

TEST_F(Centre, AcceptsNoEpochTwice) {
  const auto done = accept(first);
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(done.says("counts already")) << done.text;
  EXPECT_EQ(standings(), kUntouched);
}

TEST_F(Centre, RefusesAnUnknownOrForeignCheckpoint) {
  for (const auto& [site, words] :
       {std::pair{"Atlantis", "\"Atlantis\" is no code of a site"},
        std::pair{"atlantis", "this hub does not serve the site atlantis"},
        std::pair{"dostyk", "this hub does not serve the site dostyk"}}) {
    for (const auto& done : {accept(std::string(32, 'c'), site), begin_numbers(site)}) {
      EXPECT_EQ(done.status, 1);
      EXPECT_TRUE(done.says(words)) << done.text;
    }
  }
  EXPECT_EQ(standings(), kUntouched);
}

TEST_F(Centre, RequiresAPersonAndAReason) {
  EXPECT_TRUE(accept(second, "nur-zholy", " ").says("reason_missing"));
  EXPECT_TRUE(accept(second, "nur-zholy", "the disk died", "").says("person"));
  EXPECT_TRUE(restored(" ").says("reason_missing"));
  const auto bare = otkelctl({"site", "accept-epoch", "nur-zholy", "--epoch", second, "--person",
                              "marat", "--config", config});
  EXPECT_NE(bare.status, 0);
  EXPECT_TRUE(bare.says("--reason is required")) << bare.text;
  EXPECT_EQ(standings(), kUntouched);
  EXPECT_FALSE(is_doubted());
}

TEST_F(Centre, CreatesAndMigratesNothingWhileAHubRuns) {
  open().script("PRAGMA user_version=1");
  const auto older = accept(second);
  EXPECT_EQ(older.status, 1);
  EXPECT_TRUE(older.says("version_conflict") && older.says("has schema 1")) << older.text;
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(database + suffix);
  EXPECT_EQ(accept(second).status, 1);
  EXPECT_FALSE(fs::exists(database));
}

TEST_F(Centre, DeclaresARestoreOnlyWhileNoHubRunsAndThenSkipsNumbers) {
  {
    const auto running = open();
    for (const auto& done : {restored(), begin_numbers()}) {
      EXPECT_EQ(done.status, 1);
      EXPECT_TRUE(done.says("already_running")) << done.text;
    }
  }
  const auto nothing = begin_numbers();
  EXPECT_EQ(nothing.status, 1);
  EXPECT_TRUE(nothing.says("nothing is in doubt")) << nothing.text;
  const auto done = restored();
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.text, "nur-zholy\n");
  EXPECT_TRUE(is_doubted());
  open().run(
      "INSERT INTO counter (name, site, year, last) VALUES ('booking', 'nur-zholy', 2025, 7)");
  EXPECT_EQ(begin_numbers().text, "nur-zholy\n");
  EXPECT_FALSE(is_doubted());
  auto db = open();
  EXPECT_EQ(hub::Stores(db).sequences.next("booking", Site{"nur-zholy"}, 2025), 1008);
}

}  // namespace
}  // namespace otkel::ctl::test
