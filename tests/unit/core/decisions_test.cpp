// Eligibility, allocation, issue, redemption and the sums.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "core/gate/redemption.hpp"
#include "core/permit/allocation.hpp"
#include "core/permit/eligibility.hpp"
#include "core/permit/permit.hpp"
#include "core/permit/statistics.hpp"

namespace otkel::core {
namespace {

LocalDate day(const char* text) { return parse_date(text).value(); }

EligibilityFacts everything() {
  return {
      day("2026-01-01"), day("2026-01-01"), day("2026-01-01"), day("2026-01-01"), true, true, {}};
}

std::vector<Code> codes(const EligibilityFacts& facts) {
  std::vector<Code> out;
  for (const auto& e : ineligible(facts, RulePack{}, day("2025-05-20"))) out.push_back(e.code);
  return out;
}

TEST(Eligibility, HoldsWhereAllFiveConditionsHold) { EXPECT_TRUE(codes(everything()).empty()); }

TEST(Eligibility, NamesEveryConditionThatFails) {
  EXPECT_EQ(codes({}), (std::vector<Code>{Code::no_admission_certificate, Code::no_permit_card,
                                          Code::no_booking, Code::no_title_document}));
}

TEST(Eligibility, VoidsACardWithAnExpiredCheck) {
  auto facts = everything();
  facts.tachograph_until = day("2025-05-19");
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::permit_card_void});
  facts = everything();
  facts.inspection_until.reset();
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::permit_card_void});
}

TEST(Eligibility, CountsHandedOverBlanksForSixMonthsAndForeignVehiclesForEver) {
  auto facts = everything();
  facts.misuse = {{Misuse::blank_handed_over, day("2024-11-20")}};
  EXPECT_TRUE(codes(facts).empty());
  facts.misuse = {{Misuse::blank_handed_over, day("2024-11-21")}};
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::misuse_on_record});
  facts.misuse = {{Misuse::vehicle_not_on_card, day("2023-06-01")}};
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::misuse_on_record});
}

ApplicationNo application(std::int64_t n) { return ApplicationNo::make(Site::nur_zholy, 2025, n); }

std::vector<BlankNumber> stock(std::int64_t first, std::int64_t count) {
  std::vector<BlankNumber> numbers;
  for (std::int64_t i = 0; i < count; ++i)
    numbers.push_back(BlankNumber::parse("C0000000").value().plus(first + i).value());
  return numbers;
}

TEST(Allocation, SetsTheNumbersOfEarlierApplicationsAsideFirst) {
  const auto steps =
      allocate(application(7), {application(9), application(7), application(3)}, stock(100, 3));
  ASSERT_TRUE(steps);
  EXPECT_EQ(*steps, (std::vector<AllocationStep>{{"NZ25-000003", "C0000100"},
                                                 {"NZ25-000007", "C0000101"}}));
}

TEST(Allocation, GivesNothingWhereTheStockDoesNotReachForAll) {
  const auto steps = allocate(application(7), {application(3), application(7)}, stock(1, 1));
  ASSERT_FALSE(steps);
  EXPECT_EQ(steps.error().code, Code::no_blanks);
  EXPECT_EQ(allocate(application(5), {application(3)}, stock(1, 9)).error().code,
            Code::application_not_found);
}

/// A checkpoint's day as the allocation sees it: who waits, what lies in stock, what was given.
struct Desk {
  std::vector<ApplicationNo> waiting;
  std::vector<BlankNumber> in_stock;
  std::vector<AllocationStep> given;

  void call(const ApplicationNo& wanted) {
    const auto steps = allocate(wanted, waiting, in_stock);
    if (!steps) return;
    for (const auto& step : *steps) {
      std::erase(waiting, ApplicationNo::parse(step.application_no).value());
      std::erase(in_stock, BlankNumber::parse(step.blank).value());
      given.push_back(step);
    }
  }
};

