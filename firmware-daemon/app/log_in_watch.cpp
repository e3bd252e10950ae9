// Small maps with a bound: what was touched longest ago goes.
#include "firmware-daemon/app/log_in_watch.hpp"

#include <algorithm>

namespace otkel::app {
namespace {

using core::Instant;

constexpr std::int64_t kMostFailures = 5;
constexpr core::minutes kLockTime{15};
/// More than a checkpoint's officers mistype in a quarter of an hour.
constexpr std::int64_t kManyLately = 20;
constexpr std::chrono::milliseconds kPause{1000};
constexpr std::size_t kMostKept = 16'384;

Instant touched(Instant at) { return at; }
template <class T>
Instant touched(const T& one) {
  return one.last;
}

template <class Map>
void make_room(Map& map) {
  if (map.size() < kMostKept) return;
  map.erase(
      std::ranges::min_element(map, {}, [](const auto& entry) { return touched(entry.second); }));
}

}  // namespace

std::optional<Instant> LogInWatch::locked_until(const Attempt& a, Instant now) const {
  const auto found = failures_.find({a.login, a.address});
  if (found == failures_.end() || found->second.locked_until <= now) return std::nullopt;
  return found->second.locked_until;
}

std::int64_t LogInWatch::wrong(const Attempt& a, Instant now) {
  ++counts_.wrong;
  counts_.last_failed = now;
  const Pair pair{a.login, a.address};
  if (!failures_.contains(pair)) make_room(failures_);
  auto& here = failures_[pair];
  if (now - here.last >= kLockTime) here.count = 0;
  here.last = now;
  if (++here.count >= kMostFailures) {
    here.count = 0;
    here.locked_until = now + kLockTime;
  }
  if (!accounts_.contains(a.login)) make_room(accounts_);
  auto& account = accounts_[a.login];
  if (now - account.window >= kLockTime) account = {account.since_right, 0, now, now};
  account.last = now;
  ++account.lately;
  return ++account.since_right;
}

void LogInWatch::right(const Attempt& a, Instant now) {
  ++counts_.right;
  failures_.erase({a.login, a.address});
  forget_failures(a.login);
  seen(a, now);
}

void LogInWatch::seen(const Attempt& a, Instant now) {
  const Pair pair{a.login, a.address};
  if (!usual_.contains(pair)) make_room(usual_);
  usual_[pair] = now;
  if (!addresses_.contains(a.address)) make_room(addresses_);
  addresses_[a.address] = now;
}

void LogInWatch::forget_failures(const std::string& login) {
  const auto found = accounts_.find(login);
  if (found != accounts_.end()) found->second.since_right = 0;
}

void LogInWatch::refused_as_locked(Instant now) {
  ++counts_.locked;
  counts_.last_failed = now;
}

Standing LogInWatch::standing(const Attempt& a) const {
  if (usual_.contains({a.login, a.address})) return Standing::usual;
  return addresses_.contains(a.address) ? Standing::neighbour : Standing::stranger;
}

std::chrono::milliseconds LogInWatch::pause(const std::string& login, Instant now) const {
  const auto found = accounts_.find(login);
  if (found == accounts_.end()) return {};
  const bool many = found->second.lately >= kManyLately && now - found->second.window < kLockTime;
  return many ? kPause : std::chrono::milliseconds{0};
}

}  // namespace otkel::app
