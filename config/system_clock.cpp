// The only file that asks the operating system for the time.
#include "config/system_clock.hpp"

#include <ctime>

namespace otkel::config {
namespace {

std::chrono::milliseconds read_clock(clockid_t id) {
  timespec at{};
  clock_gettime(id, &at);
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::seconds{at.tv_sec} +
                                                       std::chrono::nanoseconds{at.tv_nsec});
}

}  // namespace

core::Instant wall_clock() { return core::Instant{read_clock(CLOCK_REALTIME)}; }

std::chrono::milliseconds boot_clock() { return read_clock(CLOCK_BOOTTIME); }

}  // namespace otkel::config
