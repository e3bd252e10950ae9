// A queue and a loop.
#include "firmware-daemon/http/password_thread.hpp"

#include <utility>

namespace otkel::http {

PasswordThread::PasswordThread(const core::Clock& clock, const LogInQueue::Limits& limits)
    : clock_(clock), queue_(limits), thread_([this] { run(); }) {}

PasswordThread::~PasswordThread() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void PasswordThread::submit(SlowWork work) {
  std::optional<SlowWork> away;
  {
    const std::lock_guard lock(mutex_);
    if (stop_)
      away = std::move(work);
    else
      away = queue_.push(std::move(work));
  }
  changed_.notify_one();
  if (!away) return;
  ++turned_away_;
  away->turned_away();
}

std::optional<SlowWork> PasswordThread::next(std::unique_lock<std::mutex>& lock) {
  for (;;) {
    if (stop_) return std::nullopt;
    const auto now = clock_.boot();
    if (auto work = queue_.pop(now)) return work;
    if (const auto due = queue_.due(now))
      changed_.wait_for(lock, *due - now);
    else
      changed_.wait(lock);
  }
}

void PasswordThread::run() {
  std::unique_lock lock(mutex_);
  while (auto task = next(lock)) {
    lock.unlock();
    task->work();
    task.reset();
    lock.lock();
  }
}

}  // namespace otkel::http
