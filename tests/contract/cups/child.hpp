#pragma once
// Processes that a test starts, and their end.
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace otkel::cups_test {

/// Runs `argv[0]` with what it says going to `log`; killed and collected at the end of the scope.
class Child {
 public:
  Child(const std::vector<std::string>& argv, const std::string& log,
        const std::vector<std::string>& environment = {});
  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child() { kill_now(); }

  /// SIGKILL, and waits for it. Its own children live on.
  void kill_now();
  /// SIGTERM, and waits; SIGKILL after five seconds.
  void end();
  bool runs();
  pid_t pid() const { return pid_; }

 private:
  bool collect(int options);
  pid_t pid_;
};

/// Wait status of a command that ends by itself; its words are in `log`.
int run(const std::vector<std::string>& argv, const std::string& log,
        const std::vector<std::string>& environment = {});

/// Runs `body` in a copy of this process, which ends with 0 behind it. Gives back its wait status.
int status_of_copy(const std::function<void()>& body);

/// What children of killed processes leave behind comes to us instead of to init, and is killed at
/// the end of the scope, which must be the outermost of a test.
class ChildReaper {
 public:
  ChildReaper();
  ChildReaper(const ChildReaper&) = delete;
  ChildReaper& operator=(const ChildReaper&) = delete;
  ~ChildReaper();
};

/// Looks every few milliseconds until it is true; false after twenty seconds.
bool becomes(const std::function<bool()>& condition);

}  // namespace otkel::cups_test
