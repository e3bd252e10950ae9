// Windows in the order in which they began.
#include "core/value/budget.hpp"

namespace otkel::core {

using std::chrono::ceil;
using std::chrono::seconds;

/// A clock that went back ends the window too: nobody waits for an hour that comes twice.
bool Budget::over(const Window& window, Instant now) const {
  return now < window.began || now >= window.began + limit_.window;
}

void Budget::forget(Position place) {
  places_.erase(place->name);
  windows_.erase(place);
}

seconds Budget::wait(const std::string& name, Instant now) {
  const auto found = places_.find(name);
  if (found == places_.end()) return seconds{0};
  const Window& window = *found->second;
  if (over(window, now) || window.used < limit_.uses) return seconds{0};
  return ceil<seconds>(window.began + limit_.window - now);
}

void Budget::use(const std::string& name, Instant now) {
  const auto found = places_.find(name);
  if (found != places_.end() && !over(*found->second, now)) {
    ++found->second->used;
    return;
  }
  if (found != places_.end()) forget(found->second);
  if (windows_.size() >= limit_.most_names) forget(windows_.begin());
  windows_.push_back({name, now, 1});
  places_[name] = std::prev(windows_.end());
}

}  // namespace otkel::core
