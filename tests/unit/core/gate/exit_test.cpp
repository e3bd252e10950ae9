// What an exit redeems, ends and reports: by a camera, by a late record, by an officer's word.
#include "core/gate/exit.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"
#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

Result<Decision> left(const PassageFacts& facts) {
  return leave(passage(CameraRole::exit), facts, kNow);
}
Result<Decision> left_late(const PassageFacts& facts) {
  return leave_late(passage(CameraRole::exit, EvidenceGrade::camera_confirmed_late), facts, kNow);
}
Result<Decision> said_left(const PassageFacts& facts) {
  auto p = passage(CameraRole::exit, EvidenceGrade::officer_entry);
  p.reason = "the camera is dead";
  return say_left(p, facts);
}

const Lines kRedeemed{"fact vehicle_left", "blank redeem", "fact permit_redeemed",
                      "application close", "stay leave",   "booking cross"};

TEST(LeaveTerritory, RedeemsTheIssuedPermit) {
  const auto d = left(inside_with(BlankState::issued));
  EXPECT_EQ(reported(d), kRedeemed);
  const auto fact = only<PermitRedeemed>(d);
  EXPECT_EQ(fact.blank, "C0000017");
  EXPECT_EQ(fact.evidence.visit_id, "visit-2");
  EXPECT_EQ(fact.rule, "exact_alone");
  EXPECT_EQ(only<MoveApplication>(d).reason, "redeemed");
  EXPECT_EQ(only<MoveStay>(d).visit, "visit-2");
  EXPECT_EQ(only<VehicleLeft>(d).outcome, ExitOutcome::redeem);
}

TEST(LeaveTerritory, RedeemsFromEveryOpenState) {
  for (const auto state : every<StayState>()) {
    if (!is_open(state)) continue;
    EXPECT_EQ(reported(left(inside_with(BlankState::issued, state))), kRedeemed) << word(state);
  }
}

TEST(LeaveTerritory, RedeemsNothingWithoutAProof) {  // R-37, I4
  auto p = passage(CameraRole::exit);
  p.evidence.visit_id.clear();
  EXPECT_EQ(reported(leave(p, inside_with(BlankState::issued), kNow)),
            Lines{"refused exit_evidence_missing"});
}

TEST(LeaveTerritory, ReportsAnotherMakeAndRedeemsAllTheSame) {
  auto facts = inside_with(BlankState::issued);
  facts.card->make = "Volvo";
  EXPECT_EQ(reported(left(facts)),
            (Lines{"fact vehicle_left", "incident make_mismatch", "blank redeem",
                   "fact permit_redeemed", "application close", "stay leave", "booking cross"}));
  facts.card.reset();
  EXPECT_EQ(reported(left(facts))[1], "incident vehicle_not_on_card");
}

TEST(LeaveTerritory, RedeemsARevokedPermitAndReportsIt) {  // I10
  auto facts = inside_with(BlankState::issued);
  facts.application->revoked = true;
  const auto d = left(facts);
  EXPECT_EQ(reported(d),
            (Lines{"fact vehicle_left", "incident redeemed_vs_annulled", "blank redeem",
                   "fact permit_redeemed", "application close", "stay leave", "booking cross"}));
  EXPECT_EQ(only<VehicleLeft>(d).outcome, ExitOutcome::redeem_revoked);
}

TEST(LeaveTerritory, IsOnePassageForTwoCameras) {
  auto facts = inside_with(BlankState::redeemed);
  facts.stay.reset();
  facts.booking.reset();
  facts.application->state = ApplicationState::closed;
  facts.last = stay_in(StayState::left);
  EXPECT_EQ(reported(left(facts)), Lines{});
  facts.last->ended = kNow - kOnePassage;
  const auto d = left(facts);
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_left", "incident exit_without_entry",
                                "incident second_exit"}));
  EXPECT_EQ(only<VehicleLeft>(d).blank, "C0000017");
}

TEST(LeaveTerritory, IsASecondExitIfTheTruckHadComeBackInBetween) {
  auto facts = inside_with(BlankState::redeemed);
  facts.stay.reset();
  facts.booking.reset();
  facts.last = stay_in(StayState::came_back);
  facts.application->state = ApplicationState::closed;
  EXPECT_EQ(reported(left(facts))[2], "incident second_exit");
}

