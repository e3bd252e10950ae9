// When the officer may hand over a blank.
#include "core/permit/permit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

struct IssueCase {
  const char* why;
  Code expected;
  void (*change)(IssueFacts&);
};

class MayIssue : public ::testing::Test {
 protected:
  MayIssue() {
    pack.version = "test";
    pack.valid_from = day("2023-04-21");
    pack.valid_until = day("2025-06-01");
    facts = {ApplicationState::at_checkpoint,
             day("2025-05-19"),
             day("2025-06-18"),
             now - minutes{20},
             true,
             false,
             GivenNumber::none};
  }
  Result<void> decide(bool open = true) {
    return may_issue(facts, pack, open, now, kKazakhstanOffset);
  }
  Instant now = parse_iso("2025-05-20T10:00:00+05:00").value();
  RulePack pack;
  IssueFacts facts;
};

TEST_F(MayIssue, AllowsThePaidTruckOnTheTerritoryOnItsDay) { EXPECT_TRUE(decide()); }

TEST_F(MayIssue, RefusesWithTheReason) {
  const IssueFacts good = facts;
  for (const auto& [why, expected, change] :
       {IssueCase{"not paid", Code::application_unpaid,
                  [](IssueFacts& f) { f.application = ApplicationState::pay_notice; }},
        IssueCase{"not entered", Code::vehicle_not_on_territory,
                  [](IssueFacts& f) { f.application = ApplicationState::supplement_formed; }},
        IssueCase{"no entry on record", Code::vehicle_not_on_territory,
                  [](IssueFacts& f) { f.entered.reset(); }},
        IssueCase{"issued already", Code::already_issued,
                  [](IssueFacts& f) { f.application = ApplicationState::issued; }},
        IssueCase{"no supplement", Code::supplement_missing,
                  [](IssueFacts& f) { f.valid_until.reset(); }},
        IssueCase{"supplement ran out", Code::supplement_expired,
                  [](IssueFacts& f) { f.valid_until = day("2025-05-19"); }},
        IssueCase{"another vehicle", Code::plate_mismatch,
                  [](IssueFacts& f) { f.card_matches = false; }},
        IssueCase{"revoked", Code::application_closed, [](IssueFacts& f) { f.revoked = true; }}}) {
    facts = good;
    change(facts);
    const auto allowed = decide();
    ASSERT_FALSE(allowed) << why;
    EXPECT_EQ(allowed.error().code, expected) << why << ": " << allowed.error().detail;
  }
}

TEST_F(MayIssue, HoldsOnTheFirstAndTheLastDayOfTheSupplementAndOnNoOther) {
  facts.valid_from = facts.valid_until = day("2025-05-20");
  EXPECT_TRUE(decide());
  facts.valid_from = day("2025-05-21");
  facts.valid_until = day("2025-06-18");
  EXPECT_EQ(decide().error().code, Code::supplement_expired);
  facts.valid_from.reset();
  EXPECT_EQ(decide().error().code, Code::supplement_missing);
}

TEST(IssueFacts, MatchNoCardAndHaveNoRevocationByDefault) {
  EXPECT_FALSE(IssueFacts{}.card_matches);
  EXPECT_FALSE(IssueFacts{}.revoked);
}

TEST_F(MayIssue, LocksAfterTheTermOfThePilotAndOutOfHours) {
  EXPECT_EQ(decide(false).error().code, Code::checkpoint_closed);
  now = parse_iso("2025-06-01T10:00:00+05:00").value();
  facts.entered = now;
  EXPECT_EQ(decide().error().code, Code::rule_pack_expired);
}

TEST_F(MayIssue, FinishesOverMidnightWhatHasBegun) {  // I3
  facts.valid_until = day("2025-05-20");
  facts.entered = parse_iso("2025-05-20T23:40:00+05:00").value();
  now = parse_iso("2025-05-21T00:02:00+05:00").value();
  EXPECT_EQ(decide().error().code, Code::supplement_expired) << "nothing has begun";
  facts.number = GivenNumber::given;
  EXPECT_EQ(decide().error().code, Code::supplement_expired) << "nothing has been printed";
  facts.number = GivenNumber::printed;
  EXPECT_TRUE(decide());
  EXPECT_TRUE(decide(false)) << "nor does the closing hour stop it";
  facts.entered.reset();
  EXPECT_EQ(decide().error().code, Code::vehicle_not_on_territory);
}

TEST_F(MayIssue, TakesTheEntryOfTheStayThatIsOpenWhateverItsDay) {  // I3
  *facts.entered -= std::chrono::hours{24};
  EXPECT_TRUE(decide());
}

TEST_F(MayIssue, FinishesAfterThePilotsEndWhatWasAllocatedBefore) {
  now = parse_iso("2025-06-01T00:02:00+05:00").value();
  EXPECT_EQ(decide().error().code, Code::rule_pack_expired);
  for (const auto number : {GivenNumber::given, GivenNumber::printed}) {
    facts.number = number;
    EXPECT_TRUE(decide());
  }
}

// I3: whatever the facts, an allowed issue has the evidence of an entry.
RC_GTEST_PROP(MayIssueAlways, RequiresEntryEvidenceOfTheOpenStay, ()) {
  const Instant now = parse_iso("2025-05-20T10:00:00+05:00").value();
  RulePack pack;
  pack.valid_from = day("2023-04-21");
  pack.valid_until = day("2025-06-01");
  IssueFacts facts;
  facts.application = static_cast<ApplicationState>(*rc::gen::inRange(0, 10));
  facts.valid_from = day("2025-05-01");
  facts.valid_until = day("2025-05-31");
  if (*rc::gen::arbitrary<bool>()) facts.entered = now - minutes{*rc::gen::inRange(-3000, 3000)};
  facts.card_matches = *rc::gen::arbitrary<bool>();
  facts.number = static_cast<GivenNumber>(*rc::gen::inRange(0, 3));
  if (!may_issue(facts, pack, true, now, kKazakhstanOffset)) return;
  RC_ASSERT(facts.entered.has_value());
  RC_ASSERT(facts.card_matches);
  RC_ASSERT(facts.application == ApplicationState::at_checkpoint);
}

}  // namespace
}  // namespace otkel::core
