// A print whose end is unknown is unknown (ADR 0008); duplicates are marked.
#include "firmware-daemon/app/print_supplement.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/resolve_print.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using store::PrintState;

struct PrintSupplement : testing::Test {
  CheckpointInMemory w;
  Truck truck;
  void SetUp() override {
    w.blanks(5);
    truck = w.inside(1);
    ASSERT_TRUE(w.issue(truck));
  }
  store::PrintJobRow last() { return w.stores.print_jobs.of_blank(w.number(truck)).back(); }
  core::SupplementPrint sheet() { return std::get<core::SupplementPrint>(last().payload); }
  Result<store::PrintJobRow> reprint(const std::string& reason = "smeared") {
    return w.as("officer:aliya",
                [&](Context& c) { return reprint_supplement(c, truck.application_no, reason); });
  }
  Result<store::PrintJobRow> resolve(bool on_paper) {
    return w.as("officer:aliya", [&](Context& c) { return resolve_print(c, last().id, on_paper); });
  }
};

TEST_F(PrintSupplement, ContainsEverythingThatThePageNeeds) {
  const auto job = sheet();
  EXPECT_EQ(job.blank_number, "C00000001");
  EXPECT_EQ(job.application_no, truck.application_no);
  EXPECT_EQ(job.plate, truck.plate);
  EXPECT_EQ(job.checkpoint_kk, "Нұр Жолы");
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(job.officer, "Әлия Сәрсенова");
  EXPECT_EQ(job.log_head.size(), 64U);
  EXPECT_EQ(job.text, *w.stores.applications.find(truck.application_no)->supplement);  // I6
}

TEST_F(PrintSupplement, MarksADuplicateByItsAttempt) {
  EXPECT_EQ(refusal(reprint()), Code::print_job_wrong_state) << "one is under way";
  w.print();
  EXPECT_EQ(refusal(reprint(" ")), Code::reason_missing);
  EXPECT_TRUE(reprint());
  EXPECT_EQ(last().attempt, 2);
  EXPECT_EQ(sheet().attempt, 2);
  EXPECT_EQ(w.print(), 1);
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) -> Result<void> {
    const auto third =
        reprint_supplement(c, truck.application_no, "the driver lost it", with("berik"));
    return third ? Result<void>{} : std::unexpected(third.error());
  }));
  EXPECT_EQ(w.print(), 1);
  EXPECT_EQ(w.blank_state(w.number(truck)), core::BlankState::issued);
}

TEST_F(PrintSupplement, ResendsTheSameAttemptIfNothingWasPrinted) {
  w.print(core::PrintResult::failed_safe);
  EXPECT_EQ(last().state, PrintState::failed_safe);
  EXPECT_TRUE(reprint("paper put in"));
  EXPECT_EQ(last().attempt, 1);
  EXPECT_EQ(w.print(), 1);
  EXPECT_EQ(w.blank_state(w.number(truck)), core::BlankState::printed);
}

TEST_F(PrintSupplement, NeverRepeatsAnUnknownPrintByItself) {
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(w.print(), 0);
  EXPECT_EQ(refusal(reprint()), Code::unknown_print_unresolved);
  EXPECT_EQ(refusal(w.issue(truck)), Code::unknown_print_unresolved);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::unknown_print_unresolved);
}

TEST_F(PrintSupplement, BelievesTheOfficerWhoLookedAtThePaper) {
  w.print(core::PrintResult::unknown);
  const auto seen = resolve(true);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->state, PrintState::confirmed);
  EXPECT_EQ(seen->resolved_by, "officer:aliya");
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_EQ(refusal(resolve(true)), Code::print_job_wrong_state);
}

TEST_F(PrintSupplement, PrintsAgainAfterTheOfficerFoundNothingOnThePaper) {
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(resolve(false).value().state, PrintState::failed_safe);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::blank_wrong_state);
  EXPECT_TRUE(reprint("nothing came out"));
  EXPECT_EQ(w.print(), 1);
  EXPECT_TRUE(w.hand_over(truck));
}

TEST_F(PrintSupplement, CountsAPrintThatAPersonDeniedTowardsTheThird) {
  w.print(core::PrintResult::unknown);
  EXPECT_TRUE(resolve(false));
  EXPECT_TRUE(reprint("nothing came out"));
  w.print(core::PrintResult::unknown);
  EXPECT_TRUE(resolve(false));
  EXPECT_EQ(refusal(reprint("nothing came out")), Code::second_person_missing);
  const auto by_two = w.as("officer:aliya", [&](Context& c) {
    return reprint_supplement(c, truck.application_no, "nothing came out", with("berik"));
  });
  ASSERT_TRUE(by_two);
  EXPECT_EQ(by_two->attempt, 3);
}

TEST_F(PrintSupplement, CountsNothingThatThePrinterProvedNotToBeOnPaper) {
  for (int i = 0; i < 4; ++i) {
    w.print(core::PrintResult::failed_safe);
    EXPECT_TRUE(reprint("the roll was empty")) << i;
  }
  EXPECT_EQ(last().attempt, 1);
}

TEST_F(PrintSupplement, LeavesASpoiledBlankSpoiledWhenItsPrintEndsLater) {
  const auto number = w.number(truck);
  const auto id = last().id;
  EXPECT_TRUE(w.db.transact([&]() -> Result<void> {
    auto row = *w.stores.blanks.find(number);
    row.state = core::BlankState::spoiled;
    w.stores.blanks.update(row);
    return {};
  }));
  EXPECT_TRUE(w.as("system", [&](Context& c) {
    return end_print(c, id, {core::PrintResult::confirmed, core::PrintGrade::content, {}, ""});
  }));
  EXPECT_EQ(w.blank_state(number), core::BlankState::spoiled);
}

TEST_F(PrintSupplement, PrintsNothingForANumberThatEndedWhileItWaited) {
  const auto number = w.number(truck);
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_EQ(w.blank_state(number), core::BlankState::annulled);
  EXPECT_EQ(w.print(), 0);
  EXPECT_EQ(w.stores.print_jobs.of_blank(number).back().cause, "blank_ended");
}

TEST_F(PrintSupplement, KnowsNoJobOfAnotherNumber) {
  EXPECT_EQ(refusal(w.as("officer:aliya", [&](Context& c) { return resolve_print(c, 999, true); })),
            Code::print_job_not_found);
}

}  // namespace
}  // namespace otkel::app::test