TEST(LeaveTerritory, ReportsABlankThatHadEnded) {  // I5
  for (const auto end :
       {BlankState::returned, BlankState::lost, BlankState::annulled, BlankState::spoiled}) {
    auto facts = inside_with(end);
    facts.application->state = ApplicationState::closed;
    EXPECT_EQ(reported(left(facts)), (Lines{"fact vehicle_left", "incident ended_blank_left",
                                            "stay leave", "booking cross"}))
        << word(end);
  }
}

TEST(LeaveTerritory, AnnulsANumberThatWasSetAsideAndClosesItsApplication) {  // ADR 0017
  for (const auto state : {BlankState::allocated, BlankState::printed}) {
    const auto d = left(inside_with(state));
    EXPECT_EQ(reported(d),
              (Lines{"fact vehicle_left", "incident left_before_handover", "blank annul",
                     "application close", "stay leave", "booking cross"}));
    EXPECT_EQ(only<MoveBlank>(d).reason, "the vehicle left before the blank was handed over");
    EXPECT_EQ(only<MoveBlank>(d).cause, EndCause::set_aside);
    EXPECT_EQ(only<VehicleLeft>(d).outcome, ExitOutcome::not_issued);
  }
}

TEST(LeaveTerritory, LetsAnApplicationWithoutANumberBeUsedLater) {  // ADR 0017
  const auto d = left(inside());
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_left", "application leave_unissued", "stay leave",
                                "booking cross"}));
  EXPECT_EQ(only<VehicleLeft>(d).outcome, ExitOutcome::no_permit);
  auto spoiled = inside_with(BlankState::spoiled);
  EXPECT_EQ(reported(left(spoiled))[2], "application leave_unissued") << "its number had ended";
}

TEST(LeaveTerritory, IsRecordedWithoutAPermitOfOurs) {
  PassageFacts facts;
  facts.stay = stay_in(StayState::inside);
  facts.booking = {"NZ25-H000001", BookingState::crossed};
  EXPECT_EQ(reported(left(facts)), (Lines{"fact vehicle_left", "stay leave"}));
  EXPECT_EQ(only<VehicleLeft>(left(facts)).outcome, ExitOutcome::external);
  facts.stay.reset();
  const auto d = left(facts);
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_left", "incident exit_without_entry"}));
  EXPECT_EQ(only<OpenIncident>(d).subject, "123ABC02");
}

TEST(LeaveTerritory, IsUnderAPermitFromOutsideIfNothingOfOursWasFormed) {
  auto facts = inside();
  for (const auto state : {ApplicationState::registered, ApplicationState::pay_notice,
                           ApplicationState::paid, ApplicationState::refused}) {
    facts.application->state = state;
    EXPECT_EQ(only<VehicleLeft>(left(facts)).outcome, ExitOutcome::external) << word(state);
  }
  EXPECT_FALSE(only<VehicleLeft>(left(facts)).external_permit) << "nobody wrote down its number";
}

TEST(LeaveTerritory, IsNoSecondExitUnderTheNumberOfAnEarlierTrip) {
  auto facts = inside_with(BlankState::redeemed);
  facts.application->state = ApplicationState::closed;
  facts.stay->external_permit = "KZ-0042";
  const auto d = left(facts);
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_left", "stay leave", "booking cross"}));
  EXPECT_EQ(only<VehicleLeft>(d).external_permit, "KZ-0042");
  EXPECT_FALSE(only<VehicleLeft>(d).blank);
}

TEST(LeaveTerritory, RedeemsWhatIsIssuedWhateverElseTheDriverShows) {
  auto facts = inside_with(BlankState::issued);
  facts.stay->external_permit = "KZ-0042";
  EXPECT_EQ(only<VehicleLeft>(left(facts)).outcome, ExitOutcome::redeem);
}

TEST(LateRecord, RedeemsWhatIsIssuedAndStillInside) {
  EXPECT_EQ(reported(left_late(inside_with(BlankState::issued))), kRedeemed);
}

TEST(LateRecord, ProvesATripThatHasEndedAndTouchesNeitherStayNorBooking) {  // ADR 0033
  const auto d = left_late(inside_with(BlankState::issued, StayState::left));
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_left", "blank redeem", "fact permit_redeemed",
                                "application close"}));
}

