// Our page through a spooler and to an IPP printer: the same dots, once, and no word too much.
#include "printer/device/cups/device_cups.hpp"

#include <gtest/gtest.h>

#include "printer/claim/check_qr.hpp"
#include "tests/contract/cups/bench.hpp"

namespace otkel::cups_test {
namespace {

using core::Code;
using printer::OutcomeKind;
using printer::Stage;
using PrinterBehaviour = EvePrinter::PrinterBehaviour;

printer::OnStage note_into(std::vector<Stage>& stages) {
  return [&stages](Stage stage) {
    stages.push_back(stage);
    return core::Result<void>{};
  };
}

void expect_handed_over(const printer::Outcome& outcome) {
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_EQ(outcome.cause, Code::print_handed_over) << outcome.detail;
  EXPECT_EQ(outcome.grade, "handed_over") << outcome.detail;
}

void expect_the_page_once(const CupsFixture& bench) {
  const auto pages = bench.printer.pages();
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0], dots_of(sample_job())) << "every dot";
}

TEST(DeviceCups, HandsOverTheSameDotsThroughAQueue) {
  const CupsFixture bench;
  auto device = bench.device();
  EXPECT_TRUE(device.status().ready);
  std::vector<Stage> stages;
  const auto outcome = device.print(sample_job(), note_into(stages));
  expect_handed_over(outcome);
  EXPECT_GT(outcome.bytes_sent, 10'000);
  EXPECT_EQ(outcome.rows_sent, sample_job().page.height);
  EXPECT_EQ(stages, (std::vector{Stage::preflight, Stage::sending, Stage::awaiting_echo}));
  expect_the_page_once(bench);
  const auto page = bench.printer.pages().at(0);
  EXPECT_EQ(printer::decode_with_zxing(page), sample_job().qr_text);
  EXPECT_EQ(printer::decode_with_zbar(page), sample_job().qr_text);
  EXPECT_EQ(bench.jobs(sample_job().name).size(), 1U)
      << "the spooler knows it by permit and attempt";
}

TEST(DeviceCups, HandsOverTheSameDotsToAPrinterAskedDirectly) {
  const CupsFixture bench;
  auto device = bench.device(bench.printer.uri());
  EXPECT_TRUE(device.status().ready);
  expect_handed_over(device.print(sample_job(), {}));
  expect_the_page_once(bench);
  expect_handed_over(device.print(sample_job(), {}));
  expect_the_page_once(bench);
}

TEST(DeviceCups, SubmitsAnAttemptOnlyOnce) {
  const CupsFixture bench;
  expect_handed_over(bench.device().print(sample_job(), {}));
  std::vector<Stage> stages;
  const auto again = bench.device().print(sample_job(), note_into(stages));
  expect_handed_over(again);
  EXPECT_EQ(again.bytes_sent, 0);
  EXPECT_EQ(stages, std::vector{Stage::preflight});
  EXPECT_NE(again.detail.find("submitted before"), std::string::npos) << again.detail;
  expect_the_page_once(bench);
  auto next_attempt = sample_job();
  next_attempt.name.back() = '2';
  expect_handed_over(bench.device().print(next_attempt, {}));
  EXPECT_EQ(bench.printer.pages().size(), 2U);
}

TEST(DeviceCups, FailsSafeIfThePaperIsOutBefore) {
  for (const bool direct : {false, true}) {
    CupsFixture bench;
    bench.printer.set(PrinterBehaviour::prints_last_sheet);
    auto device = bench.device(direct ? bench.printer.uri() : bench.queue());
    EXPECT_EQ(device.print(sample_job(), {}).kind, OutcomeKind::unknown);
    EXPECT_TRUE(becomes([&] { return device.status().cause == Code::printer_paper_out; }));
    auto next = sample_job();
    next.name += "-next";
    const auto outcome = device.print(next, {});
    EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe) << outcome.detail;
    EXPECT_EQ(outcome.cause, Code::printer_paper_out) << outcome.detail;
    EXPECT_EQ(bench.printer.begun(), 1);
  }
}

