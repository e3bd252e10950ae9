// Axis License Plate Verifier and the fflprapp family: JSON in a form field `event` with a picture
// beside it, reported once as new, then as update and lost; and the XML of its search page.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "axis";
constexpr std::string_view kPlateKeys[] = {"plateUTF8", "plateUnicode", "plateText", "plateASCII"};

std::string picture_of(const JsonAt& event) {
  std::string best;
  for (const auto& image : event["ImageArray"].items()) {
    std::string bytes = base64_jpeg(image["BinaryImage"].raw());
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

Decoded from_json(const JsonAt& event, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  // One number for all messages of a car: new, update and lost are revisions, not further reads.
  read.event_id = event["carID"].text();
  if (!read.event_id.empty()) read.group_id = read.event_id;
  for (const auto key : kPlateKeys)
    if (read.plate.empty()) read.plate = plate_text(event[key].raw());
  add_reading(read, event["plateASCII"].raw());
  read.confidence = confidence(event["plateConfidence"].number(), 1);
  read.motion = motion_in(event["carMoveDirection"].raw(), "in", "out");
  read.country = country_code(event["plateCountry"].raw());
  read.lane = lane_number(event["roiID"].whole());
  read.camera_time = epoch_time(event["capture_timestamp"].number(), 1000);
  if (!read.camera_time) read.camera_time = compact_time(event["datetime"].raw(), hints.zone);
  const auto time = event["capture_timestamp"].text();
  auto decoded = vehicle("car " + event["carState"].text(16), std::move(read),
                         time.empty() ? event["datetime"].text() : time);
  decoded.picture = picture_of(event);
  return decoded;
}

Decoded from_row(const pugi::xml_node& row) {
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = clean(text_or_attribute(row, "TS"));
  read.plate = plate_text(text_or_attribute(row, "LPR"));
  read.confidence = confidence(decimal(text_or_attribute(row, "CAR_CONF")), 1);
  read.motion = motion_in(text_or_attribute(row, "DIRECTION"), "in", "out");
  read.camera_time = epoch_time(decimal(read.event_id));
  return vehicle("search", read, read.event_id);
}

bool is_event(const JsonAt& event) {
  for (const auto key : kPlateKeys)
    if (event.has(key)) return true;
  return false;
}

bool is_search(const XmlPart& part) { return local_name(part.root) == "events"; }

/// plateUTF8 and its like are the maker's alone; plateText is not, and needs a second of its names.
bool recognises(const Envelope& envelope) {
  for (const auto& part : envelope.json) {
    const auto event = part.at();
    for (const auto mark : {"plateUTF8", "plateUnicode", "plateASCII"})
      if (event.has(mark)) return true;
    if (!event.has("plateText")) continue;
    for (const auto mark : {"carID", "carState", "carMoveDirection", "roiID", "capture_timestamp",
                            "capture_ts", "plateConfidence", "plateCountry"})
      if (event.has(mark)) return true;
  }
  if (envelope.xml.empty() || !is_search(envelope.xml.front())) return false;
  for (const auto& row : envelope.xml.front().root.children())
    if (!attribute(row, "LPR").empty() || child(row, "LPR"))
      return child(row, "TS") || row.attribute("TS");
  return false;
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_json(part.at(), hints));
  if (!messages.empty() && messages.front().picture.empty())
    messages.front().picture = best_picture(envelope.pictures);
  if (messages.empty() && is_search(envelope.xml.front())) {
    for (const auto& row : envelope.xml.front().root.children())
      if (child(row, "LPR") || row.attribute("LPR")) messages.push_back(from_row(row));
    if (messages.empty()) messages.push_back(notice(kMaker, Kind::heartbeat, "empty search"));
  }
  return messages;
}

}  // namespace

const Decoder makers::kAxis{kMaker, recognises, decode};

}  // namespace otkel::anpr
