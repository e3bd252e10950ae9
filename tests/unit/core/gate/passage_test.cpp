// Which passage a record is, and that every kind is decided by its own rule.
#include "core/gate/passage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/every.hpp"
#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

using Role = CameraRole;
using Grade = EvidenceGrade;
using Kind = PassageKind;

TEST(PassageKind, FollowsFromThePlaceAndAtTheExitFromTheGrade) {
  for (const auto grade : every<Grade>()) {
    EXPECT_EQ(kind_of(passage(Role::gate_in, grade)), Kind::enter);
    EXPECT_EQ(kind_of(passage(Role::return_lane, grade)), Kind::turn_back);
    EXPECT_EQ(kind_of(passage(Role::entry_from_china, grade)), Kind::come_back);
  }
  EXPECT_EQ(kind_of(passage(Role::exit, Grade::camera_exact)), Kind::leave);
  EXPECT_EQ(kind_of(passage(Role::exit, Grade::camera_confirmed)), Kind::leave);
  EXPECT_EQ(kind_of(passage(Role::exit, Grade::camera_confirmed_late)), Kind::leave_late);
  EXPECT_EQ(kind_of(passage(Role::exit, Grade::officer_entry)), Kind::say_left);
}

TEST(PassageKind, ReportsWhoseApplicationIsNeeded) {
  EXPECT_EQ(application_of(Kind::enter), ApplicationOf::coming_vehicle);
  EXPECT_EQ(application_of(Kind::leave), ApplicationOf::stay_or_vehicle);
  EXPECT_EQ(application_of(Kind::come_back), ApplicationOf::last_stay);
  EXPECT_EQ(application_of(Kind::turn_back), ApplicationOf::stay_or_last);
  for (const auto kind : {Kind::leave_late, Kind::say_left})
    EXPECT_EQ(application_of(kind), ApplicationOf::stay);
}

TEST(PassageFacts, ReportNoRevocationByDefault) {  // I10
  EXPECT_FALSE(ApplicationFacts{}.revoked);
}

TEST(DecidePassage, AppliesTheRuleOfEachKind) {
  const auto first = [](Role role, Grade grade) {
    return reported(decide_passage(passage(role, grade), inside_with(BlankState::issued), kNow))
        .front();
  };
  EXPECT_EQ(first(Role::gate_in, Grade::camera_exact), "incident entered_twice");
  EXPECT_EQ(first(Role::exit, Grade::camera_exact), "fact vehicle_left");
  EXPECT_EQ(first(Role::exit, Grade::camera_confirmed_late), "fact vehicle_left");
  EXPECT_EQ(first(Role::exit, Grade::officer_entry), "fact exit_said");
  EXPECT_EQ(first(Role::return_lane, Grade::camera_exact), "fact vehicle_turned_back");
  EXPECT_EQ(first(Role::entry_from_china, Grade::camera_exact), "fact vehicle_came_back");
}

template <class E>
E any_of() {
  return *rc::gen::elementOf(every<E>());
}

/// Whatever may stand in the rows of one vehicle, also what should not.
PassageFacts any_facts() {
  PassageFacts facts;
  if (*rc::gen::arbitrary<bool>()) facts = inside_with(any_of<BlankState>());
  if (facts.application) {
    facts.application->state = any_of<ApplicationState>();
    facts.application->revoked = *rc::gen::arbitrary<bool>();
  }
  if (facts.booking) facts.booking->state = any_of<BookingState>();
  if (*rc::gen::arbitrary<bool>()) facts.booking.reset();
  const auto state = any_of<StayState>();
  facts.last = stay_in(state);
  facts.stay.reset();
  if (is_open(state)) facts.stay = facts.last;
  return facts;
}

// I4, I5, and the stay's table: whatever is on record, no decision redeems without a camera at the
// exit, none ends a number twice, and none moves a stay where its table does not lead.
RC_GTEST_PROP(DecidePassage, KeepsTheLawOverAnyFacts, ()) {
  const auto p = passage(any_of<Role>(), any_of<Grade>());
  const auto facts = any_facts();
  const auto decision = decide_passage(p, facts, kNow);
  if (!decision) return;
  int ends = 0;
  for (const auto& step : decision->steps) {
    if (const auto* blank = std::get_if<MoveBlank>(&step)) {
      ++ends;
      RC_ASSERT(advance(facts.blank->state, blank->event).has_value());
      if (blank->event == BlankEvent::redeem)
        RC_ASSERT(p.role == Role::exit && p.evidence.grade != Grade::officer_entry);
    }
    if (const auto* move = std::get_if<MoveStay>(&step))
      RC_ASSERT(moved(move->stay, move->event, kNow, move->visit).has_value());
    if (std::holds_alternative<MoveBooking>(step)) RC_ASSERT(facts.booking.has_value());
    if (std::holds_alternative<MoveApplication>(step)) RC_ASSERT(facts.application.has_value());
  }
  RC_ASSERT(ends <= 1);
}

}  // namespace
}  // namespace otkel::core
