// A silence begins the doubt, a pause between vehicles ends it.
#include "anpr-bridge/keep/contact.hpp"

#include <algorithm>

namespace otkel::anpr {
namespace {

/// Cameras send again what was not answered after seconds, some after a minute.
constexpr std::chrono::minutes kPause{2};
/// Three lanes before one camera: more trucks than that do not pass within such a time.
constexpr std::chrono::seconds kAtOnce{5};
constexpr std::size_t kMostAtOnce = 4;

}  // namespace

void Contact::resume(core::Instant last_vehicle, bool doubted) {
  heard_ = quiet_since_ = last_vehicle;
  doubted_ = doubted;
}

void Contact::heard(core::Instant now) {
  const bool unbroken = heard_ && now >= *heard_ && now - *heard_ <= late_after_;
  if (!unbroken) {
    doubted_ = true;
    quiet_since_ = now;
  }
  heard_ = now;
}

void Contact::pass_vehicle(core::Instant now) {
  heard(now);
  if (doubted_ && now - quiet_since_ >= kPause) doubted_ = false;
  quiet_since_ = now;
}

bool Contact::comes_in_a_burst(const std::string& plate, core::Instant now) {
  std::erase_if(at_once_, [&](const Seen& seen) {
    return now < seen.at || now - seen.at > kAtOnce || seen.plate == plate;
  });
  at_once_.push_back({now, plate});
  if (at_once_.size() <= kMostAtOnce) return false;
  at_once_.erase(at_once_.begin());
  return true;
}

void Contact::vehicle_with_time(core::Instant now) { pass_vehicle(now); }

bool Contact::vehicle_may_be_old(const Vehicle& vehicle, core::Instant now) {
  pass_vehicle(now);
  if (!vehicle.plate.empty() && comes_in_a_burst(vehicle.plate, now)) doubted_ = true;
  if (doubted_) return true;
  // Only what is surely of now may teach us the camera's usual local time.
  return vehicle.local_time && local_.judge(*vehicle.local_time, now);
}

}  // namespace otkel::anpr
