// What happens once a year: a database put back, lost, or running twice. Never a number twice, and
// whatever was told stays true.
#include <set>

#include "firmware-daemon/app/history.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/store/state_check.hpp"
#include "sync/hub/app/history.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/officers.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

using core::Code;
using core::Result;
using ledger::Doubt;

/// Several trucks of one world, and one pack of blanks at the gate.
struct BadDay : testing::Test {
  World world{11};
  Journey a{world, 0}, b{world, 1}, c{world, 2};

  void SetUp() override {
    a.dispatch("B-1", "C00000001", 10);
    for (auto* truck : {&a, &b, &c}) truck->prepare();
    a.receive("B-1", "C00000001", 10);
    settle();
  }

  /// Whatever day it was, the tables of both ends are what their logs say.
  void TearDown() override { EXPECT_EQ(world.differences(), std::vector<std::string>{}); }

  void settle() { world.run_for(seconds{40}); }
  Doubt doubt(core::Site site = kHere) {
    return world.at(site).edge->stores().history.load().doubt;
  }
  Doubt doubt_of_hub() {
    return world
        .at_hub(
            [&](hub::Context& h) -> Result<Doubt> { return h.stores.history(kHere).load().doubt; })
        .value();
  }
  std::optional<Code> refused(const Journey& truck) {
    const auto done = world.as(kHere, kOfficer, [&](app::Context& context) {
      return app::issue_permit(context, truck.application_no);
    });
    return done ? std::nullopt : std::optional(done.error().code);
  }
  std::string waiting_epoch() {
    return world
        .at_hub([&](hub::Context& h) -> Result<std::string> {
          for (const auto& known : h.stores.reading.standings(kHere))
            if (known.standing == sync::Standing::waits) return known.epoch;
          return std::string();
        })
        .value();
  }
  void accept(const std::string& epoch) {
    good(world.hub_verb([&](hub::Context& h) {
      return hub::accept_epoch(h, {kHere, epoch, "marat", "the disk was replaced"},
                               world.now().wall);
    }));
  }
  bool has_incident(const std::string& kind, const std::string& subject) {
    return a.stores().incidents.is_open(kind, subject);
  }
  /// Both ends hold the same of every log of the checkpoint, and its tables say what they say.
  void expect_level() {
    auto& stores = a.stores();
    const auto checked = store::check_state(stores.db, kHere);
    ASSERT_TRUE(checked) << checked.error().detail;
    for (const auto& one : checked->differences) ADD_FAILURE() << one.words();
    good(world.at_hub([&](hub::Context& h) -> Result<void> {
      const auto edge = stores.log.heads();
      const auto hub = h.stores.hub_log(kHere).heads();
      const auto edge_there = h.stores.edge_log(kHere).heads(), hub_there = stores.hub.heads();
      EXPECT_EQ(std::set(edge.begin(), edge.end(), kByText),
                std::set(edge_there.begin(), edge_there.end(), kByText));
      EXPECT_EQ(std::set(hub.begin(), hub.end(), kByText),
                std::set(hub_there.begin(), hub_there.end(), kByText));
      EXPECT_TRUE(h.stores.reading.progress(kHere).all_projected);
      return {};
    }));
  }
  static constexpr auto kByText = [](const sync::Position& x, const sync::Position& y) {
    return std::tie(x.epoch, x.seq, x.hash) < std::tie(y.epoch, y.seq, y.hash);
  };
};

