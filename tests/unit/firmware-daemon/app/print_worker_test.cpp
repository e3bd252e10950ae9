// Between the work thread and the print thread: what is handed over, held, and written down.
#include "firmware-daemon/app/print_worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "core/value/sheet_check.hpp"
#include "firmware-daemon/app/print_again.hpp"
#include "printer/job/print_thread.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::minutes;
using store::PrintState;

/// A printer whose readiness the test decides; what it prints is confirmed.
struct Paper {
  std::atomic<bool> ready = false, jammed = false;
  std::atomic<int> pages = 0;
};

class ScriptedDevice final : public printer::Device {
 public:
  explicit ScriptedDevice(Paper& paper) : paper_(paper) {}
  printer::DeviceStatus status() override {
    printer::DeviceStatus status;
    status.ready = paper_.ready;
    status.cause = Code::printer_paper_out;
    return status;
  }
  printer::Outcome print(const printer::PreparedJob& job,
                         const printer::OnStage& on_stage) override {
    if (!printer::reach(on_stage, printer::Stage::sending)) return {};
    while (paper_.jammed) std::this_thread::yield();
    ++paper_.pages;
    return {printer::OutcomeKind::confirmed,
            core::PrintGrade::content,
            Code::internal,
            static_cast<std::int64_t>(job.escpos.size()),
            "",
            job.page.height};
  }

 private:
  Paper& paper_;
};

struct PrintWorkerTest : testing::Test {
  CheckpointInMemory w;
  Paper paper;
  printer::PrintThread thread{std::make_unique<ScriptedDevice>(paper),
                              printer::SigningKey::from_seed({}),
                              {.status_every = std::chrono::milliseconds{1}}};
  Worker worker = print_worker(thread, "usb:");
  milliseconds boot{0};

  void step() {
    auto c = w.context("system");
    worker.step(c, boot);
  }
  /// Steps until it holds; a page takes about a thousand steps.
  bool until(const std::function<bool()>& condition) {
    for (int steps = 0; steps < 1'000'000; ++steps, std::this_thread::yield()) {
      if (condition()) return true;
      step();
    }
    return false;
  }
  /// The disk takes no further row of the log.
  void fill_the_disk() {
    w.db.limit_pages(1);
    const auto fits = [](Context& c) -> Result<void> {
      record(c, core::ClockJumped{c.now, c.now});
      return {};
    };
    while (w.as("system", fits)) {
    }
  }
  store::PrintJobRow job_of(const Truck& truck) {
    return w.stores.print_jobs.of_blank(w.number(truck)).back();
  }
  Truck asked() {
    w.blanks(5);
    const Truck truck = w.inside(1);
    EXPECT_TRUE(w.issue(truck));
    return truck;
  }
};

TEST_F(PrintWorkerTest, PrintsWhatWaitsAndRecordsItsProof) {
  paper.ready = true;
  const Truck truck = asked();
  ASSERT_TRUE(until([&] { return job_of(truck).state == PrintState::confirmed; }));
  EXPECT_EQ(job_of(truck).grade, "content");
  EXPECT_GT(job_of(truck).bytes_sent.value_or(0), 0);
  EXPECT_EQ(paper.pages, 1);
  EXPECT_EQ(w.blank_state(w.number(truck)), core::BlankState::printed);
  const auto ended = std::get<core::PrintEnded>(w.events_of("print_ended").back());
  EXPECT_TRUE(core::SheetCheck::parse(ended.check.value_or(""))) << "what the register needs";
}

TEST_F(PrintWorkerTest, SendsNothingToAPrinterThatIsNotReadyAndReportsWhy) {
  ASSERT_TRUE(until([&] { return w.around.printer.cause == "printer_paper_out"; }));
  const Truck truck = asked();
  step();
  EXPECT_EQ(job_of(truck).state, PrintState::queued);
  EXPECT_EQ(w.around.printer.cause, "printer_paper_out");
  paper.ready = true;
  EXPECT_TRUE(until([&] { return job_of(truck).state == PrintState::confirmed; }));
  EXPECT_EQ(paper.pages, 1);
}

TEST_F(PrintWorkerTest, HoldsWhatHasWaitedTooLongUntilSomebodyAsksForItAgain) {
  ASSERT_TRUE(until([&] { return w.around.printer.cause == "printer_paper_out"; }));
  const Truck truck = asked();
  step();
  boot = minutes{10} - milliseconds{1};
  step();
  EXPECT_EQ(job_of(truck).state, PrintState::queued);
  boot = minutes{10};
  step();
  EXPECT_EQ(job_of(truck).state, PrintState::failed_safe);
  EXPECT_EQ(job_of(truck).cause, "waited_too_long");
  paper.ready = true;
  ASSERT_TRUE(until([&] { return w.around.printer.ready; }));
  step();
  EXPECT_EQ(paper.pages, 0) << "nothing stale comes out by itself";
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return print_again(c, job_of(truck).id, "the printer is mended");
  }));
  ASSERT_TRUE(until([&] { return job_of(truck).state == PrintState::confirmed; }));
  EXPECT_EQ(job_of(truck).attempt, 1) << "nothing was on paper: the same attempt";
}

TEST_F(PrintWorkerTest, KeepsAResultOnAFullDiskAndWritesItOnceThereIsSpace) {
  paper.ready = paper.jammed = true;
  const Truck truck = asked();
  ASSERT_TRUE(until([&] { return thread.stage() == printer::Stage::sending; }));
  fill_the_disk();
  paper.jammed = false;
  // The loop takes the failure of a step, tells of it and steps again (ledger/work_loop.hpp).
  int refused = 0;
  for (int i = 0; i < 1'000'000 && refused < 2; ++i, std::this_thread::yield()) try {
      step();
    } catch (const sql::Failure& failure) {
      EXPECT_EQ(failure.code, Code::database_full);
      ++refused;
    }
  EXPECT_EQ(refused, 2);
  EXPECT_EQ(paper.pages, 1);
  EXPECT_NE(job_of(truck).state, PrintState::confirmed) << "there was room after all";
  w.db.limit_pages(1'000'000);
  EXPECT_TRUE(until([&] { return job_of(truck).state == PrintState::confirmed; }));
  EXPECT_EQ(paper.pages, 1) << "an end that was not written is no reason to print again";
}

}  // namespace
}  // namespace otkel::app::test
