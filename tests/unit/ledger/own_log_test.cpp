// The own log: gapless, chained, written only under its lock.
#include "ledger/own_log.hpp"

#include "ledger/rows.hpp"
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
  EXPECT_EQ(row.site, Site{"nur-zholy"});
  EXPECT_EQ(row.side, core::LogSide::hub);
}

TEST_F(OwnLogTest, LeavesNoGapIfATransactionIsUndone) {
  begin(epoch('1'));
  EXPECT_TRUE(breaks([&] {
    auto lock = own.lock_for_append();
    own.append(lock, draft(kFact, kStamp));
    db.script("no such statement");
  }));
  append(1);
  EXPECT_EQ(own.head().seq, 1);
}

TEST_F(OwnLogTest, RefusesALockBeforeAnEpochHasBegun) {
  EXPECT_EQ(breaks([&] { own.lock_for_append(); }), Code::internal);
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

TEST_F(OwnLogTest, AdvancesItsHeadAndNoOtherLog) {
  auto other = hub::hub_log(db, Site{"dostyk"});
  begin(epoch('1'));
  EXPECT_FALSE(breaks([&] {
    other.begin_epoch(epoch('2'));
    auto lock = own.lock_for_append();
    own.append(lock, draft(kFact, kStamp));
    EXPECT_EQ(lock.head(), own.head());
  }));
  EXPECT_EQ(other.head().seq, 0);
}

TEST_F(OwnLogTest, HoldsAnEventOnlyIfItIsIdentical) {
  begin(epoch('1'));
  append(2);
  const auto last = own.head();
  EXPECT_TRUE(own.holds(last));
  EXPECT_TRUE(own.holds({}));
  EXPECT_FALSE(own.holds({last.epoch, 3, last.hash})) << "the log ends before it";
  EXPECT_FALSE(own.holds({last.epoch, 2, std::string(64, '0')})) << "another event stands there";
  EXPECT_FALSE(own.holds({epoch('2'), 2, last.hash}));
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
TEST_F(OwnLogTest, RefusesTextWithTheZeroCharacter) {
  const std::string zero("a\0b", 3);
  Stamp by_zero = kStamp;
  by_zero.actor = core::Actor::officer(zero);
  EXPECT_EQ(breaks([&] { draft(core::FeePaid{zero, {1}, at(1), "R"}, kStamp); }),
            Code::event_malformed);
  EXPECT_EQ(breaks([&] { draft(kFact, by_zero); }), Code::event_malformed);
  // The letters of the escape are a text like any other.
  EXPECT_FALSE(breaks([&] { draft(core::FeePaid{R"(\u0000)", {1}, at(1), "R"}, kStamp); }));
}

/// What the peer holds of an epoch, beginning with an own event.
struct AdoptTest : HubLogs {
  std::vector<core::EventRecord> held;
  std::vector<core::EventRecord> kept;

  /// The own log is put back to its first `count` events; the peer holds `more` of them.
  void put_back(int count, int more) {
    begin(epoch('1'));
    append(count + more);
    held = own.read(epoch('1'), 1, INT64_MAX);
    db = sqlite::Database::open(":memory:", hub::migrations()).value();
    begin(epoch('1'));
    append(count);
    begin(epoch('2'));
    append(1);
  }
  Result<Adopted> adopt(std::int64_t from) {
    std::vector<core::EventRecord> events(held.begin() + (from - 1), held.end());
    return db.transact([&] {
      return own.adopt(events, [&](const core::EventRecord& event) {
        db.run("INSERT INTO log_aside (log, " OTKEL_RECORD_COLUMNS
               ", aside_utc_ms) VALUES ('x','',0,'',0,'','','','','',?,0)",
               event.hash);
        kept.push_back(event);
      });
    });
  }
};

TEST_F(AdoptTest, RestoresWhatThePeerHoldsAndKeepsTheCurrentEpochLast) {
  put_back(3, 4);
  const auto adopted = adopt(4);
  ASSERT_TRUE(adopted) << adopted.error().detail;
  EXPECT_EQ(adopted->taken.size(), 4U);
  EXPECT_TRUE(adopted->aside.empty());
  const auto heads = own.heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0], (sync::Position{epoch('1'), 7, held.back().hash}));
  EXPECT_EQ(heads[1].epoch, epoch('2'));
  EXPECT_EQ(own.head().epoch, epoch('2'));
}