TEST_F(BadDay, IssuesNoNumberFromAnOldCopyUntilTheHubReturnedTheLogAndAPersonAccepted) {
  a.cross();
  const auto copy = world.back_up(kHere);
  b.cross();
  settle();
  ASSERT_EQ(b.blank(), "C00000002");
  world.put_back(kHere, copy, World::How::by_hand);
  EXPECT_EQ(doubt(), Doubt::rolled_back);
  c.arrive();
  c.enter();
  EXPECT_EQ(refused(c), Code::numbers_in_doubt);
  settle();
  EXPECT_EQ(refused(c), Code::numbers_in_doubt) << "nobody at the centre has accepted it";
  const auto epoch = waiting_epoch();
  ASSERT_FALSE(epoch.empty());
  accept(epoch);
  settle();
  EXPECT_EQ(doubt(), Doubt::none);
  c.issue();
  EXPECT_EQ(c.blank(), "C00000003");
  EXPECT_EQ(b.blank(), "C00000002");
  EXPECT_EQ(b.state(), core::ApplicationState::closed);
  EXPECT_EQ(a.stores().blanks.find("C00000002")->state, core::BlankState::redeemed);
  settle();
  EXPECT_EQ(b.in_register().status, hub::PublicStatus::redeemed);
  EXPECT_EQ(c.in_register().status, hub::PublicStatus::issued);
  expect_level();
}

TEST_F(BadDay, DetectsACompleteOldFolderAtTheFirstContactWithTheHub) {
  const auto copy = world.back_up(kHere);
  a.cross();
  settle();
  world.put_back(kHere, copy, World::How::without_its_witness);
  EXPECT_EQ(doubt(), Doubt::none) << "nothing on this machine can know";
  settle();
  EXPECT_EQ(doubt(), Doubt::rolled_back);
  accept(waiting_epoch());
  settle();
  EXPECT_EQ(doubt(), Doubt::none);
  b.cross();
  EXPECT_EQ(b.blank(), "C00000002");
  EXPECT_EQ(a.state(), core::ApplicationState::closed);
  settle();
  expect_level();
}

TEST_F(BadDay, ReportsANumberGivenTwiceAsAnIncidentAndLosesNothing) {
  const auto copy = world.back_up(kHere);
  a.arrive();
  a.enter();
  a.issue();
  settle();
  world.network().cut(kHere);
  world.put_back(kHere, copy, World::How::without_its_witness);
  b.arrive();
  b.enter();
  b.issue();
  ASSERT_EQ(b.blank(), "C00000001");
  world.network().reconnect(kHere);
  settle();
  EXPECT_EQ(doubt(), Doubt::rewritten);
  accept(waiting_epoch());
  world.run_for(minutes{2});
  EXPECT_EQ(doubt(), Doubt::none);
  for (const auto& subject : {std::string("C00000001"), a.application_no, b.application_no})
    EXPECT_TRUE(has_incident("number_given_twice", subject)) << subject;
  expect_level();
  c.cross();
  EXPECT_EQ(c.blank(), "C00000002");
}

TEST_F(BadDay, WaitsForTheHistoryOfANewDatabaseAndContinuesAfterIt) {
  a.cross();
  settle();
  const auto about_it = a.stores().log.about(a.application_no).size();
  const auto about_its_booking = a.stores().log.about(a.booking_no).size();
  world.lose(kHere, World::How::without_its_witness);
  EXPECT_EQ(doubt(), Doubt::created);
  settle();
  EXPECT_EQ(doubt(), Doubt::created);
  EXPECT_EQ(a.stores().log.heads().size(), 2U) << "its old log is back";
  accept(waiting_epoch());
  settle();
  EXPECT_EQ(doubt(), Doubt::none);
  EXPECT_EQ(a.state(), core::ApplicationState::closed);
  EXPECT_EQ(a.stores().blanks.find("C00000001")->state, core::BlankState::redeemed);
  EXPECT_EQ(a.stores().log.about(a.application_no).size(), about_it) << "R-45";
  EXPECT_EQ(a.stores().log.about(a.booking_no).size(), about_its_booking) << "told once";
  b.cross();
  EXPECT_EQ(b.blank(), "C00000002");
  settle();
  EXPECT_EQ(b.in_register().status, hub::PublicStatus::redeemed);
  expect_level();
}

TEST_F(BadDay, RestoresATruckThatWasInside) {
  a.arrive();
  a.enter();
  settle();
  world.lose(kHere, World::How::without_its_witness);
  settle();
  accept(waiting_epoch());
  settle();
  ASSERT_TRUE(a.stores().stays.open_of(a.plate));
  a.issue();
  EXPECT_EQ(a.blank(), "C00000001");
  a.leave();
  settle();
  EXPECT_EQ(a.in_register().status, hub::PublicStatus::redeemed);
}

