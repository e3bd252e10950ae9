// A queue and a wait.
#include "sync/hub/work_thread.hpp"

#include <utility>

namespace otkel::hub {

void WorkThread::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
}

void WorkThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void WorkThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
}

void WorkThread::run(const std::function<std::chrono::milliseconds()>& step) {
  std::chrono::milliseconds pause{0};
  for (;;) {
    std::deque<std::function<void()>> tasks;
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, pause, [&] { return woken_ || stopping_ || !tasks_.empty(); });
      tasks.swap(tasks_);
      woken_ = false;
      if (stopping_ && tasks.empty()) return;
    }
    for (auto& task : tasks) task();
    pause = step();
  }
}

}  // namespace otkel::hub
