// The rows of a log's history.
#include "ledger/history_rows.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct HistoryRowsTest : HubLogs {
  HistoryRows rows{db, {Site{"nur-zholy"}, core::LogSide::hub}};
  HistoryRows others{db, {Site{"dostyk"}, core::LogSide::hub}};
};

TEST_F(HistoryRowsTest, TreatALogWithoutRowsAsKnown) {
  EXPECT_EQ(rows.load().doubt, Doubt::none);
  EXPECT_TRUE(rows.load().accepted);
}

TEST_F(HistoryRowsTest, KeepWhatWasSavedForThatLogAlone) {
  const History doubt{
      .doubt = Doubt::restored, .by_persons = true, .accepted = false, .since = at(5)};
  EXPECT_FALSE(breaks([&] { rows.save(doubt); }));
  EXPECT_EQ(rows.load(), doubt);
  EXPECT_EQ(others.load().doubt, Doubt::none);
}

TEST_F(HistoryRowsTest, KeepReturnedEventsInOrderUntilApplied) {
  PeerWriter writer;
  const std::vector events{writer.write(), writer.write(), writer.write()};
  EXPECT_FALSE(rows.waiting());
  EXPECT_FALSE(breaks([&] { rows.adopt({events[1], events[2]}); }));
  EXPECT_FALSE(breaks([&] { rows.adopt({events[0]}); }));
  EXPECT_TRUE(rows.waiting());
  EXPECT_FALSE(others.waiting());
  const auto adopted = rows.adopted();
  ASSERT_EQ(adopted.size(), 3U);
  EXPECT_EQ(adopted[0].second, 2);
  EXPECT_EQ(adopted[2].second, 1);
  EXPECT_FALSE(breaks([&] { rows.done(); }));
  EXPECT_FALSE(rows.waiting());
}

TEST_F(HistoryRowsTest, SetAnEventAsideOnce) {
  PeerWriter writer;
  const auto event = writer.write();
  EXPECT_FALSE(breaks([&] {
    rows.keep_aside(event, at(1));
    rows.keep_aside(event, at(2));
  }));
  auto count = db.prepare("SELECT count(*) FROM log_aside");
  ASSERT_TRUE(count.step());
  EXPECT_EQ(count.integer(0), 1);
}

}  // namespace
}  // namespace otkel::ledger::test