TEST_F(BadDay, RestoresAMismatchOfTruckAndCard) {
  a.arrive();
  a.enter("Volvo");
  EXPECT_EQ(refused(a), Code::plate_mismatch);
  settle();
  world.lose(kHere, World::How::without_its_witness);
  settle();
  accept(waiting_epoch());
  settle();
  EXPECT_EQ(doubt(), Doubt::none);
  EXPECT_EQ(refused(a), Code::plate_mismatch);
}

TEST(NewCheckpoint, IssuesNumbersOnceTheHubReportsThatItHasNoHistory) {
  World world(5);
  auto& stores = world.at(kHere).edge->stores();
  EXPECT_EQ(stores.history.load().doubt, Doubt::created);
  EXPECT_TRUE(
      world.run_until([&] { return stores.history.load().doubt == Doubt::none; }, minutes{1}));
}

TEST(NewCheckpoint, ConfirmsWhatThePortalSoldBeforeItsFirstContact) {
  World world(6);
  Journey truck(world, 0);
  truck.fill_registries();
  truck.apply();
  world.run_for(minutes{1});
  EXPECT_EQ(world.at(kHere).edge->stores().history.load().doubt, Doubt::none);
  const auto booking = world.at_hub([&](hub::Context& h) -> Result<hub::BookingRow> {
    return h.stores.bookings.find(truck.booking_no).value();
  });
  EXPECT_TRUE(booking->confirmed);
}

TEST_F(BadDay, RefusesASecondMachineAndTheFirstContinues) {
  a.arrive();
  a.enter();
  world.start_spare(kHere);
  world.run_for(seconds{20});
  EXPECT_EQ(world.spare(kHere).edge->stores().history.load().doubt, Doubt::created);
  a.issue();
  a.leave();
  world.run_for(seconds{30});
  world.stop_spare(kHere);
  settle();
  EXPECT_EQ(doubt(), Doubt::none);
  EXPECT_EQ(a.in_register().status, hub::PublicStatus::redeemed);
}

TEST_F(BadDay, StopsTheFirstMachineOnceASpareWasAccepted) {
  a.cross();
  settle();
  world.network().cut(kElsewhere);
  world.start_spare(kHere);
  const auto epoch = world.spare(kHere).edge->stores().log.head().epoch;
  world.run_for(seconds{5});
  accept(epoch);
  world.run_for(minutes{2});
  EXPECT_EQ(doubt(), Doubt::replaced);
  auto& spare = world.spare(kHere).edge->stores();
  world.stop(kHere);
  world.run_for(minutes{2});
  EXPECT_EQ(spare.history.load().doubt, Doubt::none);
  EXPECT_EQ(spare.blanks.find("C00000001")->state, core::BlankState::redeemed);
}

TEST_F(BadDay, LetsTwoPersonsBeginNumbersWithoutTheHub) {
  const auto copy = world.back_up(kHere);
  a.cross();
  settle();
  world.network().cut(kHere);
  world.put_back(kHere, copy, World::How::with_the_tool);
  EXPECT_EQ(doubt(), Doubt::restored);
  b.arrive();
  b.enter();
  EXPECT_EQ(refused(b), Code::numbers_in_doubt);
  const auto begin = [&](const std::string& first, const std::string& second) {
    return world.as(kHere, kOfficer, [&](app::Context& context) {
      return app::begin_numbers(
          context, {{first}, "the line is down since Monday", app::Countersignature{second}});
    });
  };
  EXPECT_EQ(begin("C00000003", "aliya").error().code, Code::second_person_missing);
  good(begin("C00000003", "serik"));
  b.issue();
  EXPECT_EQ(b.blank(), "C00000003");
  EXPECT_EQ(a.stores().blanks.unaccounted(), 2);
  EXPECT_TRUE(has_incident("blanks_unaccounted", "B-1"));
  world.network().reconnect(kHere);
  world.run_for(minutes{1});
  accept(waiting_epoch());
  world.run_for(minutes{1});
  EXPECT_EQ(a.state(), core::ApplicationState::closed) << "what was done before is known again";
  EXPECT_EQ(a.stores().blanks.unaccounted(), 1) << "C00000002 was never given and is not there";
  c.cross();
  EXPECT_EQ(c.blank(), "C00000004");
  settle();
  expect_level();
}