// I1, I2: whoever comes when and is called in whatever order, no number is given twice, no
// application gets two, and at each call the lower numbers go to the earlier applications.
RC_GTEST_PROP(Allocation, GivesNumbersInTheOrderOfApplicationsAndNeverTwice, ()) {
  Desk desk{{}, stock(1, *rc::gen::inRange<std::int64_t>(0, 30)), {}};
  auto arriving =
      *rc::gen::unique<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 60));
  for (const auto n : arriving) {
    desk.waiting.push_back(application(n));
    if (*rc::gen::inRange(0, 3) != 0) continue;
    const auto before = desk.given.size();
    const auto called = *rc::gen::elementOf(desk.waiting);
    const auto earliest_waiting = *std::min_element(desk.waiting.begin(), desk.waiting.end());
    desk.call(called);
    if (desk.given.size() == before) continue;
    RC_ASSERT(desk.given[before].application_no == earliest_waiting.str());
    RC_ASSERT(desk.given.back().application_no == called.str());
    for (std::size_t i = before + 1; i < desk.given.size(); ++i)
      RC_ASSERT(desk.given[i - 1].application_no < desk.given[i].application_no);
  }
  std::set<std::string> numbers, applications;
  for (std::size_t i = 0; i < desk.given.size(); ++i) {
    RC_ASSERT(numbers.insert(desk.given[i].blank).second);
    RC_ASSERT(applications.insert(desk.given[i].application_no).second);
    if (i > 0) RC_ASSERT(desk.given[i - 1].blank < desk.given[i].blank);
  }
}

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
             false};
  }
  Result<void> decide(bool open = true) {
    return may_issue(facts, pack, open, now, kKazakhstanOffset);
  }
  Instant now = parse_iso("2025-05-20T10:00:00+05:00").value();
  RulePack pack;
  IssueFacts facts;
};

TEST_F(MayIssue, AllowsThePaidTruckOnTheTerritoryOnItsDay) { EXPECT_TRUE(decide()); }

