// A ring of steps, each with the number of the step it counts.
#include "anpr-bridge/keep/read_rate.hpp"

namespace otkel::anpr {
namespace {

std::int64_t step_of(core::Instant at) {
  return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count() / 5;
}

}  // namespace

void ReadRate::add(core::Instant at, bool no_read) {
  const std::int64_t number = step_of(at);
  if (number < 0) return;
  Step& step = steps_[static_cast<std::size_t>(number % kSteps)];
  if (step.number > number) return;  // the clock went back by more than a day
  if (step.number != number) step = {number, {}};
  ++(no_read ? step.count.no_reads : step.count.reads);
}

core::ReadCount ReadRate::sum(std::int64_t first, std::int64_t last) const {
  core::ReadCount out;
  for (const Step& step : steps_) {
    if (step.number < first || step.number > last) continue;
    out.reads += step.count.reads;
    out.no_reads += step.count.no_reads;
  }
  return out;
}

core::ReadCount ReadRate::last_hour(core::Instant now) const {
  return sum(step_of(now) - kPerHour + 1, step_of(now));
}

std::vector<core::ReadCount> ReadRate::hours(core::Instant now) const {
  std::vector<core::ReadCount> out;
  for (std::int64_t ago = 23; ago >= 0; --ago) {
    const std::int64_t last = step_of(now) - ago * kPerHour;
    out.push_back(sum(last - kPerHour + 1, last));
  }
  return out;
}

}  // namespace otkel::anpr
