// The life of a job: attempts, stages, and what a restart may say about it.
#include "firmware-daemon/app/print_job.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/print_again.hpp"
#include "firmware-daemon/app/print_document.hpp"
#include "firmware-daemon/app/resolve_print.hpp"
#include "printer/job/job_name.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using printer::Outcome;
using printer::OutcomeKind;
using printer::Recovered;
using store::PrintState;
using Journal = std::optional<std::vector<Recovered>>;

struct PrintJob : testing::Test {
  CheckpointInMemory w;
  Truck truck;
  void SetUp() override {
    w.blanks(5);
    truck = w.inside(1);
    ASSERT_TRUE(w.issue(truck));
  }
  store::PrintJobRow job() { return w.stores.print_jobs.of_blank(w.number(truck)).back(); }
  store::PrintJobRow row(std::int64_t id) { return *w.stores.print_jobs.find(id); }
  void begin() {
    ASSERT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
      EXPECT_TRUE(begin_print(c));
      return {};
    }));
  }
  void stage(printer::Stage reached) {
    ASSERT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
      show_stage(c, job().id, reached);
      return {};
    }));
  }
  void restart(const Journal& journal) {
    const auto done = w.as("system", [&](Context& c) { return recover_prints(c, journal); });
    EXPECT_TRUE(done) << done.error().detail;
  }
  Recovered known(OutcomeKind kind, core::PrintGrade grade, Code cause, std::int64_t rows) {
    Outcome outcome;
    outcome.kind = kind;
    outcome.grade = grade;
    outcome.cause = cause;
    outcome.rows_sent = rows;
    outcome.bytes_sent = rows * 72;
    return {job().id, printer::job_name(job().payload), std::string(64, 'c'), outcome};
  }
  Result<store::PrintJobRow> again(std::int64_t id, const std::string& why = "smeared") {
    return w.as("officer:aliya", [&](Context& c) { return print_again(c, id, why); });
  }
  Result<store::PrintJobRow> test_page() {
    return w.as("officer:tamara", [](Context& c) {
      return print_document(c, core::TestPage::Request{}, core::OfficerRole::technician);
    });
  }
};

TEST_F(PrintJob, ShowsItsStagesAndNeverGoesBack) {
  begin();
  EXPECT_EQ(job().state, PrintState::preflight);
  stage(printer::Stage::sending);
  EXPECT_EQ(job().state, PrintState::sending);
  stage(printer::Stage::awaiting_echo);
  stage(printer::Stage::preflight);
  EXPECT_EQ(job().state, PrintState::awaiting_echo);
}

TEST_F(PrintJob, EndsAfterARestartAsThePrintJournalReports) {
  begin();
  restart(
      std::vector{known(OutcomeKind::confirmed, core::PrintGrade::content, Code::internal, 1400)});
  EXPECT_EQ(job().state, PrintState::confirmed);
  EXPECT_EQ(job().grade, "content");
  EXPECT_EQ(w.blank_state(w.number(truck)), core::BlankState::printed);
}

TEST_F(PrintJob, WritesTheCheckOfItsSheetIntoTheLog) {
  const auto checks = [&] {
    std::vector<std::string> out;
    for (const auto& event : w.events_of("print_ended"))
      out.push_back(std::get<core::PrintEnded>(event).check.value_or("-"));
    return out;
  };
  begin();
  auto cut_off = known(OutcomeKind::unknown, core::PrintGrade::none, Code::internal, 384);
  cut_off.check = "MZXW6YTB";
  restart(std::vector{cut_off});
  EXPECT_EQ(checks(), std::vector<std::string>{"MZXW6YTB"}) << "the paper may be out already";
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) { return resolve_print(c, job().id, true); }));
  EXPECT_EQ(checks().back(), "-") << "whoever looked at the paper told no check";
}

TEST_F(PrintJob, HasFailedSafelyIfTheJournalRecordsNoByte) {
  begin();
  restart(std::vector{known(OutcomeKind::failed_safe, core::PrintGrade::none, Code::internal, 0)});
  EXPECT_EQ(job().state, PrintState::failed_safe);
  EXPECT_EQ(job().cause, "daemon_restarted");
}

TEST_F(PrintJob, HasFailedSafelyIfTheJournalDoesNotContainIt) {
  begin();
  restart(std::vector<Recovered>{});
  EXPECT_EQ(job().state, PrintState::failed_safe) << "the print thread never began it";
}

