#pragma once
// The one thread for slow work without a database: the hashing of passwords, the drawing of pages.
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "core/value/instant.hpp"
#include "firmware-daemon/http/log_in_queue.hpp"

namespace otkel::http {

/// A fair, bounded queue of small tasks and the thread that does them.
class PasswordThread {
 public:
  explicit PasswordThread(const core::Clock& clock, const LogInQueue::Limits& limits = {});
  /// Finishes the task in hand and drops the rest.
  ~PasswordThread();
  PasswordThread(const PasswordThread&) = delete;
  PasswordThread& operator=(const PasswordThread&) = delete;

  /// Any thread. If there is no place for it, or it pushes another out, `turned_away` of that
  /// one is called at once on the caller's thread.
  void submit(SlowWork work);
  /// Any thread: since the start.
  std::int64_t turned_away() const { return turned_away_; }

 private:
  void run();
  /// Waits until something is due; nothing at the end. With the lock held.
  std::optional<SlowWork> next(std::unique_lock<std::mutex>& lock);

  const core::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  LogInQueue queue_;
  bool stop_ = false;
  std::atomic<std::int64_t> turned_away_ = 0;
  std::thread thread_;
};

}  // namespace otkel::http
