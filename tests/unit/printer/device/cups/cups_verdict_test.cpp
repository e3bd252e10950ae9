// What a spooler's words prove, table by table.
#include "printer/device/cups/cups_verdict.hpp"

#include <gtest/gtest.h>

#include <array>

namespace otkel::printer {
namespace {

using core::Code;

PrinterFacts saying(std::vector<std::string> reasons) {
  PrinterFacts facts;
  facts.state = 3;
  facts.reasons = std::move(reasons);
  return facts;
}

TEST(CupsTrouble, IsNamedByTheReasonsOfThePrinter) {
  struct Case {
    std::string_view reason;
    Code code;
  };
  for (const auto& [reason, code] : {
           Case{"media-empty", Code::printer_paper_out},
           Case{"media-empty-warning", Code::printer_paper_out},
           Case{"media-needed-error", Code::printer_paper_out},
           Case{"cover-open", Code::printer_cover_open},
           Case{"door-open-report", Code::printer_cover_open},
           Case{"interlock-open-error", Code::printer_cover_open},
           Case{"cutter-jam-error", Code::printer_cutter},
           Case{"trimmer-jam", Code::printer_cutter},
           Case{"fuser-over-temp-error", Code::printer_overheated},
           Case{"over-temperature-error", Code::printer_overheated},
           Case{"offline-report", Code::printer_offline},
           Case{"paused", Code::printer_offline},
           Case{"connecting-to-device", Code::printer_offline},
           Case{"shutdown", Code::printer_offline},
           Case{"marker-supply-empty-error", Code::printer_fault},
           Case{"media-jam-error", Code::printer_fault},
           Case{"other-error", Code::printer_fault},
       })
    EXPECT_EQ(trouble_in(saying({std::string(reason)})), code) << reason;
}

TEST(CupsTrouble, IgnoresInformationalReasons) {
  for (const char* reason :
       {"none", "media-low-warning", "other-report", "cups-waiting-for-job-completed",
        "marker-supply-low-warning", "identify-printer-requested", "trimmer-configuration-change"})
    EXPECT_EQ(trouble_in(saying({reason})), std::nullopt) << reason;
}

TEST(CupsTrouble, IsTheMostSevereOfSeveral) {
  EXPECT_EQ(trouble_in(saying({"other-error", "media-empty-error"})), Code::printer_paper_out);
  EXPECT_EQ(trouble_in(saying({"paused", "media-empty-error", "cover-open"})),
            Code::printer_cover_open);
}

TEST(CupsTrouble, IncludesAStoppedPrinterAndAQueueThatRejectsJobs) {
  auto facts = saying({"none"});
  facts.state = 5;
  EXPECT_EQ(trouble_in(facts), Code::printer_offline);
  facts.state = 3;
  facts.accepting = false;
  EXPECT_EQ(trouble_in(facts), Code::printer_offline);
}

TEST(CupsTrouble, WarnsOfTheEndOfThePaper) {
  EXPECT_TRUE(paper_near_end(saying({"media-low-report"})));
  EXPECT_TRUE(paper_near_end(saying({"media-empty-error"})));
  EXPECT_FALSE(paper_near_end(saying({"none"})));
}

PrinterFacts good_queue() {
  auto facts = saying({"none"});
  facts.error_policy = "abort-job";
  facts.formats = {"application/pdf", "image/pwg-raster"};
  facts.rasters = {"black_1", "sgray_8"};
  return facts;
}

TEST(CupsQueue, FitsIfItAbortsJobsAndAcceptsOurResolution) {
  EXPECT_TRUE(fit_for_pages(good_queue(), *cups_address("permits")).has_value());
  auto printer = good_queue();
  printer.error_policy.clear();
  EXPECT_TRUE(fit_for_pages(printer, *cups_address("ipp://10.0.7.40/ipp/print")).has_value())
      << "a printer has no error policy";
}

TEST(CupsQueue, IsRefusedWithTheCommandThatRepairsIt) {
  for (const char* policy : {"retry-job", "retry-current-job", "stop-printer", ""}) {
    auto facts = good_queue();
    facts.error_policy = policy;
    const auto fit = fit_for_pages(facts, *cups_address("permits@spooler:6310"));
    ASSERT_FALSE(fit.has_value()) << policy;
    EXPECT_EQ(fit.error().code, Code::printer_wrong_queue);
    EXPECT_NE(fit.error().detail.find(
                  "lpadmin -h spooler:6310 -p permits -o printer-error-policy=abort-job"),
              std::string::npos)
        << fit.error().detail;
  }
  auto other = good_queue();
  other.formats = {"application/pdf"};
  EXPECT_NE(fit_for_pages(other, *cups_address("permits")).error().detail.find("-m everywhere"),
            std::string::npos);
  for (const auto& rasters : {std::vector<std::string>{"sgray_8"}, std::vector<std::string>{}}) {
    auto grey_or_raw = good_queue();
    grey_or_raw.rasters = rasters;
    EXPECT_EQ(fit_for_pages(grey_or_raw, *cups_address("permits")).error().code,
              Code::printer_wrong_queue);
  }
}

JobFacts job_in(JobState state, bool never_processed) {
  return {
      .id = 7, .name = "X-1", .state = state, .reasons = {}, .never_processed = never_processed};
}

// Every state, and whether the server says that the job never was processed.
TEST(CupsJob, IsJudgedByItsStateAndWhetherItEverBegan) {
  struct Case {
    JobState state;
    bool never_processed;
    JobVerdict verdict;
  };
  for (const auto& [state, never, verdict] : {
           Case{JobState::pending, true, JobVerdict::not_begun},
           Case{JobState::pending, false, JobVerdict::printing},
           Case{JobState::held, true, JobVerdict::not_begun},
           Case{JobState::held, false, JobVerdict::printing},
           Case{JobState::processing, true, JobVerdict::printing},
           Case{JobState::processing, false, JobVerdict::printing},
           Case{JobState::stopped, true, JobVerdict::printing},
           Case{JobState::stopped, false, JobVerdict::printing},
           Case{JobState::canceled, true, JobVerdict::nothing_printed},
           Case{JobState::canceled, false, JobVerdict::maybe_printed},
           Case{JobState::aborted, true, JobVerdict::nothing_printed},
           Case{JobState::aborted, false, JobVerdict::maybe_printed},
           Case{JobState::completed, true, JobVerdict::handed_over},
           Case{JobState::completed, false, JobVerdict::handed_over},
           Case{static_cast<JobState>(42), true, JobVerdict::printing},
       })
    EXPECT_EQ(verdict_on(job_in(state, never)), verdict)
        << static_cast<int>(state) << (never ? " never processed" : " processed");
}

TEST(CupsJob, IsSafeToRepeatOnlyIfItNeverBegan) {
  struct Case {
    JobState state;
    bool never_processed;
    std::optional<Code> trouble;
    OutcomeKind kind;
    Code cause;
  };
  const auto none = std::nullopt;
  const auto paper = Code::printer_paper_out;
  for (const auto& [state, never, trouble, kind, cause] : {
           Case{JobState::canceled, true, none, OutcomeKind::failed_safe, Code::printer_held},
           Case{JobState::canceled, true, paper, OutcomeKind::failed_safe, paper},
           Case{JobState::aborted, true, none, OutcomeKind::failed_safe, Code::printer_fault},
           Case{JobState::canceled, false, none, OutcomeKind::unknown, Code::printer_timeout},
           Case{JobState::canceled, false, paper, OutcomeKind::unknown, paper},
           Case{JobState::aborted, false, none, OutcomeKind::unknown, Code::printer_fault},
           Case{JobState::processing, false, none, OutcomeKind::unknown, Code::printer_timeout},
           Case{JobState::stopped, false, paper, OutcomeKind::unknown, paper},
           Case{JobState::pending, true, none, OutcomeKind::unknown, Code::printer_timeout},
           Case{JobState::completed, false, none, OutcomeKind::unknown, Code::print_handed_over},
           Case{JobState::completed, true, paper, OutcomeKind::unknown, Code::print_handed_over},
       }) {
    const auto outcome = outcome_of(job_in(state, never), trouble);
    EXPECT_EQ(outcome.kind, kind) << outcome.detail;
    EXPECT_EQ(outcome.cause, cause) << outcome.detail;
    EXPECT_EQ(outcome.grade, state == JobState::completed ? "handed_over" : "") << outcome.detail;
    EXPECT_NE(outcome.detail.find("job 7 \"X-1\""), std::string::npos);
  }
}

TEST(CupsJob, NamesTheQueueIfItRefusedTheDocument) {
  auto job = job_in(JobState::aborted, true);
  job.reasons = {"aborted-by-system", "document-format-error"};
  EXPECT_EQ(outcome_of(job, {}).cause, Code::printer_wrong_queue);
}

TEST(CupsJob, IsNeverConfirmed) {
  for (int state = 0; state < 12; ++state)
    for (const bool never : {false, true})
      EXPECT_NE(outcome_of(job_in(static_cast<JobState>(state), never), {}).kind,
                OutcomeKind::confirmed);
}

TEST(EarlierSubmission, AllowsAnotherOneIfNothingWasPrinted) {
  EXPECT_FALSE(earlier_submission({}).has_value());
  const std::array jobs{job_in(JobState::canceled, true), job_in(JobState::aborted, true)};
  EXPECT_FALSE(earlier_submission(jobs).has_value());
}

TEST(EarlierSubmission, ForbidsASecondOneIfAnythingMayHaveBeenPrinted) {
  for (const auto state : {JobState::pending, JobState::held, JobState::processing,
                           JobState::stopped, JobState::canceled, JobState::aborted}) {
    const std::array jobs{job_in(JobState::canceled, true), job_in(state, false)};
    const auto outcome = earlier_submission(jobs);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->kind, OutcomeKind::unknown);
    EXPECT_NE(outcome->detail.find("submitted before"), std::string::npos);
  }
}

TEST(EarlierSubmission, ReportsHandedOverIfOneWasCompleted) {
  const std::array jobs{job_in(JobState::canceled, false), job_in(JobState::completed, false),
                        job_in(JobState::aborted, false)};
  const auto outcome = earlier_submission(jobs);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->grade, "handed_over");
  EXPECT_EQ(outcome->cause, Code::print_handed_over);
}

}  // namespace
}  // namespace otkel::printer
