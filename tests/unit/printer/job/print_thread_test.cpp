// The thread that owns the device, with devices that answer at once.
#include "printer/job/print_thread.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

#include "printer/device/file/device_file.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;
using printer_test::TemporaryFolder;
using std::chrono::seconds;

/// Waits for wake-ups.
class Notifier {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rung_;
    }
    changed_.notify_all();
  }
  template <class Condition>
  bool until(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, seconds(30), condition);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int rung_ = 0;
};

/// A print thread over a device of the test's choice, with a folder of its own.
class Printing {
 public:
  Printing() {
    options.wake = [this] { bell.ring(); };
  }
  /// With `options` as they stand.
  PrintThread& start(std::unique_ptr<Device> device) {
    return thread_.emplace(std::move(device), sample_key(), options);
  }
  Done wait_for_done() {
    std::optional<Done> done;
    EXPECT_TRUE(bell.until([&] {
      if (!done) done = thread_->poll();
      return done.has_value();
    }));
    return done.value_or(Done{});
  }
  Done print(core::Document document, std::int64_t job_id) {
    EXPECT_TRUE(thread_->submit(std::move(document), job_id).has_value());
    return wait_for_done();
  }

  const TemporaryFolder folder;
  Notifier bell;
  PrintThreadOptions options;

 private:
  std::optional<PrintThread> thread_;  // ends before what it calls
};

/// Notes whether the archive was there when the first byte was to go.
struct NotingDevice final : Device {
  NotingDevice(std::string archived_file, std::atomic<int>& printed)
      : archived(std::move(archived_file)), prints(printed) {}
  DeviceStatus status() override { return {true, core::Code::internal, false}; }
  Outcome print(const PreparedJob& job, const OnStage&) override {
    if (std::filesystem::exists(archived)) ++prints;
    return {OutcomeKind::unknown, core::PrintGrade::none, core::Code::printer_timeout,
            static_cast<std::int64_t>(job.escpos.size()), ""};
  }
  std::string archived;
  std::atomic<int>& prints;
};

TEST(PrintThread, PrintsAndReportsTheOutcome) {
  Printing printing;
  printing.start(std::make_unique<DeviceFile>(printing.folder / "out"));
  const auto done = printing.print(sample_print(), 42);
  EXPECT_EQ(done.job_id, 42);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(done.outcome.grade, "on_disk");
  EXPECT_EQ(done.page_hash.size(), 64U);
  EXPECT_TRUE(done.qr_text.starts_with("HTTPS://REGISTER.EXAMPLE/P/NZ25-000123/RCMAAQY7#"));
  EXPECT_FALSE(done.error.has_value());
  EXPECT_TRUE(std::filesystem::exists(printing.folder / "out/NZ25-000123-C00000017-1.escpos"));
}

TEST(PrintThread, TakesOneJobUntilItsEndWasPolled) {
  Printing printing;
  auto& thread = printing.start(std::make_unique<DeviceFile>(printing.folder / "out"));
  ASSERT_TRUE(thread.submit(sample_print(), 1).has_value());
  const auto second = thread.submit(sample_print(), 2);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, core::Code::busy);
  EXPECT_EQ(printing.wait_for_done().job_id, 1);
  EXPECT_TRUE(thread.submit(sample_print(), 2).has_value());
  EXPECT_EQ(printing.wait_for_done().job_id, 2);
}

TEST(PrintThread, SendsNothingIfThePageCannotBeMade) {
  Printing printing;
  printing.start(std::make_unique<DeviceFile>(printing.folder / "out"));
  auto print = sample_print();
  print.text.cargo_name = "🚚";
  const auto done = printing.print(print, 7);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::failed_safe);
  ASSERT_TRUE(done.error.has_value());
  EXPECT_EQ(done.error->code, core::Code::page_has_unknown_glyphs);
  EXPECT_EQ(done.outcome.cause, core::Code::page_has_unknown_glyphs);
  EXPECT_FALSE(std::filesystem::exists(printing.folder / "out/NZ25-000123-C00000017-1.png"));
}

TEST(PrintThread, ArchivesBeforeTheDeviceGetsAByte) {
  std::atomic<int> prints = 0;
  Printing printing;
  printing.options.archive_folder = printing.folder / "archive";
  auto device = std::make_unique<NotingDevice>(
      printing.folder / "archive/NZ25-000123-C00000017-1.copy.pdf", prints);
  printing.start(std::move(device));
  EXPECT_EQ(printing.print(sample_print(), 1).outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(prints, 1);
}

TEST(PrintThread, PrintsNothingThatItCannotArchive) {
  std::atomic<int> prints = 0;
  Printing printing;
  std::ofstream(printing.folder / "file") << "in the way";
  printing.options.archive_folder = printing.folder / "file";
  printing.start(std::make_unique<NotingDevice>(printing.folder.path().string(), prints));
  const auto done = printing.print(sample_print(), 1);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(done.outcome.cause, core::Code::io_failed);
  EXPECT_EQ(prints, 0);
}

/// Says what the journal holds at the moment the first byte would go.
struct JournalReadingDevice final : Device {
  explicit JournalReadingDevice(std::string path) : journal(std::move(path)) {}
  DeviceStatus status() override { return {true, core::Code::internal, false, {}}; }
  Outcome print(const PreparedJob&, const OnStage& on_stage) override {
    if (const auto ok = reach(on_stage, Stage::sending); !ok) return {};
    const auto jobs = recover(journal);
    const bool written = jobs && jobs->size() == 1 && jobs->front().job_id == 5;
    return {written ? OutcomeKind::confirmed : OutcomeKind::unknown, core::PrintGrade::content,
            core::Code::internal, 1,
            std::string(written ? core::word(jobs->front().outcome.kind) : "not written")};
  }
  std::string journal;
};

TEST(PrintThread, WritesTheJournalBeforeTheFirstByteAndTheOutcomeBeforeReportingIt) {
  Printing printing;
  printing.options.journal_path = printing.folder / "print.journal";
  auto& thread =
      printing.start(std::make_unique<JournalReadingDevice>(printing.options.journal_path));
  const auto done = printing.print(sample_print(), 5);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(done.outcome.detail, "unknown") << "what a crash after the first byte would mean";
  EXPECT_EQ(recover(printing.options.journal_path)->front().outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(recover(printing.options.journal_path)->front().page_hash, done.page_hash);
  EXPECT_FALSE(thread.stage().has_value());
}

TEST(PrintThread, StartsNoJobWithoutItsJournal) {
  std::atomic<int> prints = 0;
  Printing printing;
  printing.options.journal_path = printing.folder / "no such folder/print.journal";
  printing.start(std::make_unique<NotingDevice>(printing.folder.path().string(), prints));
  const auto done = printing.print(sample_print(), 5);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(prints, 0);
}

TEST(PrintThread, ChecksTheDeviceWhileIdle) {
  Printing printing;
  std::ofstream(printing.folder / "file") << "in the way";
  auto& thread = printing.start(std::make_unique<DeviceFile>(printing.folder / "file"));
  EXPECT_TRUE(printing.bell.until([&] { return thread.last_status().has_value(); }));
  EXPECT_FALSE(thread.last_status()->ready);
}

}  // namespace
}  // namespace otkel::printer
