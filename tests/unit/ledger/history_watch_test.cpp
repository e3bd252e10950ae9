// What a session says of the own log: judged once, asked back from where the logs still agree.
#include "ledger/history_watch.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

struct HistoryWatchTest : HubLogs {
  HistoryWatch watch;
  HistoryRows rows{db, own.name()};
  sync::LinkStatus status;
  int looks = 0;
  std::vector<Judgement> carried_out;
  Result<void> outcome;  ///< of everything that the owner is asked to do

  void SetUp() override {
    begin(epoch('1'));
    append(3);
    status.peer_head = sync::Position{epoch('e'), 0, std::string(core::kNoHash)};
  }
  HistoryEnds ends() {
    return {.rows = rows,
            .complete = [this] { return ++looks > 0; },
            .carry_out =
                [this](const Judgement& judged, const History&) {
                  carried_out.push_back(judged);
                  return outcome;
                },
            .take_back = [this](const sync::Returned&) { return outcome; }};
  }
  bool look() { return watch.look({db, own, received}, ends(), status, at(9)).value(); }
  void peer_holds(char digit, std::int64_t seq) {
    status.peer_holds = sync::Positions{own.head()};
    if (digit != '1') status.peer_holds->insert(status.peer_holds->begin(), {epoch(digit), seq});
  }
};

TEST_F(HistoryWatchTest, JudgesTheReportOfASessionOnce) {
  peer_holds('1', 3);
  EXPECT_FALSE(look());
  append(2);
  EXPECT_FALSE(look());
  EXPECT_EQ(looks, 1) << "nothing that was said has changed";
  EXPECT_TRUE(carried_out.empty());
  status.standing = sync::Standing::superseded;
  EXPECT_FALSE(look());
  ASSERT_EQ(carried_out.size(), 1U);
  EXPECT_EQ(carried_out[0].next.doubt, Doubt::replaced);
}

TEST_F(HistoryWatchTest, JudgesAgainInTheNextSession) {
  peer_holds('1', 3);
  look();
  status.peer_holds.reset();
  look();
  peer_holds('1', 3);
  look();
  EXPECT_EQ(looks, 2);
}

TEST_F(HistoryWatchTest, RequestsMissingEventsFromTheLinkOnce) {
  peer_holds('0', 7);
  EXPECT_TRUE(look());
  EXPECT_EQ(watch.recall(), (sync::RecallFrom{epoch('0'), 1}));
  EXPECT_FALSE(look()) << "the link knows already";
  EXPECT_GE(carried_out.size(), 1U) << "the doubt is written down";
  status.peer_holds.reset();
  EXPECT_TRUE(look());
  EXPECT_FALSE(watch.recall()) << "there is nobody to ask";
}

TEST_F(HistoryWatchTest, RequestsFromFurtherBackEachTimeTheLogsDivergeEarlier) {
  EXPECT_FALSE(breaks([&] { own.begin_epoch(epoch('2')); }));
  append(1);
  status.peer_holds = sync::Positions{{epoch('1'), 100, std::string(64, 'a')}, own.head()};
  look();
  EXPECT_EQ(watch.recall(), (sync::RecallFrom{epoch('1'), 4}));
  outcome = core::fail(Code::log_fork, "another event stands before it");
  EXPECT_FALSE(watch.take_back(ends(), {}));
  outcome = {};
  EXPECT_TRUE(look());
  EXPECT_EQ(watch.recall(), (sync::RecallFrom{epoch('1'), 1}));
  EXPECT_TRUE(watch.take_back(ends(), {}));
  look();
  EXPECT_EQ(watch.recall(), (sync::RecallFrom{epoch('1'), 4})) << "what came was taken in";
}

TEST_F(HistoryWatchTest, RetriesIfTheConsequenceCouldNotBeWritten) {
  peer_holds('1', 3);
  EXPECT_FALSE(breaks([&] { rows.save({.doubt = Doubt::restored, .since = at(1)}); }));
  outcome = core::fail(Code::database_full, "disk full");
  EXPECT_FALSE(watch.look({db, own, received}, ends(), status, at(9)));
  EXPECT_FALSE(watch.look({db, own, received}, ends(), status, at(9)));
  EXPECT_EQ(carried_out.size(), 2U);
}

TEST_F(HistoryWatchTest, ReturnsTheReplacedOwnEventsToBeSentAgain) {
  EXPECT_FALSE(breaks([&] { own.begin_epoch(epoch('2')); }));
  append(1);
  const auto before = own.read(epoch('1'), 1, INT64_MAX);
  // The same log elsewhere: its first event is this one's, the others are not.
  auto elsewhere = sqlite::Database::open(":memory:", hub::migrations()).value();
  auto log = hub::hub_log(elsewhere, Site{"nur-zholy"});
  Stamp later = kStamp;
  later.at += std::chrono::minutes{1};
  EXPECT_TRUE(elsewhere.transact([&]() -> Result<void> {
    log.begin_epoch(epoch('1'));
    auto lock = log.lock_for_append();
    for (const auto& stamp : {kStamp, later, later, later}) log.append(lock, draft(kFact, stamp));
    return {};
  }));
  const auto held = log.read(epoch('1'), 2, INT64_MAX);
  Result<std::vector<core::EventRecord>> aside;
  EXPECT_FALSE(breaks([&] { aside = take_back(own, rows, {held}, at(9)); }));
  ASSERT_TRUE(aside);
  ASSERT_EQ(aside->size(), 2U);
  EXPECT_EQ(aside->front().hash, before[1].hash);
  EXPECT_EQ(rows.adopted().size(), 3U);
}

}  // namespace
}  // namespace otkel::ledger::test
