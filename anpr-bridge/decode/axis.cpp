// Axis License Plate Verifier and the fflprapp family: JSON in a form field `event` with a picture
// beside it, reported once as new, then as update and lost; the request that it sends to a 2N
// device; and the XML of its search page.
#include <algorithm>

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "axis";
constexpr std::string_view kPlateKeys[] = {"plateUTF8", "plateUnicode", "plateText", "plateASCII"};
constexpr std::string_view kMarksOf2n[] = {"lprUuid", "lprID", "lprDir", "accessPoint"};

std::string picture_of(const JsonAt& event) {
  std::string best = base64_jpeg(event["plateImage"].raw());
  for (const auto& image : event["ImageArray"].items()) {
    std::string bytes = base64_jpeg(image["BinaryImage"].raw());
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

core::Motion motion_of(std::string_view word) { return motion_in(word, "in", "out"); }

/// As the search page and 2N's request count directions; 0 and 1 are not known.
core::Motion motion_of_number(std::string_view number) { return motion_in(number, "2", "3"); }

std::optional<core::View> view_of(std::string_view word) {
  if (same_word(word, "front")) return core::View::front;
  if (same_word(word, "rear")) return core::View::rear;
  return std::nullopt;
}

bool is_of_2n(const JsonAt& event) {
  return std::ranges::any_of(kMarksOf2n, [&](auto mark) { return event.has(mark); });
}

void vehicle_into(core::PlateRead& read, const JsonAt& info) {
  for (const auto& make : {info["brand"], info["make"]})
    if (read.vehicle_make.empty()) read.vehicle_make = known_word(make.raw());
  read.vehicle_type = known_word(info["type"].raw());
  for (const auto& colour : {info["color"], info["colour"]})
    if (!read.vehicle_colour) read.vehicle_colour = colour_word(colour.raw());
  read.view = view_of(info["view"].raw());
}

/// "KZ-ALA" of ISO 3166-2, beside the country's own field.
std::string country_of_region(std::string_view region) {
  return country_code(region.substr(0, region.find('-')));
}

Decoded from_json(const JsonAt& event, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  // One number for all messages of a car: new, update and lost are revisions, not further reads.
  for (const auto key : {"carID", "lprID", "lprUuid"})
    if (read.event_id.empty()) read.event_id = event[key].text(128);
  if (!read.event_id.empty()) read.group_id = read.event_id;
  for (const auto key : kPlateKeys)
    if (read.plate.empty()) read.plate = plate_text(event[key].raw());
  add_reading(read, event["plateASCII"].raw());
  set_confidence(read, event["plateConfidence"], is_of_2n(event) ? 100 : 1);
  set_motion(
      read, {motion_of(event["carMoveDirection"].raw()), motion_of_number(event["lprDir"].text())});
  set_country(read, {country_code(event["plateCountry"].raw()),
                     country_of_region(event["plateISO3166-2"].raw())});
  read.lane = lane_number(event["roiID"].whole());
  vehicle_into(read, event["vehicle_info"]);
  const auto time =
      sent_time({event["capture_timestamp"], event["capture_ts"], event["datetime"]}, hints);
  read.camera_time = time.at;
  // 2N sends no time; a number of its own for each message distinguishes them.
  const auto news = time.text.empty() ? event["lprUuid"].text() : time.text;
  auto decoded = vehicle("car " + event["carState"].text(16), std::move(read), news);
  decoded.picture = picture_of(event);
  return decoded;
}

Decoded from_row(const pugi::xml_node& row, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  const auto field = [&](const char* name) { return text_or_attribute(row, name); };
  const auto time = sent_time(field("TS"), hints);
  read.event_id = clean(time.text);
  read.plate = plate_text(field("LPR"));
  const auto level = field("CAR_CONF");
  set_confidence(read, level.empty() ? field("THRESHOLD") : level, 1);
  set_motion(read, {motion_of(field("DIRECTION")), motion_of_number(field("DIRECTION"))});
  read.country = country_code(field("COUNTRY"));
  read.lane = lane_number(whole(field("ROI_ID")));
  read.camera_time = time.at;
  return vehicle("search", std::move(read), time.text);
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
    if (is_of_2n(event)) return true;
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
      if (child(row, "LPR") || row.attribute("LPR")) messages.push_back(from_row(row, hints));
    if (messages.empty()) messages.push_back(notice(kMaker, Kind::heartbeat, "empty search"));
  }
  return messages;
}

}  // namespace

const Decoder makers::kAxis{kMaker, recognises, decode};

}  // namespace otkel::anpr
