// Both logs: gapless, chained, one epoch after the other.
#include "base/codec/chain.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

using EventLogTest = StoreTest;
using HubInboxTest = StoreTest;

const core::Event kFact = core::ClockJumped{at(1), at(2)};

TEST_F(EventLogTest, CountsWithoutAGapAndChainsEveryRowToTheOneBefore) {
  begin();
  EXPECT_FALSE(breaks([&] {
    for (int i = 0; i < 50; ++i) stores.log.append(kFact, stamp);
  }));
  std::string before(core::kHashHexDigits, '0');
  std::int64_t seq = 0;
  for (const auto& row : stores.log.read(std::string(32, '1'), 1, INT64_MAX)) {
    const auto follows = codec::verify_follows(before, ++seq, row);
    ASSERT_TRUE(follows) << follows.error().detail;
    before = row.hash;
  }
  EXPECT_EQ(seq, 51);
  EXPECT_EQ(stores.log.head().hash, before);
}

TEST_F(EventLogTest, LeavesNoGapIfATransactionIsUndone) {
  begin();
  EXPECT_TRUE(breaks([&] {
    stores.log.append(kFact, stamp);
    db.script("no such statement");
  }));
  EXPECT_FALSE(breaks([&] { EXPECT_EQ(stores.log.append(kFact, stamp).seq, 2); }));
}

TEST_F(EventLogTest, WritesWhoWhenAndUnderWhichRules) {  // I9
  begin();
  core::EventRecord row;
  EXPECT_FALSE(breaks([&] { row = stores.log.append(kFact, stamp); }));
  EXPECT_EQ(row.actor, "officer:aliya");
  EXPECT_EQ(row.rule_pack, "kz-cn-c-2023");
  EXPECT_EQ(row.at, stamp.at);
  EXPECT_EQ(row.site, core::Site{"nur-zholy"});
  EXPECT_EQ(stores.log.last_at(), stamp.at);
}

TEST_F(EventLogTest, RefusesToWriteBeforeAnEpochHasBegun) {
  EXPECT_EQ(breaks([&] { stores.log.append(kFact, stamp); }), Code::internal);
  EXPECT_EQ(stores.log.head().seq, 0);
}

TEST_F(EventLogTest, CountsFromOneAgainInANewEpochAndShowsTheEndOfEach) {
  const std::string first(32, '1'), second(32, '2');
  begin(first);
  core::EventRecord last;
  EXPECT_FALSE(breaks([&] {
    stores.log.append(kFact, stamp);
    last = stores.log.append(kFact, stamp);
  }));
  begin(second, "restored");
  EXPECT_EQ(stores.log.head().seq, 1);
  EXPECT_EQ(stores.log.head().epoch, second);
  const auto rows = stores.log.read(second, 1, INT64_MAX);
  EXPECT_EQ(rows.front().prev_hash, std::string(core::kHashHexDigits, '0'));
  const auto heads = stores.log.heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0].epoch, first);
  EXPECT_EQ(heads[0].seq, 3);
  EXPECT_EQ(heads[0].hash, last.hash);
  EXPECT_EQ(heads[1].epoch, second);
  EXPECT_EQ(heads[1].hash, rows.front().hash);
}

TEST_F(EventLogTest, FindsEverythingAboutAnApplicationABlankAPlateAndABooking) {  // R-45
  begin();
  EXPECT_FALSE(breaks([&] {
    stores.log.append(
        core::NumberAllocated{"NZ25-000002",
                              {"NZ25-000001", "NZ25-000002"},
                              {"C1", "C2"},
                              {{"NZ25-000001", "C0000001"}, {"NZ25-000002", "C0000002"}},
                              {}},
        stamp);
    stores.log.append(core::PermitIssued{"NZ25-000002", "C0000002", "002KAZ05", "b", "MAN"}, stamp);
    stores.log.append(core::BookingMoved{"NZ25-H000002", "cross", "crossed", ""}, stamp);
  }));
  const auto types = [&](const std::string& subject) {
    std::string text;
    for (const auto& row : stores.log.about(subject)) text += row.type + " ";
    return text;
  };
  EXPECT_EQ(types("NZ25-000002"), "number_allocated permit_issued ");
  EXPECT_EQ(types("NZ25-000001"), "number_allocated ") << "its number was set aside there";
  EXPECT_EQ(types("C0000001"), "number_allocated ");
  EXPECT_EQ(types("002KAZ05"), "permit_issued ");
  EXPECT_EQ(types("NZ25-H000002"), "booking_moved ");
  EXPECT_EQ(types("NZ25-000003"), "");
}

