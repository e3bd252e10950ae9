// The own log: gapless, chained, written by whoever holds the pen.
#include "ledger/own_log.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

using OwnLogTest = HubLogs;

TEST_F(OwnLogTest, CountsWithoutAGapAndChainsEveryRowToTheOneBefore) {
  begin(epoch('1'));
  append(3);
  append(4);
  std::string before(core::kNoHash);
  std::int64_t seq = 0;
  for (const auto& row : own.read(epoch('1'), 1, INT64_MAX)) {
    const auto follows = codec::verify_follows(before, ++seq, row);
    ASSERT_TRUE(follows) << follows.error().detail;
    before = row.hash;
  }
  EXPECT_EQ(own.head(), (sync::Position{epoch('1'), 7, before}));
}

TEST_F(OwnLogTest, WritesWhoWhenAndUnderWhichRules) {  // I9
  begin(epoch('1'));
  append(1);
  const auto row = own.read(epoch('1'), 1, 1).front();
  EXPECT_EQ(row.at, kStamp.at);
  EXPECT_EQ(row.actor, kStamp.actor);
  EXPECT_EQ(row.rule_pack, kStamp.rule_pack);
  EXPECT_EQ(row.type, "clock_jumped");
  EXPECT_EQ(row.site, Site::nur_zholy);
  EXPECT_EQ(row.side, core::LogSide::hub);
}

TEST_F(OwnLogTest, LeavesNoGapWhereATransactionIsUndone) {
  begin(epoch('1'));
  EXPECT_TRUE(breaks([&] {
    auto pen = own.take_pen();
    own.append(pen, draft(kFact, kStamp));
    db.script("no such statement");
  }));
  append(1);
  EXPECT_EQ(own.head().seq, 1);
}

TEST_F(OwnLogTest, GivesNoPenBeforeAnEpochHasBegun) {
  EXPECT_EQ(breaks([&] { own.take_pen(); }), Code::internal);
  EXPECT_EQ(own.head().seq, 0);
  EXPECT_TRUE(own.heads().empty());
}

TEST_F(OwnLogTest, CountsFromOneAgainInANewEpochAndShowsTheEndOfEach) {
  begin(epoch('1'));
  append(2);
  const auto first = own.head();
  begin(epoch('2'));
  append(1);
  EXPECT_EQ(own.heads(), (sync::Positions{first, own.head()}));
  EXPECT_EQ(own.head().seq, 1);
  EXPECT_EQ(own.read(epoch('2'), 1, 1).front().prev_hash, core::kNoHash);
}

TEST_F(OwnLogTest, MovesThePenAndNoOtherLog) {
  auto other = hub::hub_log(db, Site::dostyk);
  begin(epoch('1'));
  EXPECT_FALSE(breaks([&] {
    other.begin_epoch(epoch('2'));
    auto pen = own.take_pen();
    own.append(pen, draft(kFact, kStamp));
    EXPECT_EQ(pen.head(), own.head());
  }));
  EXPECT_EQ(other.head().seq, 0);
}

TEST_F(OwnLogTest, ReadsInPiecesOfTheWantedSizeAndAlwaysAtLeastOneRow) {
  begin(epoch('1'));
  append(9);
  EXPECT_EQ(own.read(epoch('1'), 3, 1).size(), 1U);
  EXPECT_EQ(own.read(epoch('1'), 3, 1).front().seq, 3);
  EXPECT_EQ(own.read(epoch('1'), 1, 1500).size(), 4U);
  EXPECT_TRUE(own.read(epoch('1'), 10, 1500).empty());
  EXPECT_TRUE(own.read(epoch('9'), 1, 1500).empty());
}

/// PostgreSQL keeps no such text, and the other end would never take it in.
TEST_F(OwnLogTest, DraftsNoTextWithTheZeroCharacter) {
  const std::string zero("a\0b", 3);
  Stamp by_zero = kStamp;
  by_zero.actor = zero;
  EXPECT_EQ(breaks([&] { draft(core::FeePaid{zero, {1}, at(1), "R"}, kStamp); }),
            Code::event_malformed);
  EXPECT_EQ(breaks([&] { draft(kFact, by_zero); }), Code::event_malformed);
  // The letters of the escape are a text like any other.
  EXPECT_FALSE(breaks([&] { draft(core::FeePaid{R"(\u0000)", {1}, at(1), "R"}, kStamp); }));
}

}  // namespace
}  // namespace otkel::ledger::test
