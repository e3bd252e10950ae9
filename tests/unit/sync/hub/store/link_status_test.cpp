// One row per checkpoint, replaced by what its link says next.
#include "sync/hub/store/link_status.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

TEST(LinkStatuses, KeepTheLastStatusOfALink) {
  Hub hub;
  EXPECT_FALSE(hub.stores.links.find(Site{"dostyk"}));
  hub.stores.links.put({.site = Site{"dostyk"}, .connected = true, .acked_seq = 3});
  hub.stores.links.put(
      {.site = Site{"dostyk"}, .connected = true, .heard = kNow, .acked_seq = 4, .said_seq = 7});
  const auto row = hub.stores.links.find(Site{"dostyk"}).value();
  EXPECT_TRUE(row.connected);
  EXPECT_EQ(row.heard, kNow);
  EXPECT_FALSE(row.current);
  EXPECT_EQ(row.acked_seq, 4);
  EXPECT_EQ(row.said_seq, 7);
}

TEST(LinkStatuses, KeepTheLastStatusOfAClosedLink) {
  Hub hub;
  hub.stores.links.put(
      {.site = Site{"dostyk"}, .connected = true, .heard = kNow, .current = kNow, .said_seq = 7});
  const auto later = kNow + std::chrono::hours{1};
  hub.stores.links.all_disconnected(later);
  const auto row = hub.stores.links.find(Site{"dostyk"}).value();
  EXPECT_FALSE(row.connected);
  EXPECT_EQ(row.heard, kNow);
  EXPECT_EQ(row.current, kNow);
  EXPECT_EQ(row.said_seq, 7);
  EXPECT_EQ(row.written, later);
}

}  // namespace
}  // namespace otkel::hub::test
