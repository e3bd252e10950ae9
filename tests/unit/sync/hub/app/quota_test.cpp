// How much one checkpoint may write: the sums, and that nothing of what is too much is lost.
#include "sync/hub/app/quota.hpp"

#include "sync/hub/app/projection.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;
using core::Site;
using std::chrono::hours;

constexpr config::SiteQuota kQuota{1000, 2, 3, 16};
constexpr QuotaRequest kHundred{100, 50'000, 0, 500};

/// The last of `times` equal wishes.
QuotaVerdict spend_often(QuotaUse use, const QuotaRequest& request, int times,
                         core::Instant now = kNow) {
  QuotaVerdict verdict{{}, use};
  for (int i = 0; i < times && !verdict.over; ++i)
    verdict = spend(verdict.after, request, kQuota, now);
  return verdict;
}

TEST(Quota, AllowsADaysAmountAtOnceAndNotOneMore) {
  const auto full = spend_often({}, kHundred, 10);
  EXPECT_FALSE(full.over);
  EXPECT_EQ(spent_percent(full.after, Quota::events, kNow), 100);
  const auto more = spend(full.after, {1, 1, 0, 1}, kQuota, kNow);
  EXPECT_EQ(more.over, Quota::events);
  EXPECT_EQ(more.after.events, full.after.events) << "a refusal costs nothing";
}

TEST(Quota, FreesCapacityAsTheHoursPass) {
  const auto full = spend_often({}, kHundred, 10);
  const auto later = kNow + hours{12};
  EXPECT_EQ(spent_percent(full.after, Quota::events, later), 50);
  EXPECT_FALSE(spend_often(full.after, kHundred, 5, later).over);
  EXPECT_TRUE(spend_often(full.after, kHundred, 6, later).over);
  EXPECT_FALSE(spend_often(full.after, kHundred, 10, kNow + hours{24}).over);
}

TEST(Quota, CountsBytesAndEpochsSeparately) {
  const QuotaRequest large{1, 1'000'000, 0, 1000}, epoch{1, 500, 1, 500};
  EXPECT_FALSE(spend_often({}, large, 2).over);
  EXPECT_EQ(spend_often({}, large, 3).over, Quota::bytes);
  EXPECT_FALSE(spend_often({}, epoch, 3).over);
  EXPECT_EQ(spend_often({}, epoch, 4).over, Quota::epochs);
}

TEST(Quota, RefusesAnEventThatIsTooLarge) {
  EXPECT_FALSE(spend({}, {1, 16 * 1024, 0, 16 * 1024}, kQuota, kNow).over);
  EXPECT_EQ(spend({}, {1, 16 * 1024 + 1, 0, 16 * 1024 + 1}, kQuota, kNow).over, Quota::event_size);
}

TEST(Quota, BlocksNobodyAfterAClockThatWasFarAhead) {
  const auto ahead = spend_often({}, kHundred, 10, kNow + hours{400 * 24});
  EXPECT_EQ(spent_percent(ahead.after, Quota::events, kNow), 0);
  EXPECT_FALSE(spend_often(ahead.after, kHundred, 10, kNow).over);
}

TEST(Quota, CountsOnlyWhatIsNotStoredYet) {
  EdgeLogWriter edge;
  const auto first = edge.fact(core::EpochBegan{"created", "demonstration"});
  const auto second = edge.fact(core::BlanksReceived{"B-1", "C00000101", 2});
  const auto fresh = request_of({first, second}, {});
  EXPECT_EQ(fresh.events, 2);
  EXPECT_EQ(fresh.epochs, 1);
  EXPECT_GT(fresh.bytes, static_cast<std::int64_t>(first.body.size() + second.body.size()));
  const auto again = request_of({first, second}, {{edge.epoch, 1, first.hash}});
  EXPECT_EQ(again.events, 1);
  EXPECT_EQ(again.epochs, 0);
}

struct QuotaAtHub : testing::Test {
  Hub hub;
  EdgeLogWriter edge;

  QuotaAtHub() { hub.settings.quota = kQuota; }
  std::vector<core::EventRecord> events(int count) {
    std::vector<core::EventRecord> some;
    for (int i = 0; i < count; ++i) some.push_back(edge.fact(core::IncidentClosed{"N-1", "x"}));
    return some;
  }
  core::Result<sync::Position> send(const std::vector<core::EventRecord>& some) {
    return receive_batch(hub.context, edge.site, some, hub.now);
  }
  std::vector<IncidentRow> about(const std::string& subject) {
    auto all = hub.stores.incidents.list(edge.site);
    std::erase_if(all, [&](const IncidentRow& row) {
      return row.kind != "quota_exceeded" || row.subject != subject;
    });
    return all;
  }
};

TEST_F(QuotaAtHub, RefusesWithAMessageOpensOneIncidentAndAcceptsTheSameBatchLater) {
  ASSERT_TRUE(send(events(1000)));
  const auto late = events(10);
  for (int i = 0; i < 3; ++i) {
    const auto refused = send(late);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::quota_exceeded);
    EXPECT_NE(refused.error().detail.find("quota.events_per_day"), std::string::npos);
  }
  EXPECT_EQ(about("events").size(), 1U);
  EXPECT_EQ(quota_use(hub.context, edge.site).refusals, 3);
  EXPECT_EQ(hub.stores.edge_log(edge.site).head().seq, 1000);
  hub.now += hours{1};
  EXPECT_TRUE(send(late));
  EXPECT_EQ(hub.stores.edge_log(edge.site).head().seq, 1010);
}

TEST_F(QuotaAtHub, DoesNotAffectTheOthers) {
  ASSERT_TRUE(send(events(1000)));
  ASSERT_FALSE(send(events(1)));
  EdgeLogWriter other;
  other.site = Site{"dostyk"};
  EXPECT_TRUE(receive_batch(hub.context, other.site,
                            {other.fact(core::EpochBegan{"created", "demonstration"})}, hub.now));
}

TEST_F(QuotaAtHub, RefusesTooManyEpochsExceptOneAcceptedByAPerson) {
  const auto begin = [&](char letter) {
    edge = {};
    edge.epoch = std::string(32, letter);
    return send({edge.fact(core::EpochBegan{"created", "demonstration"})});
  };
  for (const char letter : {'a', 'b', 'c'}) ASSERT_TRUE(begin(letter));
  EXPECT_EQ(begin('d').error().code, Code::quota_exceeded);
  EXPECT_EQ(about("epochs").size(), 1U);
  EXPECT_EQ(hub.stores.edge_log(edge.site).heads().size(), 3U);
  ASSERT_TRUE(hub.db.transact([&]() -> core::Result<void> {
    hub.stores.reading.accept(edge.site, {std::string(32, 'd'), "marat", "a new disk"}, hub.now);
    return {};
  }));
  EXPECT_TRUE(begin('d'));
}

TEST_F(QuotaAtHub, AcceptsTheWorstDayOfAnHonestCheckpointAtOnce) {
  hub.settings.quota = {};
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(send(events(500))) << i;
  EXPECT_TRUE(about("events").empty());
  EXPECT_LT(spent_percent(quota_use(hub.context, edge.site), Quota::bytes, hub.now), 10);
}

}  // namespace
}  // namespace otkel::hub::test
