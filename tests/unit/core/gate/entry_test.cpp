// What an entry begins, and what a second sight at the gate means.
#include "core/gate/entry.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

/// Booked, paid, and not inside.
PassageFacts coming() {
  PassageFacts facts = inside();
  facts.stay.reset();
  facts.booking->state = BookingState::called;
  facts.application->state = ApplicationState::supplement_formed;
  facts.application->entered.reset();
  return facts;
}

Decision entered(const PassageFacts& facts) {
  return enter(passage(CameraRole::gate_in), facts, kNow);
}

TEST(Entry, BeginsAStayWithTheBookingAndTheApplicationItCameWith) {
  const auto d = entered(coming());
  EXPECT_EQ(reported(d), (Lines{"booking enter", "begin 123ABC02", "fact vehicle_entered",
                                "application enter, card matches"}));
  const auto stay = only<BeginStay>(d).stay;
  EXPECT_EQ(stay.state, StayState::inside);
  EXPECT_EQ(stay.entered, kNow);
  EXPECT_EQ(stay.entry_visit, "visit-2");
  EXPECT_EQ(stay.booking_no, "NZ25-H000001");
  EXPECT_EQ(stay.application_no, "NZ25-000001");
  EXPECT_EQ(stay.entry_grade, EvidenceGrade::camera_exact);
  EXPECT_EQ(only<EnterApplication>(d).entered, kNow);
  EXPECT_EQ(only<VehicleEntered>(d).booking_no, "NZ25-H000001");
}

TEST(Entry, IsReportedIfNoBookingIsOnRecord) {
  auto facts = coming();
  facts.booking.reset();
  const auto d = entered(facts);
  EXPECT_EQ(reported(d), (Lines{"incident entered_without_booking", "begin 123ABC02",
                                "fact vehicle_entered", "application enter, card matches"}));
  EXPECT_FALSE(only<VehicleEntered>(d).booking_no);
}

TEST(Entry, LeavesAnApplicationWithoutASupplementUnchanged) {
  auto facts = coming();
  for (const auto state : {ApplicationState::registered, ApplicationState::pay_notice}) {
    facts.application->state = state;
    EXPECT_EQ(reported(entered(facts)),
              (Lines{"booking enter", "begin 123ABC02", "fact vehicle_entered"}));
  }
  facts.application.reset();
  EXPECT_FALSE(only<VehicleEntered>(entered(facts)).application_no);
}

TEST(Entry, IsReportedIfTheVehicleIsNotTheOneOnTheCard) {
  auto facts = coming();
  facts.card->make = "Volvo";
  EXPECT_EQ(reported(entered(facts)),
            (Lines{"booking enter", "begin 123ABC02", "fact vehicle_entered",
                   "incident make_mismatch", "application enter, card differs"}));
  EXPECT_EQ(only<VehicleEntered>(entered(facts)).card_matches, false);
  EXPECT_EQ(only<VehicleEntered>(entered(coming())).card_matches, true);
}

TEST(Entry, ChangesNothingWhileTheTruckStillStandsAtTheGate) {
  auto facts = inside();
  facts.stay->entered = kNow - kOnePassage + std::chrono::milliseconds{1};
  EXPECT_EQ(reported(entered(facts)), Lines{});
  facts.stay->entered = kNow - kOnePassage;
  EXPECT_EQ(reported(entered(facts)), Lines{"incident entered_twice"});
}

TEST(Entry, OverridesAnOfficersStatementThatTheTruckHasLeft) {  // ADR 0033
  auto facts = inside_with(BlankState::issued, StayState::said_left);
  facts.booking.reset();
  const auto d = entered(facts);
  EXPECT_EQ(reported(d), (Lines{"stay see_again", "incident entered_twice"}));
  EXPECT_EQ(only<MoveStay>(d).stay.id, 7);
}

TEST(Entry, EndsTheStayThatAnOfficerReportedAsEndedUnderANewBooking) {  // ADR 0033
  auto facts = coming();
  facts.stay = stay_in(StayState::said_left);
  const auto d = entered(facts);
  EXPECT_EQ(reported(d), (Lines{"stay leave", "booking enter", "begin 123ABC02",
                                "fact vehicle_entered", "application enter, card matches"}));
  EXPECT_EQ(only<MoveStay>(d).visit, "visit-1") << "no camera saw the exit";
}

TEST(EnterApplication, MatchesNoCardUntilSomebodyHasCompared) {
  EXPECT_FALSE(EnterApplication{}.card_matches);
}

TEST(LateSupplement, CountsTheEntryItsTruckCameInWith) {
  auto facts = inside();
  facts.stay->application_no.reset();
  const auto d = enter_late(*facts.application, facts.card, *facts.stay, "man");
  EXPECT_EQ(reported(d), (Lines{"bind NZ25-000001", "application enter, card matches"}));
  EXPECT_EQ(only<EnterApplication>(d).entered, kEntered);
}

TEST(LateSupplement, IsComparedWithTheMakeSeenAtTheGate) {
  const auto facts = inside();
  EXPECT_EQ(reported(enter_late(*facts.application, facts.card, *facts.stay, "Volvo")),
            (Lines{"incident make_mismatch", "application enter, card differs"}));
}

}  // namespace
}  // namespace otkel::core
