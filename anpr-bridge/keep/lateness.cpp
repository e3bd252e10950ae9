// A backlog sent after an outage arrives faster than it happened, so its delays shrink; a clock
// that was set again keeps one new delay. That distinguishes the two.
#include "anpr-bridge/keep/lateness.hpp"

#include <algorithm>

namespace otkel::anpr {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool Lateness::judge(core::Instant camera_time, core::Instant received) {
  const milliseconds delay = received - camera_time;
  if (delay <= usual_.value_or(milliseconds{0}) + late_after_) {
    usual_ = usual_ ? std::min(*usual_, delay) : delay;
    candidate_.reset();
    return false;
  }
  constexpr milliseconds kSame = seconds{5};
  if (!candidate_ || std::chrono::abs(delay - candidate_->delay) > kSame) {
    candidate_ = Candidate{delay, received, 1};
    return true;
  }
  ++candidate_->count;
  if (candidate_->count < 3 || received - candidate_->first < seconds{30}) return true;
  usual_ = delay;
  candidate_.reset();
  return false;
}

}  // namespace otkel::anpr
