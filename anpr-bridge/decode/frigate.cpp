// Frigate over MQTT: frigate/events (new, update, end of a tracked object) and
// frigate/tracked_object_update. `sub_label` and `name` are entries of Frigate's own list that it
// takes for near enough: the answer of a matcher, not what the camera read. They are left alone.
#include <algorithm>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "frigate";
constexpr std::string_view kVehicles[] = {"car", "truck", "bus", "motorcycle", "license_plate"};

/// A text, or a list of text and score by version.
JsonAt plate_in(const JsonAt& object) {
  const auto plate = object["recognized_license_plate"];
  return plate.size() > 0 ? plate.at(0) : plate;
}

JsonAt score_in(const JsonAt& object) {
  const auto plate = object["recognized_license_plate"];
  return plate.size() > 1 ? plate.at(1) : object["recognized_license_plate_score"];
}

/// Objects move on many times a second. What distinguishes two messages of one object is another
/// plate or another score; the time of the frame would make every movement a message.
std::string news_of(const JsonAt& score, bool has_plate) {
  return has_plate ? "score " + std::to_string(score.number().value_or(-1)) : "no plate";
}

core::PlateRead read_for(const JsonAt& id, const JsonAt& plate, const JsonAt& score,
                         const JsonAt& time) {
  core::PlateRead read;
  read.maker = kMaker;
  // The object's number for all of its messages: updates are revisions, not further reads.
  read.event_id = id.text(128);
  if (!read.event_id.empty()) read.group_id = read.event_id;
  read.plate = plate_text(plate.raw());
  set_confidence(read, score, 1);
  read.camera_time = sent_time({time}, {}).at;
  return read;
}

Decoded from_event(const JsonAt& root) {
  const auto after = root["after"];
  const std::string type = root["type"].text(), label = after["label"].text();
  const std::string what = type + " " + label;
  const bool is_vehicle =
      std::find(std::begin(kVehicles), std::end(kVehicles), label) != std::end(kVehicles);
  const auto plate = plate_in(after), score = score_in(after);
  const bool has_plate = !plate_text(plate.raw()).empty();
  if (after["false_positive"].is_true() || !(has_plate || (is_vehicle && type == "end")))
    return notice(kMaker, Kind::other, what);
  auto read = read_for(after["id"], plate, score, after["frame_time"]);
  read.vehicle_type = is_vehicle && label != "license_plate" ? label : std::string{};
  auto decoded = vehicle(what, std::move(read), news_of(score, has_plate));
  decoded.picture = base64_jpeg(after["thumbnail"].raw());
  return decoded;
}

Decoded from_update(const JsonAt& root) {
  const std::string type = root["type"].text();
  if (type != "lpr") return notice(kMaker, Kind::other, type);
  return vehicle("lpr", read_for(root["id"], root["plate"], root["score"], root["timestamp"]),
                 news_of(root["score"], true));
}

bool is_event(const JsonAt& root) { return root["after"].is_object() && root.has("type"); }

bool is_update(const JsonAt& root) {
  return root.has("type") && root.has("id") && root.has("camera") &&
         (root.has("timestamp") || root.has("plate") || root.has("description"));
}

/// By its own words for what happened: a type, an id and a camera are anybody's.
bool recognises(const Envelope& envelope) {
  for (const auto& part : envelope.json) {
    const auto root = part.at(), after = root["after"];
    const auto type = root["type"].raw();
    const bool happened = type == "new" || type == "update" || type == "end";
    const bool told =
        type == "lpr" || type == "description" || type == "face" || type == "classification";
    const bool event = is_event(root) && happened && after.has("id") &&
                       (after.has("label") || after.has("camera"));
    if (!event && !(told && is_update(root))) return false;
  }
  return !envelope.json.empty();
}

core::Result<Messages> decode(const Envelope& envelope, const Hints&) {
  Messages messages;
  for (const auto& part : envelope.json)
    messages.push_back(is_event(part.at()) ? from_event(part.at()) : from_update(part.at()));
  return messages;
}

}  // namespace

const Decoder makers::kFrigate{kMaker, recognises, decode};

}  // namespace otkel::anpr
