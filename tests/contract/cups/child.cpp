// fork, exec, kill, wait.
#include "tests/contract/cups/child.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "core/value/text.hpp"
#include "printer/port/countdown.hpp"

namespace otkel::cups_test {
namespace {

using printer::Countdown;
using std::chrono::milliseconds;

[[noreturn]] void become(const std::vector<std::string>& argv, const std::string& log,
                         const std::vector<std::string>& environment) {
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  std::vector<std::string> all = environment;
  for (char** line = environ; *line != nullptr; ++line) all.emplace_back(*line);
  std::vector<char*> lines;  // the first of a name is the one that is found
  for (auto& line : all) lines.push_back(line.data());
  lines.push_back(nullptr);
  std::vector<std::string> words = argv;
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execve(pointers.front(), pointers.data(), lines.data());
  ::_exit(127);
}

// The parent's number is the fourth field, behind the name in brackets.
pid_t parent_of(const std::filesystem::path& process) {
  std::ifstream file(process / "stat");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto name_end = text.rfind(") ");
  if (name_end == std::string::npos || name_end + 4 >= text.size()) return 0;
  const auto digits = text.substr(name_end + 4, text.find(' ', name_end + 4) - name_end - 4);
  return core::number_in<pid_t>(digits).value_or(0);
}

}  // namespace

Child::Child(const std::vector<std::string>& argv, const std::string& log,
             const std::vector<std::string>& environment)
    : pid_(::fork()) {
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ == 0) become(argv, log, environment);
}

Child::Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, 0)) {}

bool Child::collect(int options) {
  if (pid_ > 0 && ::waitpid(pid_, nullptr, options) == pid_) pid_ = 0;
  return pid_ == 0;
}

bool Child::runs() { return !collect(WNOHANG); }

void Child::kill_now() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
  collect(0);
}

void Child::end() {
  if (pid_ > 0) ::kill(pid_, SIGTERM);
  const Countdown patience(milliseconds(5000));
  while (!collect(WNOHANG) && !patience.over()) Countdown(milliseconds(5)).wait();
  kill_now();
}

int run(const std::vector<std::string>& argv, const std::string& log,
        const std::vector<std::string>& environment) {
  return status_of_copy([&] { become(argv, log, environment); });
}

int status_of_copy(const std::function<void()>& body) {
  const pid_t child = ::fork();
  if (child == 0) {
    body();
    ::_exit(0);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  return status;
}

ChildReaper::ChildReaper() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

ChildReaper::~ChildReaper() {
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const auto pid = core::number_in<pid_t>(entry.path().filename().string());
    if (!pid || parent_of(entry.path()) != ::getpid()) continue;
    ::kill(*pid, SIGKILL);
    ::waitpid(*pid, nullptr, 0);
  }
}

bool becomes(const std::function<bool()>& condition) {
  const Countdown patience(milliseconds(20000));
  while (!condition()) {
    if (patience.over()) return false;
    Countdown(milliseconds(10)).wait();
  }
  return true;
}

}  // namespace otkel::cups_test
