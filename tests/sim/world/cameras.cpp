// Two agreeing reads make a visit.
#include "tests/sim/world/cameras.hpp"

#include <algorithm>

#include "base/codec/json.hpp"

namespace otkel::sim {

using Message = sync::VisitSource::Message;

std::vector<Message> SteppedCameras::take(std::size_t most) {
  return {waiting_.begin(),
          waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()))};
}

void SteppedCameras::acknowledge(const Message& message) {
  std::erase_if(waiting_, [&](const Message& one) { return one.visit_id == message.visit_id; });
}

void SteppedCameras::see(core::CameraRole role, const std::string& plate, core::Instant now,
                         const std::string& make) {
  core::Visit visit;
  visit.visit_id = "visit-" + std::to_string(++visits_);
  visit.camera = std::string(core::word(role)) + "-1";
  visit.role = role;
  visit.first_received = visit.last_received = now;
  core::PlateRead read;
  read.maker = "hikvision";
  read.plate = plate;
  read.vehicle_make = make;
  read.character_confidence.assign(plate.size(), 0.99);
  for (const char* capture : {"-a", "-b"}) {
    read.event_id = visit.visit_id + capture;
    visit.reads.push_back(read);
  }
  visit.picture_hash = std::string(64, 'a');
  waiting_.push_back({{visit.visit_id, visit.revision, codec::encode(visit)}, "bridge"});
  if (wakeup_) wakeup_();
}

}  // namespace otkel::sim
