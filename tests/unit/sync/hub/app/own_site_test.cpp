// Every fact there is, told by a checkpoint about another one's property.
#include "sync/hub/app/own_site.hpp"

#include <set>

#include "tests/support/property.hpp"
#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;
using core::Site;

const otkel::test::Property kOfDostyk{
    "DO25-000001", "DO25-H000001", "B-DOSTYK", "C00000500", "", ""};

struct OwnSite : testing::Test {
  Hub hub;

  OwnSite() {
    EXPECT_TRUE(hub.run([&] {
      return dispatch_blanks(hub.context, {"dostyk", "B-DOSTYK", "C00000500", 10}, hub.now);
    }));
  }
  core::Result<void> reported_by(Site site, const core::Event& fact) {
    return hub.run([&] { return check_own_site(hub.context, site, fact); });
  }

  template <std::size_t I>
  void try_fact(std::set<std::string>& refused, std::set<std::string>& passed) {
    using Fact = std::variant_alternative_t<I, core::Event>;
    Fact fact;
    if (!kOfDostyk.fill(fact)) return;
    const auto checked = reported_by(Site{"nur-zholy"}, fact);
    (checked ? passed : refused).insert(std::string(Fact::type));
    EXPECT_TRUE(checked || checked.error().code == Code::foreign_fact) << Fact::type;
    EXPECT_TRUE(reported_by(Site{"dostyk"}, fact)) << Fact::type << " is the owner's to tell";
  }
};

TEST_F(OwnSite, RefusesEveryFactAboutAnotherCheckpointsObjectsButTheWayHome) {
  std::set<std::string> refused, passed;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (try_fact<I>(refused, passed), ...);
  }(std::make_index_sequence<std::variant_size_v<core::Event>>());
  EXPECT_EQ(passed, (std::set<std::string>{"vehicle_came_back"}));
  for (const char* type :
       {"booking_confirmed", "booking_moved", "vehicle_entered", "vehicle_left", "exit_said",
        "vehicle_turned_back", "blanks_received", "blanks_unaccounted", "number_allocated",
        "print_queued", "print_ended", "permit_issued", "permit_redeemed", "blank_ended",
        "application_closed", "document_queued", "document_ended"})
    EXPECT_TRUE(refused.contains(type)) << type;
}

TEST_F(OwnSite, RefusesAPackWithNumbersSentElsewhere) {
  const core::BlanksReceived squat{"B-MINE", "C00000495", 10};
  EXPECT_EQ(reported_by(Site{"nur-zholy"}, squat).error().code, Code::foreign_fact);
  EXPECT_TRUE(reported_by(Site{"nur-zholy"}, core::BlanksReceived{"B-MINE", "C00000495", 5}));
}

TEST_F(OwnSite, AcceptsTheFactsOfTheOwner) {
  EdgeLogWriter stranger;
  stranger.site = Site{"nur-zholy"};
  deliver(hub, stranger.site,
          {stranger.fact(core::BlanksReceived{"B-DOSTYK", "C00000500", 10}),
           stranger.fact(core::BlanksReceived{"B-MINE", "C00000500", 10})});
  EXPECT_EQ(hub.stores.incidents.dead_letters(stranger.site).size(), 2U);
  EXPECT_FALSE(hub.stores.incidents.alarms(stranger.site).empty());
  EdgeLogWriter owner;
  owner.site = Site{"dostyk"};
  deliver(hub, owner.site, {owner.fact(core::BlanksReceived{"B-DOSTYK", "C00000500", 10})});
  EXPECT_TRUE(hub.stores.incidents.dead_letters(owner.site).empty());
  EXPECT_EQ(hub.stores.blanks.find("C00000500")->site, Site{"dostyk"});
}

TEST(WayHome, IsWrittenIntoTheRegisterAloneForAnotherCheckpoint) {
  Permit p;
  p.redeem();
  const auto before = p.hub.stores.permits.find(p.no).value();
  EdgeLogWriter other;
  other.site = Site{"dostyk"};
  core::VehicleCameBack home;
  home.plate = before.plate;
  home.evidence.received = kNow;
  deliver(p.hub, other.site, {other.fact(home)});
  auto after = p.hub.stores.permits.find(p.no).value();
  EXPECT_EQ(after.came_back, kNow);
  EXPECT_TRUE(p.hub.stores.incidents.list(other.site).empty());
  after.came_back.reset();
  after.changed = before.changed;
  EXPECT_EQ(after.state, before.state);
  EXPECT_EQ(after.blank, before.blank);
}

TEST(WayHome, IsAnIncidentWithoutARecordedExit) {
  Permit p;
  EdgeLogWriter other;
  other.site = Site{"dostyk"};
  core::VehicleCameBack home;
  home.plate = "999XYZ01";
  deliver(p.hub, other.site, {other.fact(home)});
  const auto incidents = p.hub.stores.incidents.list(other.site);
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].kind, "back_without_exit");
}

}  // namespace
}  // namespace otkel::hub::test