TEST_F(MayIssue, RefusesWithTheReasonThatStandsInTheWay) {
  const IssueFacts good = facts;
  for (const auto& [why, expected, change] :
       {IssueCase{"not paid", Code::application_unpaid,
                  [](IssueFacts& f) { f.application = ApplicationState::pay_notice; }},
        IssueCase{"not entered", Code::vehicle_not_on_territory,
                  [](IssueFacts& f) { f.application = ApplicationState::supplement_formed; }},
        IssueCase{"no entry on record", Code::vehicle_not_on_territory,
                  [](IssueFacts& f) { f.entered.reset(); }},
        IssueCase{"came in yesterday", Code::not_crossing_day,
                  [](IssueFacts& f) { *f.entered -= std::chrono::hours{24}; }},
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

TEST_F(MayIssue, LocksAfterTheTermOfThePilotAndOutOfHours) {
  EXPECT_EQ(decide(false).error().code, Code::checkpoint_closed);
  now = parse_iso("2025-06-01T10:00:00+05:00").value();
  facts.entered = now;
  EXPECT_EQ(decide().error().code, Code::rule_pack_expired);
}

// I3: whatever the facts, an allowed issue has an entry of the same day.
RC_GTEST_PROP(MayIssueAlways, WantsEntryEvidenceOfTheSameDay, ()) {
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
  if (!may_issue(facts, pack, true, now, kKazakhstanOffset)) return;
  RC_ASSERT(facts.entered.has_value());
  RC_ASSERT(local_date(*facts.entered, kKazakhstanOffset) == day("2025-05-20"));
  RC_ASSERT(facts.card_matches);
  RC_ASSERT(facts.application == ApplicationState::at_checkpoint);
}

TEST(Redemption, TakesOnlyTheRecordOfACameraAtTheExit) {
  Evidence evidence;
  const auto check = [&](CameraRole role) {
    return check_evidence(evidence, role, Instant{}, Instant{});
  };
  evidence.camera = "exit-1";
  evidence.grade = EvidenceGrade::camera_exact;
  EXPECT_FALSE(check(CameraRole::exit));
  evidence.visit_id = "v1";
  EXPECT_TRUE(check(CameraRole::exit));
  for (const auto role :
       {CameraRole::gate_in, CameraRole::return_lane, CameraRole::entry_from_china})
    EXPECT_EQ(check(role).error().code, Code::exit_evidence_missing);
  evidence.grade = EvidenceGrade::officer_entry;
  EXPECT_EQ(check(CameraRole::exit).error().code, Code::exit_evidence_missing);
}

TEST(Redemption, TakesALateRecordOnlyOfAMomentBetweenEntryAndNow) {
  const Instant entered = parse_iso("2025-05-20T05:00:00Z").value();
  const Instant now = parse_iso("2025-05-20T10:00:00Z").value();
  Evidence evidence;
  evidence.visit_id = "v1";
  evidence.camera = "exit-1";
  evidence.grade = EvidenceGrade::camera_confirmed_late;
  const auto taken = [&] {
    return check_evidence(evidence, CameraRole::exit, entered, now).has_value();
  };
  EXPECT_FALSE(taken()) << "without a time of its own it may be of any day";
  struct Case {
    const char* camera_time;
    std::int64_t skew_minutes;
    bool taken;
  };
  const Case cases[] = {
      {"2025-05-20T06:00:00Z", 0, true},     {"2025-05-20T04:58:00Z", 0, false},
      {"2025-05-20T10:02:00Z", 0, false},    {"2025-05-20T09:00:00Z", -180, true},
      {"2025-05-20T07:30:00Z", -180, false}, {"2024-05-20T06:00:00Z", 0, false},
      {"2034-05-20T06:00:00Z", 0, false},
  };
  for (const auto& c : cases) {
    evidence.camera_time = parse_iso(c.camera_time).value();
    evidence.skew_ms = c.skew_minutes * 60'000;
    EXPECT_EQ(taken(), c.taken) << c.camera_time << " skew " << c.skew_minutes;
  }
}

TEST(Exit, RedeemsWhatIsInTheDriversHandsAndReportsTheRest) {
  EXPECT_EQ(decide_exit(BlankState::issued, false), ExitOutcome::redeem);
  EXPECT_EQ(decide_exit(BlankState::issued, true), ExitOutcome::redeem_revoked);  // I10
  EXPECT_EQ(decide_exit(BlankState::redeemed, false), ExitOutcome::second_exit);
  EXPECT_EQ(decide_exit(BlankState::returned, false), ExitOutcome::blank_ended);  // I5
  EXPECT_EQ(decide_exit(BlankState::printed, false), ExitOutcome::not_issued);
  EXPECT_EQ(decide_exit(std::nullopt, false), ExitOutcome::no_permit);
}

// I7, I8 under any walk of many blanks through their table.
RC_GTEST_PROP(Reconciliation, AddsUpWhateverHappensToTheBlanks, ()) {
  std::vector<BlankState> blanks(*rc::gen::inRange<std::size_t>(0, 40), BlankState::in_stock);
  for (auto& state : blanks)
    for (int step = *rc::gen::inRange(0, 7); step > 0; --step)
      state = advance(state, static_cast<BlankEvent>(*rc::gen::inRange(0, 8))).value_or(state);
  BlankCounts counts;
  for (const auto state : blanks) count(counts, state);
  const auto in_hands = std::count(blanks.begin(), blanks.end(), BlankState::issued);
  const auto sums = reconcile(counts, in_hands);
  RC_ASSERT(sums.stock_adds_up);
  RC_ASSERT(sums.zone_adds_up);
  RC_ASSERT(!reconcile(counts, in_hands + 1).zone_adds_up);
}

}  // namespace
}  // namespace otkel::core
