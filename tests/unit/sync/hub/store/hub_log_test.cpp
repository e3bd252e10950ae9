// The hub's own log: gapless, chained, append-only, repeatable.
#include "sync/hub/store/hub_log.hpp"

#include "sync/hub/app/history.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

TEST(HubLog, BeginsWithTheEpoch) {
  Hub hub;
  EXPECT_EQ(hub.log_types(), std::vector<std::string>{"epoch_began"});
}

TEST(HubLog, ChainsGaplesslyAndVerifiably) {
  Hub hub;
  for (int i = 1; i <= 5; ++i) hub.carrier(i);
  auto log = hub.stores.hub_log(core::Site{"nur-zholy"});
  const auto head = log.heads().back();
  const auto events = log.read(head.epoch, 1, 1 << 20);
  std::string prev(sync::kNoHash);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto follows = codec::verify_follows(prev, static_cast<std::int64_t>(i) + 1, events[i]);
    ASSERT_TRUE(follows) << follows.error().detail;
    prev = events[i].hash;
  }
  EXPECT_EQ(head.seq, static_cast<std::int64_t>(events.size()));
  EXPECT_EQ(head.hash, prev);
}

TEST(HubLog, GivesOnlyAsMuchAsRequested) {
  Hub hub;
  for (int i = 1; i <= 20; ++i) hub.carrier(i);
  auto log = hub.stores.hub_log(core::Site{"nur-zholy"});
  const auto epoch = log.heads().back().epoch;
  EXPECT_EQ(log.read(epoch, 4, 1).size(), 1U);
  EXPECT_LT(log.read(epoch, 1, 2000).size(), 8U);
  EXPECT_EQ(log.read(epoch, 4, 1).front().seq, 4);
  EXPECT_TRUE(log.read(epoch, 22, 1000).empty());
}

TEST(HubLog, RefusesToChangeOrRemoveRows) {
  Hub hub;
  for (const char* sql : {"UPDATE hub_log SET body = '{}'", "DELETE FROM hub_log"}) {
    const auto tried = hub.db.transact([&]() -> core::Result<void> {
      hub.db.run(sql);
      return {};
    });
    ASSERT_FALSE(tried) << sql;
    EXPECT_NE(tried.error().detail.find("append-only"), std::string::npos);
  }
}

TEST(HubLog, BeginsANewEpochAfterARestore) {
  Hub hub;
  hub.carrier(1);
  ASSERT_TRUE(begin_restored(hub.context, {"the disk died", "marat"}, hub.now));
  const auto heads = hub.stores.hub_log(core::Site{"nur-zholy"}).heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_NE(heads[0].epoch, heads[1].epoch);
  EXPECT_EQ(heads[0].seq, 2);
  EXPECT_EQ(heads[1].seq, 1);
}

TEST(HubLog, GivesALateCheckpointWhatTheOthersReceived) {
  Hub hub;
  const auto bin = hub.carrier(1);
  hub.card("123ABC02", bin);
  hub.settings.checkpoints.push_back(checkpoint_named(core::Site{"bakhty"}, "Бақты"));
  ASSERT_TRUE(enrol(hub.context, hub.now));
  EXPECT_EQ(hub.log_types(core::Site{"bakhty"}),
            (std::vector<std::string>{"epoch_began", "carrier_recorded", "permit_card_recorded"}));
  EXPECT_EQ(hub.stores.hub_log(core::Site{"nur-zholy"}).heads().size(), 1);
}

TEST(HubLog, IsTheSameForTheSameSeed) {
  Hub a;
  Hub b;
  for (Hub* hub : {&a, &b}) {
    hub->carrier(1);
    EXPECT_TRUE(hub->run([&] {
      return record_officer(hub->context,
                            {"aliya", "Алия", core::OfficerRole::officer, "correct horse", true},
                            hub->now);
    }));
  }
  EXPECT_EQ(a.stores.hub_log(core::Site{"dostyk"}).heads(),
            b.stores.hub_log(core::Site{"dostyk"}).heads());
}

}  // namespace
}  // namespace otkel::hub::test
