// numbers in the order of applications; and everything that keeps an officer from issuing.
#include "firmware-daemon/app/issue_permit.hpp"

#include <gtest/gtest.h>

#include "core/permit/allocation.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(IssuePermit, SetsTheNumbersOfEarlierApplicationsAsideFirst) {
  CheckpointInMemory w;
  w.blanks(10);
  const Truck second = w.inside(2), third = w.inside(3), first = w.inside(1);
  EXPECT_TRUE(w.issue(third));
  EXPECT_EQ(w.number(first), "C00000001");
  EXPECT_EQ(w.number(second), "C00000002");
  EXPECT_EQ(w.number(third), "C00000003");
  EXPECT_EQ(w.print(), 1) << "only the one that was called is printed";
  EXPECT_TRUE(w.issue(first));
  EXPECT_EQ(w.number(first), "C00000001");
}

TEST(IssuePermit, SkipsApplicationsThatAreNotReady) {
  CheckpointInMemory w;
  w.blanks(10);
  const Truck unpaid = w.book(1), outside = w.book(2), later = w.inside(3);
  EXPECT_TRUE(w.gate(unpaid));
  w.pay(outside);
  EXPECT_TRUE(w.issue(later));
  EXPECT_EQ(w.number(later), "C00000001");
  EXPECT_FALSE(w.blank(unpaid));
  EXPECT_FALSE(w.blank(outside));
}

TEST(IssuePermit, RecordsAListFromWhichTheDecisionCanBeRepeated) {
  CheckpointInMemory w;
  w.blanks(10);
  w.inside(1);
  w.inside(2);
  EXPECT_TRUE(w.issue(w.inside(3)));
  const auto fact = std::get<core::NumberAllocated>(w.events_of("number_allocated").front());
  std::vector<core::Waiting> waiting;
  std::vector<core::BlankNumber> stock;
  ASSERT_EQ(fact.registered.value().size(), fact.waiting.size());
  for (std::size_t i = 0; i < fact.waiting.size(); ++i)
    waiting.push_back({(*fact.registered)[i], *core::ApplicationNo::parse(fact.waiting[i])});
  for (const auto& text : fact.stock) stock.push_back(*core::BlankNumber::parse(text));
  EXPECT_EQ(waiting.size(), 3U);
  EXPECT_EQ(core::allocate(*core::ApplicationNo::parse(fact.wanted), waiting, stock).value(),
            fact.steps);
}

TEST(IssuePermit, AllocatesNothingIfTheStockIsTooSmallForAll) {  // F3
  CheckpointInMemory w;
  w.blanks(2);
  const Truck first = w.inside(1);
  w.inside(2);
  const Truck third = w.inside(3);
  EXPECT_EQ(refusal(w.issue(third)), Code::no_blanks);
  EXPECT_FALSE(w.blank(first)) << "a refusal undoes all of itself";
  EXPECT_EQ(w.statistics().counts.in_stock, 2);
  EXPECT_TRUE(w.issue(first));
}

TEST(IssuePermit, RefusesASecondNumber) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(refusal(w.issue(truck)), Code::print_job_wrong_state);
  w.print();
  EXPECT_EQ(refusal(w.issue(truck)), Code::print_job_wrong_state);
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_EQ(refusal(w.issue(truck)), Code::already_issued);
  EXPECT_EQ(w.statistics().counts.in_stock, 4);
}

TEST(IssuePermit, RequiresTheVehicleOnTheTerritory) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  EXPECT_EQ(refusal(w.issue(truck)), Code::vehicle_not_on_territory);
}

TEST(IssuePermit, FollowsTheInstantOfRegistration) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck later = w.inside(1);
  // An application with a higher number that had been registered before, at another checkpoint.
  const Truck earlier{"800KAZ05", "NZ25-H000800", "DO25-000800"};
  core::PermitCardRecorded card;
  card.bin = "050540004567";
  card.plate = earlier.plate;
  card.make = "MAN";
  w.hub({card,
         core::PortalBookingMade{earlier.booking_no, earlier.plate, card.bin, "С.", w.now,
                                 w.now + core::minutes{60}},
         core::ApplicationRegistered{earlier.application_no, card.bin, earlier.plate,
                                     earlier.booking_no, "2025-05-20",
                                     w.now - std::chrono::hours{1}, w.now}});
  w.pay(earlier);
  EXPECT_TRUE(w.gate(earlier));
  EXPECT_TRUE(w.issue(later));
  EXPECT_EQ(w.number(earlier), "C00000001");
  EXPECT_EQ(w.number(later), "C00000002");
}

TEST(IssuePermit, IsForAVehicleWhoseStayIsOpenWhateverTheDay) {  // R-29, I3
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  w.now += std::chrono::hours{24};
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_FALSE(w.hand_over(truck)) << "it has gone";
}

TEST(HandOver, IsFinishedOverMidnightAndOverTheClosingHour) {  // I3
  CheckpointInMemory w;
  w.blanks(5);
  w.now = time_of("2025-05-20T16:50:00Z");  // ten minutes before the checkpoint closes
  const Truck begun = w.inside(1), waiting = w.inside(2);
  EXPECT_TRUE(w.issue(begun));
  w.print();
  w.now = time_of("2025-05-20T19:02:00Z");  // two minutes past midnight
  EXPECT_EQ(refusal(w.issue(waiting)), Code::checkpoint_closed);
  EXPECT_TRUE(w.hand_over(begun));
  EXPECT_EQ(w.state(begun), core::ApplicationState::issued);
}

