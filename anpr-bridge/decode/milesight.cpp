// Milesight: one JSON object per vehicle with base64 pictures. A dash is what the camera
// does not know; the time carries no zone.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "milesight";
constexpr std::string_view kMarks[] = {"detection_region", "plate_image", "full_image",
                                       "vehicle_image", "plate_color"};

core::Motion motion_of(std::string_view direction) {
  if (same_word(direction, "Approach")) return core::Motion::approaching;
  if (same_word(direction, "Away")) return core::Motion::leaving;
  return core::Motion::unknown;
}

/// The key of a field as the manual and as other firmware writes it: "vehicle_brand",
/// "Vehicle Brand".
JsonAt field_of(const JsonAt& event, std::string_view key, std::string_view other) {
  const auto field = event[key];
  return field ? field : event[other];
}

/// "Region 2" or "2".
std::optional<std::int64_t> lane_of(const JsonAt& region) {
  const std::string text = region.text();
  const auto digit = text.find_last_not_of("0123456789");
  return lane_number(whole(digit == text.npos ? text : text.substr(digit + 1)));
}

std::string picture_of(const JsonAt& event) {
  std::string best;
  for (const auto key : {"full_image", "vehicle_image", "evidence_image0", "plate_image"}) {
    std::string bytes = base64_jpeg(event[key].raw());
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

Decoded from_json(const JsonAt& event, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(event["plate"].raw());
  // 0..100 in the manual; other firmware sends "0.70".
  set_confidence_of_one_or_hundred(read, event["confidence"]);
  read.motion = motion_of(event["direction"].raw());
  read.country = country_code(event["region"].raw());
  read.vehicle_make = known_word(field_of(event, "vehicle_brand", "Vehicle Brand").raw());
  read.vehicle_type = known_word(field_of(event, "vehicle_type", "Vehicle Type").raw());
  read.vehicle_colour = colour_word(field_of(event, "vehicle_color", "Vehicle Color").raw());
  read.lane = lane_of(event["detection_region"]);
  const auto time = sent_time({event["time_msec"], event["time"]}, hints);
  read.camera_time = time.at;
  auto decoded = vehicle("plate", std::move(read), time.text);
  decoded.picture = picture_of(event);
  return decoded;
}

bool is_event(const JsonAt& event) {
  if (!event.has("plate")) return false;
  for (const auto mark : kMarks)
    if (event.has(mark)) return true;
  return false;
}

bool recognises(const Envelope& envelope) {
  return !envelope.json.empty() && is_event(envelope.json.front().at());
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_json(part.at(), hints));
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kMilesight{kMaker, recognises, decode};

}  // namespace otkel::anpr
