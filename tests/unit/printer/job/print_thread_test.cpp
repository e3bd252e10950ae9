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
class Bell {
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

Done wait_for_done(PrintThread& thread, Bell& bell) {
  std::optional<Done> done;
  EXPECT_TRUE(bell.until([&] {
    if (!done) done = thread.poll();
    return done.has_value();
  }));
  return done.value_or(Done{});
}

/// Notes whether the archive was there when the first byte was to go.
struct NotingDevice final : Device {
  NotingDevice(std::string archived_file, std::atomic<int>& printed)
      : archived(std::move(archived_file)), prints(printed) {}
  DeviceStatus status() override { return {true, core::Code::internal, false}; }
  Outcome print(const PreparedJob& job, const OnStage&) override {
    if (std::filesystem::exists(archived)) ++prints;
    return {OutcomeKind::unknown, "", core::Code::printer_timeout,
            static_cast<std::int64_t>(job.escpos.size()), ""};
  }
  std::string archived;
  std::atomic<int>& prints;
};

TEST(PrintThread, PrintsAndTellsWhatBecameOfIt) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.wake = [&bell] { bell.ring(); };
  PrintThread thread(std::make_unique<DeviceFile>(folder / "out"), sample_key(), options);
  ASSERT_TRUE(thread.submit(sample_print(), 42).has_value());
  const auto done = wait_for_done(thread, bell);
  EXPECT_EQ(done.job_id, 42);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(done.outcome.grade, "F");
  EXPECT_EQ(done.page_hash.size(), 64U);
  EXPECT_TRUE(done.qr_text.starts_with("HTTPS://REGISTER.EXAMPLE/P/NZ25-000123#"));
  EXPECT_FALSE(done.error.has_value());
  EXPECT_TRUE(std::filesystem::exists(folder / "out/NZ25-000123-C00000017-1.escpos"));
}

TEST(PrintThread, TakesOneJobUntilItsEndWasPolled) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.wake = [&bell] { bell.ring(); };
  PrintThread thread(std::make_unique<DeviceFile>(folder / "out"), sample_key(), options);
  ASSERT_TRUE(thread.submit(sample_print(), 1).has_value());
  const auto second = thread.submit(sample_print(), 2);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, core::Code::busy);
  EXPECT_EQ(wait_for_done(thread, bell).job_id, 1);
  EXPECT_TRUE(thread.submit(sample_print(), 2).has_value());
  EXPECT_EQ(wait_for_done(thread, bell).job_id, 2);
}

TEST(PrintThread, SendsNothingWhereThePageCannotBeMade) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.wake = [&bell] { bell.ring(); };
  PrintThread thread(std::make_unique<DeviceFile>(folder / "out"), sample_key(), options);
  auto print = sample_print();
  print.text.cargo_name = "🚚";
  ASSERT_TRUE(thread.submit(print, 7).has_value());
  const auto done = wait_for_done(thread, bell);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::failed_safe);
  ASSERT_TRUE(done.error.has_value());
  EXPECT_EQ(done.error->code, core::Code::page_has_unknown_glyphs);
  EXPECT_EQ(done.outcome.cause, core::Code::page_has_unknown_glyphs);
  EXPECT_FALSE(std::filesystem::exists(folder / "out/NZ25-000123-C00000017-1.png"));
}

TEST(PrintThread, ArchivesBeforeTheDeviceGetsAByte) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.archive_folder = folder / "archive";
  options.wake = [&bell] { bell.ring(); };
  std::atomic<int> prints = 0;
  auto device =
      std::make_unique<NotingDevice>(folder / "archive/NZ25-000123-C00000017-1.escpos", prints);
  PrintThread thread(std::move(device), sample_key(), options);
  ASSERT_TRUE(thread.submit(sample_print(), 1).has_value());
  EXPECT_EQ(wait_for_done(thread, bell).outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(prints, 1);
}

TEST(PrintThread, PrintsNothingThatItCannotArchive) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "in the way";
  Bell bell;
  PrintThreadOptions options;
  options.archive_folder = folder / "file";
  options.wake = [&bell] { bell.ring(); };
  std::atomic<int> prints = 0;
  PrintThread thread(std::make_unique<NotingDevice>(folder.path().string(), prints), sample_key(),
                     options);
  ASSERT_TRUE(thread.submit(sample_print(), 1).has_value());
  const auto done = wait_for_done(thread, bell);
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
    return {written ? OutcomeKind::confirmed : OutcomeKind::unknown, "A", core::Code::internal, 1,
            std::string(written ? core::word(jobs->front().outcome.kind) : "not written")};
  }
  std::string journal;
};

TEST(PrintThread, WritesTheJournalBeforeTheFirstByteAndTheOutcomeBeforeItTells) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.journal_path = folder / "print.journal";
  options.wake = [&bell] { bell.ring(); };
  PrintThread thread(std::make_unique<JournalReadingDevice>(options.journal_path), sample_key(),
                     options);
  ASSERT_TRUE(thread.submit(sample_print(), 5).has_value());
  const auto done = wait_for_done(thread, bell);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(done.outcome.detail, "unknown") << "what a crash after the first byte would mean";
  EXPECT_EQ(recover(options.journal_path)->front().outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(recover(options.journal_path)->front().page_hash, done.page_hash);
  EXPECT_FALSE(thread.stage().has_value());
}

TEST(PrintThread, StartsNoJobWithoutItsJournal) {
  const TemporaryFolder folder;
  Bell bell;
  PrintThreadOptions options;
  options.journal_path = folder / "no such folder/print.journal";
  options.wake = [&bell] { bell.ring(); };
  std::atomic<int> prints = 0;
  PrintThread thread(std::make_unique<NotingDevice>(folder.path().string(), prints), sample_key(),
                     options);
  ASSERT_TRUE(thread.submit(sample_print(), 5).has_value());
  const auto done = wait_for_done(thread, bell);
  EXPECT_EQ(done.outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(prints, 0);
}

TEST(PrintThread, LooksAtTheDeviceWhileIdle) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "in the way";
  Bell bell;
  PrintThreadOptions options;
  options.wake = [&bell] { bell.ring(); };
  PrintThread thread(std::make_unique<DeviceFile>(folder / "file"), sample_key(), options);
  EXPECT_TRUE(bell.until([&] { return thread.last_status().has_value(); }));
  EXPECT_FALSE(thread.last_status()->ready);
}

}  // namespace
}  // namespace otkel::printer
