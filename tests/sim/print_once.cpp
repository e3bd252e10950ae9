// otkel-print-once: the daemon's printing without the daemon. Lines in: print JOB ATTEMPT, status,
// recover, end; one line out for each. With "start" a process is forked that has the pages ready
// and obeys until "end" or its death, so that a test can kill one process after the other.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "config/system_random.hpp"
#include "printer/device/make_device.hpp"
#include "printer/job/prepare.hpp"
#include "printer/job/print_journal.hpp"
#include "tests/unit/printer/sample.hpp"

namespace {

namespace printer = otkel::printer;
using printer::Device, printer::DeviceStatus, printer::OnStage, printer::Outcome,
    printer::OutcomeKind, printer::PreparedJob, printer::PrintJournal, printer::Sent;

constexpr const char* kUsage =
    "usage: otkel-print-once DEVICE JOURNAL [lying|resending] [profiles=FOLDER] [real_head]\n"
    "  lying, resending: a defect, for tests that must notice it.\n"
    "  real_head: an answer sooner than paper moves proves nothing; models print in no time.\n";

enum class Defect { none, lying, resending };

/// What a careless program would do after an end that it does not know.
class DefectiveDevice final : public Device {
 public:
  DefectiveDevice(std::unique_ptr<Device> device, Defect defect)
      : device_(std::move(device)), defect_(defect) {}
  DeviceStatus status() override { return device_->status(); }
  Outcome print(const PreparedJob& job, const OnStage& on_stage) override {
    auto outcome = device_->print(job, on_stage);
    if (outcome.kind != OutcomeKind::unknown) return outcome;
    if (defect_ == Defect::lying) outcome.kind = OutcomeKind::confirmed;
    if (defect_ == Defect::resending) again_ = true;
    return outcome;
  }
  bool wants_again() { return std::exchange(again_, false); }
  void on_sent(std::function<void(const Sent&)> report) override {
    device_->on_sent(std::move(report));
  }
  void expect_scrap() override { device_->expect_scrap(); }

 private:
  std::unique_ptr<Device> device_;
  Defect defect_;
  bool again_ = false;
};

/// Byte by byte: what follows the newline belongs to the process that reads next.
bool read_line(std::string& line) {
  line.clear();
  char c = 0;
  while (::read(0, &c, 1) == 1) {
    if (c == '\n') return true;
    line += c;
  }
  return false;
}

void say(const std::string& line) {
  const std::string text = line + "\n";
  (void)!::write(1, text.data(), text.size());
}

std::string text_of(const Outcome& outcome) {
  return std::string(otkel::core::word(outcome.kind)) + " " +
         (outcome.grade.str().empty() ? "-" : outcome.grade.str()) + " " +
         std::string(otkel::core::word(outcome.cause)) + " " + std::to_string(outcome.bytes_sent) +
         " " + std::to_string(outcome.rows_sent) + " " + outcome.detail;
}

class Session {
 public:
  Session(const std::string& url, std::string journal, Defect defect, std::string profiles,
          bool real_head)
      : journal_path_(std::move(journal)),
        device_(printer::make_device(url, {random_, std::move(profiles), {}, real_head}).value(),
                defect) {}

  bool obey(const std::string& line, std::map<int, PreparedJob>& pages) {
    std::istringstream words(line);
    std::string verb;
    long job = 0;
    int attempt = 0;
    words >> verb >> job >> attempt;
    if (verb == "end") return false;
    if (verb == "status") {
      const auto now = device_.status();
      say(std::string(now.ready ? "ready " : "not_ready ") +
          std::string(otkel::core::word(now.cause)) + (now.paper_near_end ? " near_end " : " - ") +
          now.detail);
    } else if (verb == "recover") {
      const auto jobs = printer::recover(journal_path_);
      say(!jobs ? "none" : jobs->empty() ? "nothing" : text_of(jobs->back().outcome));
    } else if (verb == "print") {
      open_journal();
      auto outcome =
          printer::print_written_down(device_, pages.at(attempt), job, journal_.get(), {});
      if (device_.wants_again()) again_ = std::pair{job, attempt};
      say(text_of(outcome));
    } else if (verb == "mended" && again_) {
      (void)printer::print_written_down(device_, pages.at(again_->second), again_->first,
                                        journal_.get(), {});
      say("sent again");
    } else {
      say("?");
    }
    return true;
  }

 private:
  void open_journal() {
    if (journal_ || journal_path_ == "-") return;
    const auto before = printer::recover(journal_path_);
    journal_ = PrintJournal::open(journal_path_).value();
    if (before && printer::piece_may_hang(*before)) device_.expect_scrap();
  }
  std::string journal_path_;
  otkel::config::SystemRandom random_;
  DefectiveDevice device_;
  std::unique_ptr<PrintJournal> journal_;
  std::optional<std::pair<long, int>> again_;
};

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fputs(kUsage, stderr);
    return 64;
  }
  auto defect = Defect::none;
  std::string profiles;
  bool real_head = false;
  for (int i = 3; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "lying") defect = Defect::lying;
    if (word == "resending") defect = Defect::resending;
    if (word == "real_head") real_head = true;
    if (word.starts_with("profiles=")) profiles = word.substr(9);
  }
  std::map<int, PreparedJob> pages;
  for (const int attempt : {1, 2}) {
    auto print = otkel::printer_test::sample_print();
    print.attempt = attempt;
    pages[attempt] =
        printer::prepare(print, otkel::printer_test::sample_key(), printer::Paper::mm80).value();
  }
  say("pages ready");
  std::string line;
  while (read_line(line) && line.starts_with("start")) {
    const pid_t child = ::fork();
    if (child == 0) {
      say("process " + std::to_string(::getpid()));
      {
        Session session(words[1], words[2], defect, profiles, real_head);
        while (read_line(line) && session.obey(line, pages)) {
        }
      }
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    say("ended");
  }
  return 0;
}