TEST(LateRecord, IsRefusedIfNothingWaitsForIt) {
  EXPECT_EQ(reported(left_late({})), Lines{"refused vehicle_not_on_territory"});
  EXPECT_EQ(reported(left_late(inside())), Lines{"refused blank_wrong_state"});
  for (const auto state : every<BlankState>()) {
    if (state == BlankState::issued) continue;
    EXPECT_EQ(reported(left_late(inside_with(state))), Lines{"refused blank_wrong_state"});
  }
}

TEST(LateRecord, IsRefusedIfItMayBeOfAnotherPassage) {
  auto facts = inside_with(BlankState::issued);
  facts.application->entered = kNow - minutes{20};
  EXPECT_EQ(reported(left_late(facts)), Lines{"refused exit_evidence_missing"});
}

TEST(LateRecord, ProvesTheTripOfItsOwnTime) {  // ADR 0033
  auto waits = stay_in(StayState::left), open = stay_in(StayState::inside);
  waits.id = 1;
  open.id = 2;
  auto evidence = passage(CameraRole::exit, EvidenceGrade::camera_confirmed_late).evidence;
  const auto proves = [&](const std::optional<Stay>& a, const std::optional<Stay>& b) {
    return proven_stay(a, b, evidence).value_or(Stay{}).id;
  };
  evidence.camera_time = open.entered;
  EXPECT_EQ(proves(waits, open), 2);
  evidence.camera_time = open.entered - std::chrono::milliseconds{1};
  EXPECT_EQ(proves(waits, open), 1);
  evidence.skew_ms = 60'000;
  EXPECT_EQ(proves(waits, open), 2) << "set right by the camera's usual skew";
  EXPECT_EQ(proves(waits, std::nullopt), 1);
  EXPECT_EQ(proves(std::nullopt, open), 2);
  EXPECT_EQ(proves(std::nullopt, std::nullopt), 0);
}

TEST(OfficersStatement, LeavesAnIssuedNumberWaitingForACameraRecord) {  // R-37, ADR 0033
  const auto d = said_left(inside_with(BlankState::issued));
  EXPECT_EQ(reported(d), (Lines{"fact exit_said", "stay say_left", "incident exit_without_camera",
                                "booking cross"}));
  EXPECT_EQ(only<ExitSaid>(d).reason, "the camera is dead");
  EXPECT_EQ(only<ExitSaid>(d).blank, "C0000017");
  EXPECT_EQ(only<OpenIncident>(d).subject, "C0000017");
}

TEST(OfficersStatement, EndsTheStayIfNoPermitIsIssued) {
  EXPECT_EQ(reported(said_left(inside())),
            (Lines{"fact exit_said", "incident exit_without_camera", "application leave_unissued",
                   "stay leave", "booking cross"}));
  const auto printed = said_left(inside_with(BlankState::printed));
  EXPECT_EQ(reported(printed),
            (Lines{"fact exit_said", "incident exit_without_camera", "blank annul",
                   "application close", "stay leave", "booking cross"}));
  EXPECT_EQ(only<OpenIncident>(printed).subject, "C0000017") << "a number ends by it";
  auto lost = inside_with(BlankState::lost);
  lost.application->state = ApplicationState::closed;
  const auto d = said_left(lost);
  EXPECT_EQ(reported(d), (Lines{"fact exit_said", "incident exit_without_camera", "stay leave",
                                "booking cross"}));
  EXPECT_EQ(only<OpenIncident>(d).subject, "123ABC02");
  EXPECT_FALSE(only<ExitSaid>(d).blank) << "that number had ended";
}

TEST(OfficersStatement, IsRefusedOverAVehicleThatIsNotInside) {
  EXPECT_EQ(reported(said_left({})), Lines{"refused vehicle_not_on_territory"});
}

TEST(Crossing, MovesOnlyABookingThatIsOnTheTerritory) {
  for (const auto state : every<BookingState>()) {
    auto facts = inside();
    facts.booking->state = state;
    EXPECT_EQ(reported(left(facts)).back() == "booking cross", state == BookingState::on_territory)
        << word(state);
  }
}

}  // namespace
}  // namespace otkel::core
