// The books of a database that no daemon runs on: they add up, or name what does not.
#include "tests/contract/ctl/commands.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::ctl::test {
namespace {

struct Reconcile : testing::Test {
  const support::TemporaryFolder folder;
  const std::string database = folder / "edge.db";

  void SetUp() override {
    app::test::CheckpointInMemory w(database);
    ASSERT_TRUE(w.as("system", [&](app::Context&) -> core::Result<void> {
      w.db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('site', 'nur-zholy')");
      return {};
    }));
    w.blanks(5);
    w.issued(1);
  }
  CommandResult books() const { return otkelctl({"reconcile", "--db", database}); }
};

TEST_F(Reconcile, ShowsEveryNumberInOnePlace) {  // I7, I8
  const auto said = books();
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_TRUE(said.says("received           5\n")) << said.text;
  EXPECT_TRUE(said.says("in_hands           1\n")) << said.text;
  EXPECT_TRUE(said.says("zone_with_number   1\n")) << said.text;
  EXPECT_TRUE(said.says("stock_adds_up      yes\n")) << said.text;
  EXPECT_TRUE(said.says("0 differences\n")) << said.text;
}

TEST_F(Reconcile, NamesTheNumberThatDiffersWithItsEvidence) {
  {
    auto db = sqlite::Database::open(database, store::migrations()).value();
    db.script("UPDATE stays SET ended_utc_ms = 1, end_kind = 'left'");
  }
  const auto said = books();
  EXPECT_EQ(said.status, 1) << said.text;
  EXPECT_TRUE(said.says("zone_adds_up       no\n")) << said.text;
  EXPECT_TRUE(said.says("in_hands_outside_zone C00000001\n")) << said.text;
  EXPECT_TRUE(said.says("permit_issued")) << said.text;
  EXPECT_TRUE(said.says("1 differences\n")) << said.text;
}

TEST_F(Reconcile, RefusesAFileThatIsNoDatabaseOfACheckpoint) {
  const auto said = otkelctl({"reconcile", "--db", folder / "none.db"});
  EXPECT_EQ(said.status, 1) << said.text;
  EXPECT_TRUE(said.says("otkelctl: ")) << said.text;
}

}  // namespace
}  // namespace otkel::ctl::test
