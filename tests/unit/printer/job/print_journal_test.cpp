// What the print thread's file says after a crash at any point.
#include "printer/job/print_journal.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::TemporaryFolder;

PreparedJob job_named(const std::string& name) {
  PreparedJob job;
  job.name = name;
  job.page_hash = std::string(64, 'a');
  return job;
}

Recovered only_job(const std::string& path) {
  const auto jobs = recover(path);
  EXPECT_TRUE(jobs.has_value());
  EXPECT_EQ(jobs->size(), 1U);
  return jobs && !jobs->empty() ? jobs->front() : Recovered{};
}

const Outcome kConfirmed{
    OutcomeKind::confirmed, core::PrintGrade::content, core::Code::internal, 154'000, "", 2135};

/// Takes the stage as far as `last` says, then prints to the end.
struct ScriptedDevice final : Device {
  DeviceStatus status() override { return {true, core::Code::internal, false, {}}; }
  Outcome print(const PreparedJob&, const OnStage& on_stage) override {
    for (const auto stage : {Stage::preflight, Stage::sending, Stage::awaiting_echo}) {
      if (const auto ok = reach(on_stage, stage); !ok)
        return {OutcomeKind::failed_safe, core::PrintGrade::none, ok.error().code, 0,
                ok.error().detail};
      if (stage == Stage::sending && sent) sent({1, 32, 2316});
    }
    return kConfirmed;
  }
  void on_sent(std::function<void(const Sent&)> report) override { sent = std::move(report); }
  std::function<void(const Sent&)> sent;
};

TEST(PrintJournal, ReportsNoJobWithoutAFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(recover(folder / "none").error().code, core::Code::not_found);
  EXPECT_TRUE(PrintJournal::open(folder / "none").has_value());
  EXPECT_TRUE(recover(folder / "none")->empty());
}

// The job that failed for want of paper cut nothing off.
TEST(PrintJournal, RemembersAPieceThatMayHangOverJobsThatFailedSafe) {
  const auto job = [](OutcomeKind kind) {
    Recovered known;
    known.outcome.kind = kind;
    return known;
  };
  using enum OutcomeKind;
  EXPECT_FALSE(piece_may_hang({}));
  EXPECT_FALSE(piece_may_hang({job(failed_safe)}));
  EXPECT_TRUE(piece_may_hang({job(confirmed), job(unknown)}));
  EXPECT_TRUE(piece_may_hang({job(unknown), job(failed_safe), job(failed_safe)}));
  EXPECT_FALSE(piece_may_hang({job(unknown), job(confirmed), job(failed_safe)}));
}

TEST(PrintJournal, GivesBackTheOutcomeThatWasWritten) {
  const TemporaryFolder folder;
  const std::string path = folder / "print.journal";
  {
    auto journal = PrintJournal::open(path).value();
    ScriptedDevice device;
    EXPECT_EQ(print_written_down(device, job_named("N-1"), 42, journal.get(), {}).grade, "content");
  }
  const auto job = only_job(path);
  EXPECT_EQ(job.job_id, 42);
  EXPECT_EQ(job.name, "N-1");
  EXPECT_EQ(job.page_hash, std::string(64, 'a'));
  EXPECT_EQ(job.outcome.kind, OutcomeKind::confirmed);
  EXPECT_EQ(job.outcome.grade, "content");
  EXPECT_EQ(job.outcome.bytes_sent, 154'000);
  EXPECT_EQ(job.outcome.rows_sent, 2135);
}

// The file is cut at every byte, as a crash may leave it; what it says must never be better than
// what had been synced by then.
TEST(PrintJournal, KeepsTheCheckOfASheetThatMayBeOnPaper) {
  const TemporaryFolder folder;
  auto job = job_named("supplement");
  job.qr_text = "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123/MZXW6YTB#TOKEN";
  {
    auto journal = PrintJournal::open(folder / "print.journal").value();
    ASSERT_TRUE(journal->begin(1, job).has_value());
    ASSERT_TRUE(journal->reach(Stage::sending).has_value());
  }
  EXPECT_EQ(only_job(folder / "print.journal").outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(only_job(folder / "print.journal").check, "MZXW6YTB");
}

TEST(PrintJournal, NeverOverstatesAnOutcomeWhereverItIsTruncated) {
  const TemporaryFolder folder;
  const std::string path = folder / "print.journal";
  {
    auto journal = PrintJournal::open(path).value();
    ScriptedDevice device;
    (void)print_written_down(device, job_named("N-1"), 42, journal.get(), {});
  }
  const std::string whole = content_of(path);
  const auto line_with = [&](std::string_view text) {
    return whole.find('\n', whole.find(text)) + 1;
  };
  const auto begun = line_with("preflight");
  const auto sending = line_with("\"sending\"");
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, cut);
    const auto jobs = recover(path).value();
    ASSERT_EQ(jobs.size(), cut < begun ? 0U : 1U) << cut;
    if (jobs.empty()) continue;
    const auto wanted = cut < sending        ? OutcomeKind::failed_safe
                        : cut < whole.size() ? OutcomeKind::unknown
                                             : OutcomeKind::confirmed;
    ASSERT_EQ(jobs[0].outcome.kind, wanted) << cut;
  }
  std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, line_with("bands"));
  EXPECT_EQ(only_job(path).outcome.rows_sent, 32);
  EXPECT_EQ(only_job(path).outcome.bytes_sent, 2316);
}