/// The line was down when the last number was given: the centre gives back what it holds, and that
/// is not all. The witness, which outlived the database, says so.
struct NumbersThatNobodyHolds : BadDay {
  void expect_wait_for_two_persons(const std::function<void()>& lose, Doubt why) {
    a.cross();
    settle();
    copy = world.back_up(kHere);
    world.network().cut(kHere);
    b.cross();
    ASSERT_EQ(b.blank(), "C00000002");
    world.run_for(seconds{5});
    lose();
    world.network().reconnect(kHere);
    settle();
    accept(waiting_epoch());
    settle();
    EXPECT_EQ(doubt(), why);
    c.arrive();
    c.enter();
    EXPECT_EQ(refused(c), Code::numbers_in_doubt);
    good(world.as(kHere, kOfficer, [&](app::Context& context) {
      return app::begin_numbers(
          context, {{"C00000003"}, "one truck was in between", app::Countersignature{"serik"}});
    }));
    c.issue();
    EXPECT_EQ(c.blank(), "C00000003");
    settle();
    expect_level();
  }
  std::string copy;
};

TEST_F(NumbersThatNobodyHolds, AreNotGivenAgainByARestoredDatabase) {
  expect_wait_for_two_persons([&] { world.put_back(kHere, copy, World::How::with_the_tool); },
                              Doubt::restored);
}

TEST_F(NumbersThatNobodyHolds, AreNotGivenAgainByAnEmptyDatabase) {
  expect_wait_for_two_persons([&] { world.lose(kHere, World::How::by_hand); }, Doubt::created);
}

TEST_F(BadDay, NeverGivesAnApplicationNumberAgainAfterARestoreOfTheHub) {
  const auto copy = world.back_up_hub();
  Journey late(world, 3);
  late.prepare();
  settle();
  world.put_hub_back(copy, World::How::with_the_tool);
  Journey next(world, 4);
  next.fill_registries();
  EXPECT_EQ(doubt_of_hub(), Doubt::restored);
  settle();
  EXPECT_EQ(doubt_of_hub(), Doubt::none);
  next.apply();
  EXPECT_GT(next.application_no, late.application_no);
  EXPECT_GT(next.booking_no, late.booking_no);
  late.cross();
  settle();
  EXPECT_EQ(late.in_register().status, hub::PublicStatus::redeemed);
  EXPECT_EQ(late.plate_in_register(), late.plate);
  expect_level();
}

TEST_F(BadDay, GivesNoNumberAfterARestoreOfTheHubBeforeTheCheckpointConnects) {
  const auto copy = world.back_up_hub();
  world.network().cut(kHere);
  world.put_hub_back(copy, World::How::with_the_tool);
  settle();
  Journey next(world, 4);
  next.fill_registries();
  const auto refused = world.at_hub([&](hub::Context& h) { return hub::history_known(h, kHere); });
  EXPECT_EQ(refused.error().code, Code::numbers_in_doubt);
  good(world.hub_verb([&](hub::Context& h) {
    return hub::begin_numbers(h, kHere, {"the line will be down for a week", "marat"},
                              world.now().wall);
  }));
  next.apply();
  EXPECT_GT(next.application_no, c.application_no);
}

