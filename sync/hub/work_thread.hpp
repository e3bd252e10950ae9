#pragma once
// The one thread that owns the database: HTTP handlers hand it work, the link wakes it.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace otkel::hub {

/// The only place of the hub where two threads meet.
class WorkThread {
 public:
  /// Any thread. Tasks run in the order they came, on the thread that called run().
  void post(std::function<void()> task);
  /// Any thread: makes run() call `step` soon.
  void wake();
  /// Any thread: run() returns after the tasks that wait.
  void stop();

  /// Runs tasks, and `step` whenever something happened or its time has come. `step` returns for
  /// how long nothing will be due.
  void run(const std::function<std::chrono::milliseconds()>& step);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  bool woken_ = false;
  bool stopping_ = false;
};

}  // namespace otkel::hub