TEST(PrintJournal, TreatsADamagedLineAsTheOneThatReportedSending) {
  const TemporaryFolder folder;
  const std::string path = folder / "print.journal";
  {
    auto journal = PrintJournal::open(path).value();
    ASSERT_TRUE(journal->begin(7, job_named("N-1")).has_value());
    ASSERT_TRUE(journal->reach(Stage::sending).has_value());
  }
  std::string text = content_of(path);
  text[text.find("sending")] = 'x';
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  EXPECT_EQ(only_job(path).outcome.kind, OutcomeKind::unknown);
  text[text.find("preflight")] = 'x';
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  EXPECT_TRUE(recover(path)->empty());
}

TEST(PrintJournal, ContinuesAfterATornLineAndCountsTheLastAttempt) {
  const TemporaryFolder folder;
  const std::string path = folder / "print.journal";
  {
    auto journal = PrintJournal::open(path).value();
    ASSERT_TRUE(journal->begin(7, job_named("N-1")).has_value());
    ASSERT_TRUE(journal->end(
        {OutcomeKind::failed_safe, core::PrintGrade::none, core::Code::printer_absent, 0, "away"}));
  }
  std::ofstream(path, std::ios::binary | std::ios::app) << "0123456789abcdef {\"jo";
  EXPECT_EQ(only_job(path).outcome.cause, core::Code::printer_absent);
  auto journal = PrintJournal::open(path).value();
  ASSERT_TRUE(journal->begin(7, job_named("N-1")).has_value());
  ASSERT_TRUE(journal->end(kConfirmed).has_value());
  EXPECT_EQ(only_job(path).outcome.kind, OutcomeKind::confirmed);
}

TEST(PrintJournal, KeepsTheLastJobsOfALongFile) {
  const TemporaryFolder folder;
  const std::string path = folder / "print.journal";
  {
    auto journal = PrintJournal::open(path).value();
    Outcome outcome = kConfirmed;
    outcome.detail.assign(10'000, 'x');
    for (std::int64_t id = 1; id <= 119; ++id) {
      ASSERT_TRUE(journal->begin(id, job_named("N")).has_value());
      ASSERT_TRUE(journal->end(outcome).has_value());
    }
    ASSERT_TRUE(journal->begin(120, job_named("N")).has_value());
    ASSERT_TRUE(journal->reach(Stage::sending).has_value());
  }
  const auto before = std::filesystem::file_size(path);
  ASSERT_TRUE(PrintJournal::open(path).has_value());
  EXPECT_LT(std::filesystem::file_size(path), before);
  const auto jobs = recover(path).value();
  ASSERT_EQ(jobs.size(), 100U);
  EXPECT_EQ(jobs.back().job_id, 120);
  EXPECT_EQ(jobs.back().outcome.kind, OutcomeKind::unknown);
  EXPECT_EQ(jobs.front().outcome.kind, OutcomeKind::confirmed);
}

TEST(PrintJournal, PreventsAJobIfItCannotBeWritten) {
  const TemporaryFolder folder;
  auto journal = PrintJournal::open(folder / "print.journal").value();
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tiny{40, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
  ScriptedDevice device;
  const auto outcome = print_written_down(device, job_named("N-1"), 42, journal.get(), {});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_EQ(outcome.kind, OutcomeKind::failed_safe);
  EXPECT_EQ(outcome.cause, core::Code::io_failed);
  EXPECT_TRUE(recover(folder / "print.journal")->empty());
}

}  // namespace
}  // namespace otkel::printer
