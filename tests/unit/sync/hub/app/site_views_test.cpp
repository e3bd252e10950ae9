// What the rows of a link say about a checkpoint.
#include "sync/hub/app/site_views.hpp"

#include "base/codec/json.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

TEST(SitesStatus, ReadsTheLinkFromItsRow) {
  Hub hub;
  hub.stores.links.put({.site = Site{"dostyk"},
                        .connected = true,
                        .heard = kNow,
                        .current = kSlot,
                        .acked_seq = 3,
                        .said_seq = 8});
  const auto all = sites_status(hub.context);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].first, Site{"nur-zholy"});
  EXPECT_FALSE(all[0].second.connected);
  const auto& view = all[1].second;
  EXPECT_TRUE(view.connected);
  EXPECT_EQ(view.last_seen.value, kNow);
  EXPECT_EQ(view.current_at.value, kSlot);
  EXPECT_EQ(view.edge_acked_hub_seq, 3);
  EXPECT_EQ(view.edge_said_seq, 8);
}

TEST(SitesStatus, ReportsNullIfALinkWasNeverHeard) {
  Hub hub;
  const auto json = codec::to_json(sites_status(hub.context));
  EXPECT_TRUE(json.at("nur-zholy").at("last_seen").is_null());
  EXPECT_TRUE(json.at("dostyk").at("current_at").is_null());
}

}  // namespace
}  // namespace otkel::hub::test