TEST_F(BadDay, GivesNoNumberAfterARestoreBesideTheWitnessBeforeTheCheckpointConnects) {
  const auto copy = world.back_up_hub();
  Journey late(world, 3);
  late.prepare();
  settle();
  world.network().cut(kHere);
  world.put_hub_back(copy, World::How::by_hand);
  EXPECT_EQ(doubt_of_hub(), Doubt::rolled_back);
  const auto refused = world.at_hub([&](hub::Context& h) { return hub::history_known(h, kHere); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::numbers_in_doubt);
  world.network().reconnect(kHere);
  world.run_for(minutes{1});
  EXPECT_EQ(doubt_of_hub(), Doubt::none);
  Journey next(world, 4);
  next.prepare();
  EXPECT_GT(next.application_no, late.application_no);
  late.cross();
  settle();
  EXPECT_EQ(late.plate_in_register(), late.plate);
  expect_level();
}

TEST_F(BadDay, PrefersFactsSinceARestoreOfTheHubToReturnedOnes) {
  const auto copy = world.back_up_hub();
  const auto record = [&](bool active) {
    good(world.at_hub([&](hub::Context& h) {
      return hub::record_officer(
          h, {"dana", "Дана", core::OfficerRole::officer, "battery horse", active},
          world.now().wall);
    }));
  };
  record(true);
  settle();
  ASSERT_TRUE(a.stores().officers.find("dana")->active);
  world.network().cut(kHere);
  world.put_hub_back(copy, World::How::with_the_tool);
  record(false);
  world.network().reconnect(kHere);
  world.run_for(minutes{1});
  EXPECT_EQ(doubt_of_hub(), Doubt::none);
  const auto known = world.at_hub([&](hub::Context& h) -> Result<core::OfficerRecorded> {
    return h.stores.officers.find("dana").value();
  });
  EXPECT_FALSE(known->active);
  EXPECT_FALSE(a.stores().officers.find("dana")->active);
}

TEST_F(BadDay, RenumbersTheSecondOwnerAfterAnUndeclaredRestoreOfTheHub) {
  const auto copy = world.back_up_hub();
  Journey first(world, 3);
  first.prepare();
  settle();
  world.network().cut(kHere);
  world.put_hub_back(copy, World::How::without_its_witness);
  Journey second(world, 4);
  second.prepare();
  ASSERT_EQ(second.application_no, first.application_no) << "nobody could know";
  world.network().reconnect(kHere);
  world.run_for(minutes{2});
  EXPECT_EQ(doubt_of_hub(), Doubt::none);
  EXPECT_EQ(first.plate_in_register(), first.plate);
  const auto again = world.at_hub([&](hub::Context& h) -> Result<std::string> {
    const auto booking = h.stores.bookings.active_of(second.plate);
    if (!booking) return core::fail(Code::booking_not_found, second.plate);
    second.booking_no = booking->booking_no;
    const auto application = h.stores.applications.open_of_booking(booking->booking_no);
    if (!application) return core::fail(Code::application_not_found, second.plate);
    return application->application_no;
  });
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_GT(*again, first.application_no);
  second.application_no = *again;
  first.cross();
  second.cross();
  settle();
  EXPECT_EQ(first.in_register().status, hub::PublicStatus::redeemed);
  EXPECT_EQ(second.in_register().status, hub::PublicStatus::redeemed);
  EXPECT_EQ(second.plate_in_register(), second.plate);
  expect_level();
}

TEST_F(BadDay, ConvergesAfterARestoreOfBothEnds) {
  a.cross();
  settle();
  const auto edge = world.back_up(kHere);
  const auto hub = world.back_up_hub();
  b.cross();
  settle();
  world.put_hub_back(hub, World::How::with_the_tool);
  world.put_back(kHere, edge, World::How::by_hand);
  world.run_for(minutes{1});
  accept(waiting_epoch());
  world.run_for(minutes{1});
  EXPECT_EQ(doubt(), Doubt::rolled_back) << "nobody holds what the witness has seen";
  good(world.as(kHere, kOfficer, [&](app::Context& context) {
    return app::begin_numbers(
        context, {{"C00000003"}, "both databases are lost", app::Countersignature{"serik"}});
  }));
  c.cross();
  EXPECT_EQ(c.blank(), "C00000003");
  settle();
  expect_level();
}

}  // namespace
}  // namespace otkel::sim
