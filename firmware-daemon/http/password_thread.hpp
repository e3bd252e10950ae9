#pragma once
// The one thread for slow work without a database: the hashing of passwords, the drawing of pages.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace otkel::http {

/// A bounded queue of small tasks and the thread that does them in order.
class PasswordThread {
 public:
  explicit PasswordThread(std::size_t most_waiting = 8);
  /// Finishes the task in hand and drops the rest.
  ~PasswordThread();

  /// Any thread. False where too many wait: whoever asks is told to try again soon.
  bool submit(std::function<void()> task);

 private:
  void run();
  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace otkel::http
