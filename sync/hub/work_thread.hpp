#pragma once
// The one thread that owns the database: HTTP handlers hand it work, the link wakes it.
#include <chrono>
#include <functional>

#include "base/threads/inbox.hpp"

namespace otkel::hub {

/// The only place of the hub where two threads meet.
class WorkThread {
 public:
  /// Any thread. Tasks run in the order they came, on the thread that called run().
  void post(std::function<void()> task) { inbox_.put(std::move(task)); }
  /// Any thread: makes run() call `step` soon.
  void wake() { inbox_.wake(); }
  /// Any thread: run() returns after the tasks that wait.
  void stop() { inbox_.close(); }

  /// Runs tasks, and `step` whenever something happened or its time has come. `step` returns for
  /// how long nothing will be due.
  void run(const std::function<std::chrono::milliseconds()>& step);

 private:
  threads::Inbox<std::function<void()>> inbox_;
};

}  // namespace otkel::hub
