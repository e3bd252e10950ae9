// The process that prints is killed in mid submission: what the spooler then holds, and what a
// second try with the same attempt makes of it.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "printer/device/cups/pwg_raster.hpp"
#include "tests/contract/cups/bench.hpp"

namespace otkel::cups_test {
namespace {

using core::Code;
using printer::JobState;
using printer::OutcomeKind;
using printer::Stage;

/// A copy of this process prints and is killed when it reaches `last`.
void print_and_die_at(const printer::DeviceCups& device, Stage last) {
  const int status = status_of_copy([&] {
    auto mine = device;
    (void)mine.print(sample_job(), [&](Stage stage) {
      if (stage == last) ::kill(::getpid(), SIGKILL);
      return core::Result<void>{};
    });
  });
  ASSERT_TRUE(WIFSIGNALED(status)) << "it was not killed";
}

// Nothing was on the paper, so the second try prints the page, once.
void expect_the_second_try_prints(const CupsFixture& bench, JobState left_behind) {
  const auto before = bench.jobs(sample_job().name);
  ASSERT_EQ(before.size(), 1U) << "the submission is found again by permit and attempt";
  EXPECT_EQ(before[0].state, left_behind);
  EXPECT_EQ(bench.printer.begun(), 0);
  const auto outcome = bench.device().print(sample_job(), {});
  EXPECT_EQ(outcome.cause, Code::print_handed_over) << outcome.detail;
  EXPECT_EQ(bench.printer.begun(), 1);
  ASSERT_EQ(bench.printer.pages().size(), 1U);
  EXPECT_EQ(bench.printer.pages()[0], dots_of(sample_job()));
  for (const auto& job : bench.jobs(sample_job().name))
    EXPECT_EQ(job.state, job.id == before[0].id ? JobState::canceled : JobState::completed);
}

TEST(CupsCrash, LeavesAnEmptyJobIfItComesBeforeTheDocument) {
  const CupsFixture bench;
  print_and_die_at(bench.device(), Stage::sending);
  expect_the_second_try_prints(bench, JobState::held);
}

/// Passes connections on to a Unix socket until one of them has brought `limit` bytes.
class CutAfter {
 public:
  CutAfter(std::string path, std::string target, std::size_t limit)
      : target_(std::move(target)), limit_(limit), listener_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    const auto address = address_of(path);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::listen(listener_, 4);
  }
  CutAfter(const CutAfter&) = delete;
  CutAfter& operator=(const CutAfter&) = delete;
  ~CutAfter() { ::close(listener_); }

  /// Returns when the limit is reached, with that connection still open on the client's side and
  /// cut on the server's.
  void serve() {
    while (!serve_one(::accept(listener_, nullptr, nullptr))) {
    }
  }

 private:
  static sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
  }
  bool serve_one(int client) {
    const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const auto address = address_of(target_);
    EXPECT_EQ(::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    std::size_t brought = 0;
    std::array<char, 1024> part{};
    bool open = true;
    while (open && brought < limit_) {
      std::array<pollfd, 2> both{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
      ::poll(both.data(), both.size(), -1);
      const bool from_client = both[0].revents != 0;
      const auto got = ::recv(from_client ? client : server, part.data(), part.size(), 0);
      open = got > 0 && ::send(from_client ? server : client, part.data(),
                               static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
      if (open && from_client) brought += static_cast<std::size_t>(got);
    }
    ::close(server);
    if (brought < limit_) ::close(client);
    return brought >= limit_;
  }

  std::string target_;
  std::size_t limit_;
  int listener_;
};

TEST(CupsCrash, LeavesAnEmptyJobIfItComesInTheMiddleOfTheDocument) {
  const CupsFixture bench;
  const auto pwg = printer::pwg_of(sample_job().page).value();
  CutAfter cut(bench / "cut.sock", bench.spooler.socket(), pwg.size() / 2);
  const pid_t child = ::fork();
  if (child == 0) {
    (void)bench.device("permits@" + bench / "cut.sock").print(sample_job(), {});
    ::_exit(0);
  }
  cut.serve();
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  expect_the_second_try_prints(bench, JobState::held);
}

TEST(CupsCrash, IsDetectedAfterTheDocumentAndNothingIsSubmittedAgain) {
  const CupsFixture bench;
  print_and_die_at(bench.device(), Stage::awaiting_echo);
  EXPECT_TRUE(becomes([&] { return bench.printer.pages().size() == 1; }));
  const auto outcome = bench.device().print(sample_job(), {});
  EXPECT_EQ(outcome.kind, OutcomeKind::unknown) << outcome.detail;
  EXPECT_NE(outcome.detail.find("submitted before"), std::string::npos) << outcome.detail;
  EXPECT_EQ(bench.printer.begun(), 1);
}

// Nobody is left to take the job back, so the spooler was told beforehand.
TEST(CupsCrash, CancelsTheOrphanedJob) {
  CupsFixture bench;
  bench.printer.set(EvePrinter::PrinterBehaviour::waits);
  auto times = hasty();
  times.finish = times.cancel = std::chrono::milliseconds(500);
  print_and_die_at(printer::DeviceCups(*printer::cups_address(bench.queue()), times),
                   Stage::awaiting_echo);
  EXPECT_TRUE(becomes([&] {
    const auto jobs = bench.jobs(sample_job().name);
    return jobs.size() == 1 && jobs[0].state == JobState::canceled;
  }));
}

/// The server dies with a job in hand, the printer finishes it, and the server starts again.
void restart_with_a_job_in_hand(CupsFixture& bench, bool empty_spool) {
  bench.printer.set(EvePrinter::PrinterBehaviour::waits);
  print_and_die_at(bench.device(), Stage::awaiting_echo);
  EXPECT_TRUE(becomes([&] { return bench.printer.begun() == 1; }));
  bench.spooler.kill_now();
  // First the job that waits: the mood is read when a job begins to look at it.
  bench.printer.release();
  bench.printer.set(EvePrinter::PrinterBehaviour::prints);
  EXPECT_TRUE(becomes([&] { return bench.printer.pages().size() == 1; }));
  if (empty_spool) bench.spooler.empty_spool();
  bench.spooler.start();
}

// What CUPS does by itself, and why its spool is to be emptied at every start.
TEST(CupsCrash, PrintsAPageTwiceIfTheServerKeepsItsSpool) {
  CupsFixture bench;
  restart_with_a_job_in_hand(bench, false);
  EXPECT_TRUE(becomes([&] { return bench.printer.pages().size() == 2; }));
}

TEST(CupsCrash, PrintsNothingAgainIfTheServersSpoolIsEmptied) {
  CupsFixture bench;
  restart_with_a_job_in_hand(bench, true);
  EXPECT_TRUE(bench.jobs(sample_job().name).empty()) << "there is nothing it could print";
  auto next = sample_job();
  next.name += "-next";
  EXPECT_EQ(bench.device().print(next, {}).cause, Code::print_handed_over);
  EXPECT_EQ(bench.printer.begun(), 2);
}

}  // namespace
}  // namespace otkel::cups_test