TEST_F(PrintJob, IsUnknownWithItsRowsIfItWasInterrupted) {
  begin();
  stage(printer::Stage::sending);
  restart(std::vector{known(OutcomeKind::unknown, core::PrintGrade::none, Code::internal, 384)});
  EXPECT_EQ(job().state, PrintState::unknown);
  EXPECT_EQ(job().rows_sent, 384);
  EXPECT_EQ(job().bytes_sent, 384 * 72);
  EXPECT_EQ(job().page_hash, std::string(64, 'c'));
  EXPECT_TRUE(w.has_incident("print_unknown"));
  EXPECT_EQ(w.print(), 0) << "nothing is sent again by itself";
}

TEST_F(PrintJob, IsUnknownWithoutAJournal) {
  begin();
  restart(std::nullopt);
  EXPECT_EQ(job().state, PrintState::unknown);
}

TEST_F(PrintJob, IsNotConfusedWithASheetOfTheSameIdBeforeARestore) {
  begin();
  auto other = known(OutcomeKind::confirmed, core::PrintGrade::content, Code::internal, 1400);
  other.name = "NZ25-000099-C00000099-1";
  restart(std::vector{other});
  EXPECT_EQ(job().state, PrintState::failed_safe);
}

TEST_F(PrintJob, WaitsForAPersonIfItWasOnlyQueued) {
  restart(std::vector<Recovered>{});
  EXPECT_EQ(job().state, PrintState::failed_safe);
  EXPECT_EQ(job().cause, "daemon_restarted");
  EXPECT_EQ(w.print(), 0) << "nothing prints by itself in the morning";
  EXPECT_TRUE(again(job().id, "print it now"));
  EXPECT_EQ(w.print(), 1);
  EXPECT_EQ(job().attempt, 1);
}

TEST_F(PrintJob, IsCancelledWhileItWaitsAndNotLater) {
  const auto taken = w.as("officer:aliya", [&](Context& c) { return cancel_print(c, job().id); });
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->state, PrintState::failed_safe);
  EXPECT_EQ(taken->cause, "cancelled");
  EXPECT_EQ(taken->resolved_by, "officer:aliya");
  EXPECT_EQ(w.print(), 0);
  ASSERT_TRUE(again(job().id));
  begin();
  EXPECT_EQ(refusal(w.as("officer:aliya", [&](Context& c) { return cancel_print(c, job().id); })),
            Code::print_job_wrong_state);
}

TEST_F(PrintJob, IsNumberedAndMarkedAsADuplicateForAnySheet) {
  w.print();
  const auto first = test_page();
  ASSERT_TRUE(first);
  w.print();
  w.now += std::chrono::minutes{1};
  const Truck other = w.issued(2);
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) -> Result<void> {
    auto blank = *w.stores.blanks.find(w.number(other));
    return end_blank(c, blank, core::BlankEvent::take_back,
                     {core::EndCause::returned_by_carrier, "the road is closed"});
  }));
  const auto number = w.stores.blanks.last_of(other.application_no)->number.str();
  const auto act = w.as("officer:aliya", [&](Context& c) {
    return print_document(c, core::ReturnAct::Request{number}, core::OfficerRole::officer);
  });
  ASSERT_TRUE(act) << act.error().detail;
  EXPECT_EQ(refusal(again(act->id)), Code::print_job_wrong_state) << "one is under way";
  EXPECT_EQ(w.print(), 1);
  EXPECT_EQ(refusal(again(act->id, " ")), Code::reason_missing);
  const auto second = again(act->id);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->attempt, 2);
  EXPECT_EQ(std::get<core::ReturnAct>(second->payload).head.attempt, 2);
  EXPECT_EQ(w.print(core::PrintResult::unknown), 1);
  EXPECT_EQ(refusal(again(act->id)), Code::unknown_print_unresolved);
}

TEST_F(PrintJob, ChangesNoBlankIfItIsNoSupplement) {
  w.print();
  ASSERT_TRUE(w.hand_over(truck));
  const auto number = w.number(truck);
  ASSERT_TRUE(test_page());
  EXPECT_EQ(w.print(core::PrintResult::failed_safe), 1);
  EXPECT_FALSE(w.has_incident("print_failed")) << "a failed test page holds up nobody";
  EXPECT_EQ(w.blank_state(number), core::BlankState::issued);
}

TEST_F(PrintJob, IsInTheLogWhateverSheetItIs) {
  w.print();
  ASSERT_TRUE(test_page());
  w.print();
  const auto queued = w.events_of("document_queued");
  ASSERT_EQ(queued.size(), 1U);
  EXPECT_EQ(std::get<core::DocumentQueued>(queued[0]).document, "test_page");
  const auto ended = w.events_of("document_ended");
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(std::get<core::DocumentEnded>(ended[0]).result, core::PrintResult::confirmed);
  EXPECT_EQ(w.events_of("print_queued").size(), 1U) << "the supplement has its own";
}

}  // namespace
}  // namespace otkel::app::test
