// How old the data is that anybody is shown.
#include "sync/hub/app/permit/public_permit.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

struct PublicPermitTest : testing::Test {
  Hub hub;
  std::string no = hub.formed(1, "101ABC02").application_no;

  PublicPermit shown() {
    return hub.run([&] { return public_permit(hub.context, no, hub.now); }).value();
  }
};

TEST_F(PublicPermitTest, HasNoAgeBeforeTheCheckpointWasHeard) {
  EXPECT_FALSE(shown().as_of);
  EXPECT_FALSE(shown().age_seconds);
}

TEST_F(PublicPermitTest, IsAsOldAsTheLastEventWhereNoLinkWasEverCurrent) {
  EdgeLogWriter edge;
  deliver(hub, edge.site, {edge.fact(core::EpochBegan{"created", "demonstration"})});
  hub.now += std::chrono::minutes{5};
  EXPECT_EQ(shown().as_of, kNow);
  EXPECT_EQ(shown().age_seconds, 300);
}

TEST_F(PublicPermitTest, IsAsOldAsTheMomentWhenTheLinkLastHadEverything) {
  EdgeLogWriter edge;
  deliver(hub, edge.site, {edge.fact(core::EpochBegan{"created", "demonstration"})});
  hub.now += std::chrono::minutes{5};
  hub.stores.links.put({.site = Site::nur_zholy, .current = kNow + std::chrono::minutes{4}});
  EXPECT_EQ(shown().as_of, kNow + std::chrono::minutes{4});
  EXPECT_EQ(shown().age_seconds, 60);
}

}  // namespace
}  // namespace otkel::hub::test