TEST(HandOver, IsFinishedAfterThePilotsEndAndNothingIsAllocatedThen) {
  CheckpointInMemory w;
  w.blanks(5);
  w.now = time_of("2025-05-31T16:50:00Z");
  const Truck begun = w.inside(1), set_aside = w.inside(2), called = w.inside(3),
              without = w.inside(4);
  EXPECT_TRUE(w.issue(begun));
  w.print();
  EXPECT_TRUE(w.issue(called));  // sets the second one's number aside as well
  w.now = time_of("2025-06-01T04:00:00Z");
  EXPECT_TRUE(w.hand_over(begun));
  EXPECT_TRUE(w.issue(set_aside)) << "its number was allocated before the end";
  w.print();
  EXPECT_TRUE(w.hand_over(set_aside));
  EXPECT_EQ(refusal(w.issue(without)), Code::rule_pack_expired);
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return spoil_blank(c, w.number(called), "ink", std::nullopt);
  }));
  EXPECT_FALSE(w.blank(called)) << "a replacement is an allocation too";
}

TEST(IssuePermit, IsLockedAfterThePilotsTerm) {
  CheckpointInMemory w;
  w.blanks(5);
  w.now = time_of("2025-06-01T04:00:00Z");
  const Truck truck = w.inside(1);
  EXPECT_EQ(refusal(w.issue(truck)), Code::rule_pack_expired);
  EXPECT_EQ(w.statistics().counts.in_stock, 5);
}

TEST(IssuePermit, IsLockedIfTheSiteGivesNoPermits) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  std::erase(w.checkpoint.pack.permit_sites, w.checkpoint.site);
  EXPECT_EQ(refusal(w.issue(truck)), Code::not_a_permit_site);
  EXPECT_EQ(w.statistics().counts.in_stock, 5);
  w.checkpoint.pack.permit_sites.push_back(w.checkpoint.site);
  EXPECT_TRUE(w.issue(truck));
}

TEST(IssuePermit, IsLockedOutsideTheCheckpointsHours) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  w.now = time_of("2025-05-20T17:30:00Z");
  EXPECT_EQ(refusal(w.issue(truck)), Code::checkpoint_closed);
}

TEST(IssuePermit, IsLockedAfterTheSupplementsLastDay) {
  CheckpointInMemory w;
  w.blanks(5);
  w.checkpoint.pack.valid_until = date_of("2026-01-01");
  const Truck truck = w.book(1);
  w.pay(truck);
  w.now = time_of("2025-06-19T04:00:00Z");
  EXPECT_TRUE(w.gate(truck));
  EXPECT_EQ(refusal(w.issue(truck)), Code::supplement_expired);
}

TEST(IssuePermit, IsLockedWhileTheClockIsUntrusted) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  w.around.clock.doubt = core::ClockDoubt::moved;
  EXPECT_EQ(refusal(w.issue(truck)), Code::clock_untrusted);
  w.around.clock.doubt = core::ClockDoubt::none;
  EXPECT_TRUE(w.issue(truck));
}

TEST(IssuePermit, NamesAnUnknownOrInvalidApplication) {
  CheckpointInMemory w;
  EXPECT_EQ(refusal(w.issue({"", "", "NZ25-000999"})), Code::application_not_found);
  EXPECT_EQ(refusal(w.issue({"", "", "what"})), Code::application_no_malformed);
}

TEST(IssuePermit, RefusesARevokedApplication) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  w.hub({core::PermitRevoked{truck.application_no, "court"}});
  EXPECT_EQ(refusal(w.issue(truck)), Code::application_closed);
}

TEST(IssuePermit, WarnsOfARollThatIsNearlyUsedUpBeforeANumberIsTouched) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  w.around.printer.paper_near_end = true;
  EXPECT_EQ(refusal(w.issue(truck)), Code::printer_paper_near_end);
  EXPECT_FALSE(w.blank(truck));
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return issue_permit(c, truck.application_no, NearEnd::accepted);
  }));
  EXPECT_EQ(w.number(truck), "C00000001");
}

TEST(HandOver, RequiresThePrintedSupplement) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::blank_not_found);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::blank_wrong_state);
  EXPECT_EQ(w.print(core::PrintResult::unknown), 1);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::unknown_print_unresolved);
}

// A text is frozen with its number (I6), so a number is not given to a text that cannot be printed.
TEST(IssuePermit, GivesNoNumberToASupplementThatCannotBePrinted) {
  CheckpointInMemory w;
  w.blanks(10);
  const Truck first = w.book(1), second = w.inside(2);
  core::SupplementText text;
  text.valid_from = "2025-05-20";
  text.valid_until = "2025-06-18";
  text.cargo_name = "ұн \U0001F33E";  // formed by a hub of before the check
  w.hub({core::PayNoticeSent{first.application_no, "hub"},
         core::FeePaid{first.application_no, {}, w.now, "P-1"},
         core::SupplementFormed{first.application_no, text}});
  EXPECT_TRUE(w.gate(first));
  const auto refused = w.issue(first);
  ASSERT_EQ(refusal(refused), Code::page_has_unknown_glyphs);
  EXPECT_NE(refused.error().detail.find("cargo_name: the character U+1F33E"), std::string::npos)
      << refused.error().detail;
  EXPECT_FALSE(w.blank(first));
  EXPECT_TRUE(w.issue(second));
  EXPECT_EQ(w.number(second), "C00000001") << "it holds nobody up";
}

}  // namespace
}  // namespace otkel::app::test
