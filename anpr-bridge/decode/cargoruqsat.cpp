// The camera event of the national electronic queue ("cgr-api"): flat JSON, three pictures in
// base64, local time without a zone, a confidence of 0 to 100, the other readings beside the plate.
#include "anpr-bridge/decode/cargoruqsat.hpp"

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "cargoruqsat";

/// The direction is that of the passage, not of the picture: "out" before an exit camera is a truck
/// that comes towards it. A rear camera sees the same truck go. Where the role is not known, "in"
/// is towards the camera.
core::Motion motion_of(const JsonAt& event, const Hints& hints) {
  const auto usual = hints.role ? usual_passage(*hints.role) : "in";
  const auto other = usual == "in" ? "out" : "in";
  const bool rear = hints.view == core::View::rear;
  return motion_in(event["direction"].raw(), rear ? other : usual, rear ? usual : other);
}

/// A confidence of another scale is not guessed at: the read waits for a person.
void confidence_into(core::PlateRead& read, const JsonAt& sent) {
  read.confidence = confidence(sent.number(), 100);
  if (sent && !read.confidence) read.doubt = core::ReadDoubt::confidence_out_of_scale;
}

std::string picture_of(const JsonAt& event) {
  std::string best;
  for (const char* name : {"fullImage", "cleanImage", "plateImage"}) {
    std::string bytes = base64_jpeg(event[name].raw());
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

Decoded from_event(const JsonAt& event, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(event["plateNumber"].raw());
  confidence_into(read, event["recognitionConfidence"]);
  for (const auto& other : event["relatedPlateNumbers"].items()) add_reading(read, other.raw());
  read.motion = motion_of(event, hints);
  // The model stays beside it: a permit card names the make alone, and is compared with it whole.
  read.vehicle_make = known_word(event["vehicleMark"].raw());
  read.vehicle_type = known_word(event["vehicleClass"].raw());
  read.camera_time = iso_time(event["dateTime"].raw(), hints.zone);
  const std::string model = known_word(event["vehicleModel"].raw());
  auto decoded = vehicle(model.empty() ? "event" : "event, model " + model, std::move(read),
                         event["dateTime"].raw());
  decoded.picture = picture_of(event);
  return decoded;
}

/// Other makers have a plateNumber too; what stands beside it here does not stand there.
bool is_event(const JsonAt& event) {
  if (!event.has("plateNumber")) return false;
  return event.has("recognitionConfidence") || event.has("relatedPlateNumbers") ||
         event.has("cleanImage") || (event.has("fullImage") && event.has("plateImage"));
}

bool recognises(const Envelope& envelope) {
  return !envelope.json.empty() && is_event(envelope.json.front().at());
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_event(part.at(), hints));
  return messages;
}

}  // namespace

std::string_view usual_passage(core::CameraRole role) {
  switch (role) {
    case core::CameraRole::gate_in:
    case core::CameraRole::entry_from_china:
      return "in";
    case core::CameraRole::exit:
    case core::CameraRole::return_lane:
      return "out";
  }
  return "in";
}

const Decoder makers::kCargoruqsat{kMaker, recognises, decode};

}  // namespace otkel::anpr