// CUPS 2.4 keeps at the queue what the last job met, whatever has been put in since.
TEST(DeviceCups, AsksThePrinterAndNotTheQueueForPaper) {
  CupsFixture bench;
  bench.printer.set(PrinterBehaviour::runs_out_of_paper);
  auto device = bench.device();
  EXPECT_EQ(device.print(sample_job(), {}).cause, Code::printer_paper_out);
  bench.printer.release();
  bench.printer.kill_now();
  bench.printer.start();
  bench.printer.set(PrinterBehaviour::prints);
  EXPECT_TRUE(device.status().ready);
}

TEST(DeviceCups, CancelsTheJobIfThePaperEndsInTheMiddle) {
  for (const bool direct : {false, true}) {
    CupsFixture bench;
    bench.printer.set(PrinterBehaviour::runs_out_of_paper);
    auto device = bench.device(direct ? bench.printer.uri() : bench.queue());
    const auto outcome = device.print(sample_job(), {});
    EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
    EXPECT_EQ(outcome.cause, Code::printer_paper_out) << outcome.detail;
    EXPECT_EQ(outcome.grade, "");
    const auto again = device.print(sample_job(), {});
    EXPECT_EQ(again.kind, OutcomeKind::unknown) << again.detail;
    EXPECT_EQ(bench.printer.begun(), 1) << "a new roll would not bring it a second time";
  }
}

// Through a queue a page that the printer lost is now "completed", now "canceled": why those words
// prove nothing.
TEST(DeviceCups, IsNeverSureOfAJobThatThePrinterFails) {
  for (const bool direct : {false, true}) {
    CupsFixture bench;
    bench.printer.set(PrinterBehaviour::fails);
    const auto outcome =
        bench.device(direct ? bench.printer.uri() : bench.queue()).print(sample_job(), {});
    EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
    EXPECT_EQ(bench.printer.begun(), 1);
    EXPECT_TRUE(bench.printer.pages().empty());
    if (direct) {
      EXPECT_EQ(outcome.cause, Code::printer_fault) << outcome.detail;
    }
  }
}

TEST(DeviceCups, WaitsForAPrinterThatGoesAwayAndComesBack) {
  CupsFixture bench;
  const auto outcome = bench.device().print(sample_job(), [&](Stage stage) {
    if (stage == Stage::sending) bench.printer.kill_now();
    if (stage == Stage::awaiting_echo) bench.printer.start();
    return core::Result<void>{};
  });
  expect_handed_over(outcome);
  expect_the_page_once(bench);
}

TEST(DeviceCups, CancelsTheJobOfAPrinterThatStaysAway) {
  CupsFixture bench;
  auto times = hasty();
  times.finish = std::chrono::milliseconds(1500);
  printer::DeviceCups device(*printer::cups_address(bench.queue()), times);
  const auto outcome = device.print(sample_job(), [&](Stage stage) {
    if (stage == Stage::sending) bench.printer.kill_now();
    return core::Result<void>{};
  });
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_EQ(outcome.cause, Code::printer_offline) << outcome.detail;
  bench.printer.start();
  auto next = sample_job();
  next.name += "-next";
  expect_handed_over(bench.device().print(next, {}));
  EXPECT_EQ(bench.printer.begun(), 1) << "only the next one";
}

TEST(DeviceCups, FailsSafeIfThePrinterBehindTheQueueIsAway) {
  CupsFixture bench;
  bench.printer.kill_now();
  auto device = bench.device();
  EXPECT_EQ(device.status().cause, Code::printer_absent);
  const auto outcome = device.print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe) << outcome.detail;
  EXPECT_TRUE(bench.jobs(sample_job().name).empty()) << "not even a job";
}

TEST(DeviceCups, RefusesAQueueThatWouldPrintTwiceUntilItIsReconfigured) {
  const CupsFixture bench;
  bench.spooler.admin({"-p", "permits", "-o", "printer-error-policy=retry-job"});
  auto device = bench.device();
  EXPECT_EQ(device.status().cause, Code::printer_wrong_queue);
  const auto outcome = device.print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, Code::printer_wrong_queue);
  const auto command = outcome.detail.find("lpadmin ");
  ASSERT_NE(command, std::string::npos) << outcome.detail;
  EXPECT_EQ(run({"/bin/sh", "-c", "PATH=$PATH:/usr/sbin; " + outcome.detail.substr(command)},
                bench / "mended"),
            0);
  expect_handed_over(device.print(sample_job(), {}));
  expect_the_page_once(bench);
}

