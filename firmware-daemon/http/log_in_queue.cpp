// Linear search over some sixty.
#include "firmware-daemon/http/log_in_queue.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace otkel::http {
namespace {

using app::Standing;
using std::chrono::milliseconds;

constexpr std::size_t kTurnsKept = 1024;

std::uint64_t turn_of(const std::map<std::string, std::uint64_t>& turns, const std::string& who) {
  const auto found = turns.find(who);
  return found == turns.end() ? 0 : found->second;
}

}  // namespace

std::size_t LogInQueue::held(const std::string& address) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      waiting_, [&](const Waiting& w) { return w.work.of.address == address; }));
}

bool LogInQueue::has_its_share(const SlowWork& work) const {
  const bool stranger = work.standing == Standing::stranger;
  if (held(work.of.address) >= (stranger ? limits_.of_strangers_per_address : limits_.per_address))
    return true;
  const auto of_name = std::ranges::count_if(waiting_, [&](const Waiting& w) {
    return w.work.standing == Standing::stranger && w.work.of.login == work.of.login;
  });
  return stranger && static_cast<std::size_t>(of_name) >= limits_.of_strangers_per_name;
}

std::optional<SlowWork> LogInQueue::push(SlowWork work) {
  if (has_its_share(work)) return work;
  waiting_.push_back({std::move(work), ++clock_});
  if (waiting_.size() <= limits_.waiting) return std::nullopt;
  const auto last = std::ranges::max_element(waiting_, {}, [&](const Waiting& w) {
    return std::tuple(w.work.standing, held(w.work.of.address), w.order);
  });
  SlowWork away = std::move(last->work);
  waiting_.erase(last);
  return away;
}

milliseconds LogInQueue::ready_at(const SlowWork& work) const {
  const auto found = name_ready_.find(work.of.login);
  const bool waits = work.standing == Standing::stranger && found != name_ready_.end();
  return waits ? found->second : milliseconds{0};
}

std::optional<SlowWork> LogInQueue::pop(milliseconds boot_now) {
  const auto rank = [&](const Waiting& w) {
    return std::tuple(ready_at(w.work) > boot_now, w.work.standing,
                      turn_of(address_served_, w.work.of.address),
                      turn_of(name_served_, w.work.of.login), w.order);
  };
  const auto first = std::ranges::min_element(waiting_, {}, rank);
  if (first == waiting_.end() || ready_at(first->work) > boot_now) return std::nullopt;
  SlowWork work = std::move(first->work);
  waiting_.erase(first);
  forget_old_turns(boot_now);
  address_served_[work.of.address] = name_served_[work.of.login] = ++clock_;
  if (work.standing == Standing::stranger && work.pause.count() > 0)
    name_ready_[work.of.login] = boot_now + work.pause;
  return work;
}

std::optional<milliseconds> LogInQueue::due(milliseconds boot_now) const {
  if (waiting_.empty()) return std::nullopt;
  milliseconds next = milliseconds::max();
  for (const auto& w : waiting_) next = std::min(next, ready_at(w.work));
  return std::max(next, boot_now);
}

/// Turns only order those that wait together; long ago and never are the same.
void LogInQueue::forget_old_turns(milliseconds boot_now) {
  std::erase_if(name_ready_, [&](const auto& one) { return one.second <= boot_now; });
  for (auto* turns : {&address_served_, &name_served_})
    if (turns->size() > kTurnsKept)
      std::erase_if(*turns, [&](const auto& one) { return one.second + kTurnsKept / 2 < clock_; });
}

}  // namespace otkel::http
