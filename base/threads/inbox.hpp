#pragma once
// Where two threads meet: others put things in, one thread takes them out. The loops of the daemon
// and the hub stand on it, so that no use case and no store ever sees a mutex.
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace otkel::threads {

/// put, wake and close: any thread. wait and take: the one thread that owns the inbox.
template <class T>
class Inbox {
 public:
  /// False once it is closed: then nothing was taken.
  bool put(T item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return false;
      items_.push_back(std::move(item));
    }
    changed_.notify_one();
    return true;
  }

  /// Ends the present wait, or the next one, without an item.
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_one();
  }

  /// Nothing more is taken in; what is inside can still be taken out.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
  }

  struct Taken {
    std::deque<T> items;
    bool woken = false;  ///< somebody called wake()
    bool last = false;   ///< closed, and nothing will ever come again
  };

  /// Waits until there is something, at most `patience`, and takes up to `most` items.
  Taken take(std::chrono::milliseconds patience, std::size_t most) {
    std::unique_lock lock(mutex_);
    // A wait of no length would still hand the processor away, at every step of a stepped world.
    if (patience.count() > 0)
      changed_.wait_for(lock, patience, [&] { return woken_ || closed_ || !items_.empty(); });
    Taken taken;
    while (!items_.empty() && taken.items.size() < most) {
      taken.items.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    taken.woken = std::exchange(woken_, false);
    taken.last = closed_ && items_.empty();
    return taken;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool woken_ = false, closed_ = false;
};

}  // namespace otkel::threads