TEST_F(EventLogTest, RepeatsWhatANewerVersionWroteByteForByteAndFindsItByItsSubjects) {
  begin();
  core::EventRecord aside;
  aside.at = at(7);
  aside.actor = core::Actor::read("robot:7");
  aside.rule_pack = "kz-cn-d-2030";
  aside.type = "from_the_future";
  aside.body = R"({ "blank":"C0000001", "plate":7, "new":[1.50, "x"] })";
  core::EventRecord row;
  EXPECT_FALSE(breaks([&] { row = stores.log.append_again(aside); }));
  const auto kept = stores.log.about("C0000001");
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].seq, 2);
  EXPECT_EQ(kept[0].body, aside.body);
  EXPECT_EQ(kept[0].type, aside.type);
  EXPECT_EQ(kept[0].actor, aside.actor);
  EXPECT_EQ(kept[0].at, aside.at);
  EXPECT_EQ(kept[0].rule_pack, aside.rule_pack);
  const auto begun = stores.log.read(std::string(32, '1'), 1, 1).at(0);
  EXPECT_TRUE(codec::verify_follows(begun.hash, 2, kept[0]));
}

TEST_F(EventLogTest, ReadsInPiecesOfTheWantedSizeAndAlwaysAtLeastOneRow) {
  begin();
  EXPECT_FALSE(breaks([&] {
    for (int i = 0; i < 9; ++i) stores.log.append(kFact, stamp);
  }));
  const std::string epoch(32, '1');
  EXPECT_EQ(stores.log.read(epoch, 3, 1).size(), 1U);
  EXPECT_EQ(stores.log.read(epoch, 3, 1).front().seq, 3);
  EXPECT_EQ(stores.log.read(epoch, 1, 1500).size(), 4U);
  EXPECT_TRUE(stores.log.read(epoch, 11, 1500).empty());
  EXPECT_TRUE(stores.log.read(std::string(32, '9'), 1, 1500).empty());
}

TEST_F(EventLogTest, RemembersWhatTheHubHolds) {
  EXPECT_EQ(stores.log.acked().seq, 0);
  begin();
  EXPECT_FALSE(breaks([&] { stores.log.set_acked(stores.log.head()); }));
  EXPECT_EQ(stores.log.acked().hash, stores.log.head().hash);
}

/// The next event of a hub's log after `before`.
core::EventRecord hub_row(const std::string& epoch, const core::EventRecord* before = nullptr) {
  core::EventRecord row;
  row.side = core::LogSide::hub;
  row.site = core::Site{"nur-zholy"};
  row.epoch = epoch;
  row.seq = before == nullptr ? 1 : before->seq + 1;
  row.event_id = codec::event_id_of(row);
  row.type = "x";
  row.body = "{}";
  row.prev_hash = before == nullptr ? std::string(core::kNoHash) : before->hash;
  row.hash = codec::chain_hash(row);
  return row;
}

TEST_F(HubInboxTest, KeepsEachRowOnceAndKnowsTheEndOfEveryEpoch) {
  const std::string first(32, 'a'), second(32, '2');
  std::vector<core::EventRecord> rows{hub_row(first)};
  rows.push_back(hub_row(first, &rows[0]));
  rows.push_back(hub_row(first, &rows[1]));
  const auto other = hub_row(second);
  EXPECT_FALSE(breaks([&] {
    EXPECT_TRUE(stores.hub.receive(rows, at(1)));
    EXPECT_TRUE(stores.hub.receive({other}, at(2)));
  }));
  EXPECT_EQ(
      breaks_sql("INSERT INTO hub_log SELECT pos + 9, epoch, seq, event_id || 'b', at_utc_ms, "
                 "actor, rule_pack, type, body, prev_hash, hash FROM hub_log"),
      Code::number_taken);
  EXPECT_EQ(stores.hub.head().epoch, second);
  const auto heads = stores.hub.heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0].seq, 3);
  EXPECT_EQ(heads[0].hash, rows[2].hash);
  EXPECT_EQ(heads[1].hash, other.hash);
}

TEST_F(HubInboxTest, KeepsADeadLetterBesideItsRow) {
  const auto row = hub_row(std::string(32, 'a'));
  const core::Error reason{Code::application_not_found, "unknown application"};
  EXPECT_FALSE(breaks([&] {
    EXPECT_TRUE(stores.hub.receive({row}, at(1)));
    stores.hub.add_dead_letter(row, reason, at(5));
  }));
  EXPECT_EQ(stores.hub.dead_letters(), 1);
  EXPECT_TRUE(breaks([&] {
    stores.hub.add_dead_letter(hub_row(std::string(32, '2')), reason, at(5));
  })) << "no such row";
}

}  // namespace
}  // namespace otkel::store::test
