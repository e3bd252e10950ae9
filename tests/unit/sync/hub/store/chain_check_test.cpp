// All logs of all checkpoints, up to the heads that the hub answers for.
#include "sync/hub/store/chain_check.hpp"

#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

struct HubChains : testing::Test {
  Permit p;

  core::Result<std::vector<WalkedLog>> after(const std::string& sql) {
    p.hub.db.script(
        "BEGIN; DROP TRIGGER hub_log_is_append_only; DROP TRIGGER hub_log_keeps_its_rows; "
        "DROP TRIGGER edge_log_is_append_only; DROP TRIGGER edge_log_keeps_its_rows; " +
        sql);
    auto walked = check_chains(p.hub.db);
    p.hub.db.script("ROLLBACK");
    return walked;
  }
};

TEST_F(HubChains, AreWalkedForEveryCheckpointAndBothWriters) {
  const auto walked = check_chains(p.hub.db);
  ASSERT_TRUE(walked) << walked.error().detail;
  ASSERT_EQ(walked->size(), 4U);
  EXPECT_EQ(walked->at(2).log.text(), "nur-zholy/hub");
  EXPECT_EQ(walked->at(2).walk.hash, p.hub.stores.hub_log(p.edge.site).head().hash);
  EXPECT_EQ(walked->at(3).log.text(), "nur-zholy/edge");
  EXPECT_EQ(walked->at(3).walk.rows, 1);
}

TEST_F(HubChains, BreakAtAChangedRowOrAMissingEnd) {
  for (const char* sql : {
           "UPDATE hub_log SET actor = 'nobody' WHERE site = 'nur-zholy' AND seq = 3",
           ("DELETE FROM hub_log WHERE site = 'nur-zholy' AND seq = "
            "(SELECT max(seq) FROM hub_log WHERE site = 'nur-zholy')"),
           "UPDATE edge_log SET body = '{}'",
           "DELETE FROM edge_log",
           "UPDATE edge_cursor SET hash = prev.hash FROM hub_epoch prev",
       }) {
    const auto walked = after(sql);
    ASSERT_FALSE(walked) << sql;
    EXPECT_TRUE(walked.error().detail.starts_with("nur-zholy/")) << walked.error().detail;
  }
}

}  // namespace
}  // namespace otkel::hub::test
