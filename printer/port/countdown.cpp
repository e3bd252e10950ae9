// A timerfd that is only asked how much is left.
#include "printer/port/countdown.hpp"

#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace otkel::printer {

using std::chrono::milliseconds;

Countdown::Countdown(milliseconds time) : timer_(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC)) {
  restart(time);
}

Countdown::~Countdown() {
  if (timer_ >= 0) ::close(timer_);
}

void Countdown::restart(milliseconds time) {
  // Zero would disarm it, which is read as over as well.
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(time);
  itimerspec setting{};
  setting.it_value.tv_sec = whole.count();
  setting.it_value.tv_nsec = std::chrono::nanoseconds(time - whole).count();
  ::timerfd_settime(timer_, 0, &setting, nullptr);
}

// Without a timer (no descriptors left) every wait is over at once, which no outcome takes for
// success.
milliseconds Countdown::left() const {
  itimerspec setting{};
  if (::timerfd_gettime(timer_, &setting) != 0) return milliseconds(0);
  const auto left = std::chrono::seconds(setting.it_value.tv_sec) +
                    std::chrono::nanoseconds(setting.it_value.tv_nsec);
  return std::chrono::ceil<milliseconds>(left);
}

void Countdown::wait() const {
  pollfd ready{timer_, POLLIN, 0};
  while (!over()) ::poll(&ready, 1, static_cast<int>(left().count()));
}

}  // namespace otkel::printer
