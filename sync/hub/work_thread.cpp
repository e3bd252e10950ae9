// Tasks first, then what is due.
#include "sync/hub/work_thread.hpp"

namespace otkel::hub {

void WorkThread::run(const std::function<std::chrono::milliseconds()>& step) {
  constexpr std::size_t kBatch = 256;
  std::chrono::milliseconds pause{0};
  for (;;) {
    const auto taken = inbox_.take(pause, kBatch);
    for (const auto& task : taken.items) task();
    if (taken.last) return;
    pause = step();
  }
}

}  // namespace otkel::hub
