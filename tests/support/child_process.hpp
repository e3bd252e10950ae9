#pragma once
// A program under test: lines in, lines out, and an end that is waited for.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace otkel::support {

class ChildProcess {
 public:
  explicit ChildProcess(std::vector<std::string> words) {
    std::array<int, 2> in{}, out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe");
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    id_ = ::fork();
    if (id_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() { end(); }

  pid_t id() const { return id_; }
  void say(const std::string& line) const {
    const std::string text = line + "\n";
    (void)!::write(to_, text.data(), text.size());
  }
  /// The next line; nothing at its end or after `seconds`.
  std::optional<std::string> hear(int seconds = 60) {
    for (;;) {
      if (const auto end = text_.find('\n'); end != std::string::npos) {
        std::string line = text_.substr(0, end);
        text_.erase(0, end + 1);
        return line;
      }
      pollfd entry{.fd = from_, .events = POLLIN, .revents = 0};
      if (::poll(&entry, 1, seconds * 1000) <= 0) return std::nullopt;
      std::array<char, 4096> buffer{};
      const ssize_t got = ::read(from_, buffer.data(), buffer.size());
      if (got <= 0) return std::nullopt;
      text_.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  std::string ask(const std::string& line) {
    say(line);
    return hear().value_or("(no answer)");
  }
  /// Closes its input and waits; one that does not end within ten seconds is killed, so that a test
  /// that has failed comes to its end.
  void end() {
    if (id_ <= 0) return;
    ::close(to_);
    int status = 0;
    pollfd gone{
        .fd = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0)), .events = POLLIN, .revents = 0};
    if (::poll(&gone, 1, 10'000) == 0) kill();
    if (gone.fd >= 0) ::close(gone.fd);
    ::waitpid(id_, &status, 0);
    ::close(from_);
    id_ = 0;
  }
  void kill() const { ::kill(id_, SIGKILL); }

 private:
  pid_t id_ = 0;
  int to_ = -1, from_ = -1;
  std::string text_;
};

}  // namespace otkel::support