TEST(DeviceCups, RefusesARawQueue) {
  const CupsFixture bench;
  bench.spooler.admin({"-p", "raw", "-E", "-v", bench.printer.uri(), "-m", "raw", "-o",
                       "printer-error-policy=abort-job"});
  const auto outcome = bench.device(bench.spooler.place("raw")).print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, Code::printer_wrong_queue) << outcome.detail;
  EXPECT_NE(outcome.detail.find("-m everywhere"), std::string::npos) << outcome.detail;
}

TEST(DeviceCups, FailsSafeIfTheQueueIsPausedOrRejectsJobs) {
  const CupsFixture bench;
  auto device = bench.device();
  struct Case {
    const char* closes;
    const char* opens;
  };
  for (const auto& [closes, opens] :
       {Case{"cupsdisable", "cupsenable"}, Case{"cupsreject", "cupsaccept"}}) {
    bench.spooler.command(closes, "permits");
    EXPECT_EQ(device.status().cause, Code::printer_offline) << closes;
    const auto outcome = device.print(sample_job(), {});
    EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe) << outcome.detail;
    EXPECT_EQ(outcome.cause, Code::printer_offline) << outcome.detail;
    bench.spooler.command(opens, "permits");
    EXPECT_TRUE(device.status().ready) << opens;
  }
  EXPECT_TRUE(bench.jobs(sample_job().name).empty());
}

// A job that waited until we gave up and never began is proof, and its attempt may be tried again.
TEST(DeviceCups, FailsSafeIfTheJobNeverBeganAndPrintsItLater) {
  const CupsFixture bench;
  auto times = hasty();
  times.finish = std::chrono::milliseconds(500);
  printer::DeviceCups device(*printer::cups_address(bench.queue()), times);
  const auto outcome = device.print(sample_job(), [&](Stage stage) {
    if (stage == Stage::sending) bench.spooler.command("cupsdisable", "permits");
    return core::Result<void>{};
  });
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe) << outcome.detail;
  bench.spooler.command("cupsenable", "permits");
  expect_handed_over(bench.device().print(sample_job(), {}));
  EXPECT_EQ(bench.printer.begun(), 1);
  expect_the_page_once(bench);
}

TEST(DeviceCups, FailsSafeWithoutAServerAndWithoutAQueue) {
  CupsFixture bench;
  EXPECT_EQ(bench.device(bench.spooler.place("other")).status().cause, Code::printer_wrong_queue);
  bench.spooler.kill_now();
  EXPECT_EQ(bench.device().status().cause, Code::printer_absent);
  const auto outcome = bench.device().print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, Code::printer_absent) << outcome.detail;
}

TEST(DeviceCups, IsUnknownIfTheServerDiesDuringTheJob) {
  CupsFixture bench;
  bench.printer.set(PrinterBehaviour::waits);
  const auto outcome = bench.device().print(sample_job(), [&](Stage stage) {
    if (stage == Stage::awaiting_echo) {
      EXPECT_TRUE(becomes([&] { return bench.printer.begun() == 1; }));
      bench.spooler.kill_now();
    }
    return core::Result<void>{};
  });
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_EQ(outcome.cause, Code::printer_absent) << outcome.detail;
}

// The journal could not be written: no byte of the page leaves, and no job stays behind.
TEST(DeviceCups, SendsNothingIfTheStageIsRefused) {
  const CupsFixture bench;
  const auto outcome = bench.device().print(sample_job(), [](Stage stage) -> core::Result<void> {
    if (stage == Stage::sending) return core::fail(Code::io_failed, "no room for the journal");
    return {};
  });
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, Code::io_failed);
  const auto jobs = bench.jobs(sample_job().name);
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].state, printer::JobState::canceled);
  EXPECT_EQ(bench.printer.begun(), 0);
}

}  // namespace
}  // namespace otkel::cups_test
