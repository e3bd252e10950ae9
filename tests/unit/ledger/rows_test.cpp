// A record goes into columns and comes back as it was.
#include "ledger/rows.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

using Rows = HubLogs;

TEST_F(Rows, GiveARecordBackByteForByte) {
  PeerWriter writer;
  const auto written = writer.write(R"({"note":"Нұр Жолы 霍尔果斯"})");
  const LogName log(Site{"nur-zholy"}, core::LogSide::edge);
  EXPECT_TRUE(receive({written}));
  auto q = db.prepare("SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log");
  ASSERT_TRUE(q.step());
  const auto read = read_record(q, log);
  EXPECT_EQ(core::chain_input(read), core::chain_input(written));
  EXPECT_EQ(read.hash, written.hash);
}

TEST_F(Rows, ShowAHeadBeforeTheFirstEventWithoutAHash) {
  begin(epoch('1'));
  auto q = db.prepare("SELECT epoch, seq, hash FROM hub_epoch");
  ASSERT_TRUE(q.step());
  EXPECT_EQ(read_head(q), (sync::Position{epoch('1'), 0, std::string(core::kNoHash)}));
}

TEST(WireSize, GrowsWithTheBody) {
  core::EventRecord small, large;
  large.body = std::string(1000, 'x');
  EXPECT_EQ(wire_size(large), wire_size(small) + 1000);
}

}  // namespace
}  // namespace otkel::ledger::test