TEST_F(AdoptTest, PlacesAnUnknownEpochBeforeTheCurrentOne) {
  put_back(0, 5);
  db = sqlite::Database::open(":memory:", hub::migrations()).value();
  begin(epoch('2'));
  append(2);
  ASSERT_TRUE(adopt(1));
  ASSERT_EQ(own.heads().size(), 2U);
  EXPECT_EQ(own.heads()[0].seq, 5);
  EXPECT_EQ(own.head(), own.heads()[1]);
  append(1);
  EXPECT_EQ(own.head().seq, 3);
}

TEST_F(AdoptTest, PutsBackByteForByteWhatANewerVersionWrote) {
  const Draft newer{"from_the_future", R"({ "fee":1.50, "new":"field" })", kStamp};
  begin(epoch('1'));
  EXPECT_FALSE(breaks([&] {
    auto lock = own.lock_for_append();
    own.append(lock, newer);
  }));
  held = own.read(epoch('1'), 1, INT64_MAX);
  db = sqlite::Database::open(":memory:", hub::migrations()).value();
  begin(epoch('2'));
  ASSERT_TRUE(adopt(1));
  const auto back = own.read(epoch('1'), 1, INT64_MAX);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].body, newer.body);
  EXPECT_EQ(back[0].type, newer.type);
  EXPECT_EQ(back[0].hash, held[0].hash);
}

TEST_F(AdoptTest, ChangesNothingIfEverythingIsPresent) {
  put_back(3, 0);
  const auto before = own.heads();
  const auto adopted = adopt(1);
  ASSERT_TRUE(adopted);
  EXPECT_TRUE(adopted->taken.empty());
  EXPECT_EQ(own.heads(), before);
}

TEST_F(AdoptTest, SetsOwnEventsAsideIfThePeerHoldsOthers) {
  put_back(3, 4);
  EXPECT_FALSE(breaks([&] {
    // Written by a copy that did not know that its epoch went on elsewhere.
    Stamp other = kStamp;
    other.actor = core::Actor::officer("serik");
    db.run("UPDATE hub_epoch SET ordinal = ordinal + 5 WHERE epoch = ?", epoch('1'));
    auto lock = own.lock_for_append();
    own.append(lock, draft(kFact, other));
    own.append(lock, draft(kFact, other));
    db.run("UPDATE hub_epoch SET ordinal = ordinal - 5 WHERE epoch = ?", epoch('1'));
  }));
  const auto adopted = adopt(4);
  ASSERT_TRUE(adopted) << adopted.error().detail;
  EXPECT_EQ(adopted->aside.size(), 2U);
  EXPECT_EQ(kept.size(), 2U);
  EXPECT_EQ(own.read(epoch('1'), 1, INT64_MAX).back().hash, held.back().hash);
}

TEST_F(AdoptTest, RequestsMoreIfTheLogsDivergeFurtherBack) {
  put_back(3, 4);
  held[3].prev_hash = std::string(64, 'e');
  const auto adopted = adopt(4);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().code, Code::log_fork);
}

TEST_F(AdoptTest, RefusesWhatWasChangedOnTheWay) {
  put_back(3, 4);
  held[5].body = "{}";
  const auto adopted = adopt(4);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().code, Code::event_malformed);
  EXPECT_EQ(own.heads()[0].seq, 3);
}

}  // namespace
}  // namespace otkel::ledger::test
