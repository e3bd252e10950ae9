// A log that was changed anywhere breaks at that place.
#include "ledger/chain_walk.hpp"

#include "ledger/rows.hpp"
#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct ChainWalkTest : HubLogs {
  void SetUp() override {
    for (const char id : {'1', '2'}) {
      begin(epoch(id));
      append(3);
    }
  }
  Result<ChainWalk> walk() {
    auto rows = db.prepare("SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log ORDER BY epoch, seq");
    return walk_chain(rows, own.name());
  }
};

TEST_F(ChainWalkTest, CountsAndEndsAtTheHead) {
  const auto walked = walk();
  ASSERT_TRUE(walked) << walked.error().detail;
  EXPECT_EQ(walked->rows, 6);
  EXPECT_EQ(walked->epochs, 2);
  EXPECT_EQ(walked->hash, own.head().hash);
}

TEST_F(ChainWalkTest, StopsAtAChangedOrRemovedRow) {
  db.script("DROP TRIGGER hub_log_is_append_only; DROP TRIGGER hub_log_keeps_its_rows");
  for (const char* sql :
       {"UPDATE hub_log SET body = '{}' WHERE seq = 2", "DELETE FROM hub_log WHERE seq = 2"}) {
    db.script(std::string("BEGIN; ") + sql);
    const auto walked = walk();
    db.script("ROLLBACK");
    ASSERT_FALSE(walked) << sql;
    EXPECT_NE(walked.error().detail.find("epoch 1"), std::string::npos) << walked.error().detail;
  }
}

}  // namespace
}  // namespace otkel::ledger::test
