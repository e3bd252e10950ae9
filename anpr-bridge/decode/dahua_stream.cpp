// Dahua asked instead of pushing: the parts of eventManager (`Code=...;data={...}` with JSON over
// many lines) and of snapManager (`Events[0].x=y` a line, then a picture). Both become one JSON
// tree of the same names, which one reader understands.
#include <algorithm>
#include <utility>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

namespace json = codec::json;

constexpr std::string_view kMaker = "dahua";
constexpr std::size_t kMostEvents = 16, kMostDepth = 16, kMostItems = 64;

/// `TrafficCar.DrivingDirection[0]` -> the place in `root`, made if it is missing. Nothing if
/// the path is not one.
json::value* place(json::value& root, std::string_view path) {
  json::value* at = &root;
  for (std::size_t depth = 0; !path.empty(); ++depth) {
    if (depth == kMostDepth) return nullptr;
    const auto end = path.find_first_of(".[");
    if (end != 0) {
      if (at->is_null()) at->emplace_object();
      if (!at->is_object()) return nullptr;
      at = &at->get_object()[path.substr(0, end)];
      path = end == path.npos ? std::string_view{} : path.substr(end);
    } else if (path.front() == '.') {
      path.remove_prefix(1);
    } else {
      const auto close = path.find(']');
      const auto index = close == path.npos ? std::nullopt : whole(path.substr(1, close - 1));
      if (!index || *index < 0 || *index >= static_cast<std::int64_t>(kMostItems)) return nullptr;
      if (at->is_null()) at->emplace_array();
      if (!at->is_array()) return nullptr;
      auto& list = at->get_array();
      const auto wanted = static_cast<std::size_t>(*index);
      if (list.size() <= wanted) list.resize(wanted + 1);
      at = &list[wanted];
      path.remove_prefix(close + 1);
    }
  }
  return at;
}

/// Lines `path=value` -> a tree of texts. Lines that are no such thing are left out.
json::value tree_of(std::string_view lines) {
  json::value root;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = trim(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const auto equals = line.find('=');
    if (equals == line.npos) continue;
    if (auto* at = place(root, trim(line.substr(0, equals))))
      if (at->is_null()) *at = json::string(trim(line.substr(equals + 1)));
  }
  return root;
}

core::Motion motion_of(const JsonAt& event) {
  for (const auto value :
       {event["TrafficCar"]["DrivingDirection"].at(0).raw(), event["JunctionDirection"].raw()}) {
    if (same_word(value, "Approach") || same_word(value, "Obverse"))
      return core::Motion::approaching;
    if (same_word(value, "Leave") || same_word(value, "Reverse")) return core::Motion::leaving;
  }
  return core::Motion::unknown;
}

std::optional<core::View> view_of(const JsonAt& event) {
  for (const auto value :
       {event["VehicleDirection"].raw(), event["Vehicle"]["VehicleDirection"].raw()}) {
    if (same_word(value, "Head")) return core::View::front;
    if (same_word(value, "Tail")) return core::View::rear;
  }
  return std::nullopt;
}

/// TrafficCar counts lanes from 1, the event itself from 0.
std::optional<std::int64_t> lane_of(const JsonAt& event) {
  if (const auto lane = lane_number(event["TrafficCar"]["Lane"].whole())) return lane;
  const auto lane = lane_number(event["Lane"].whole());
  return lane ? lane_number(*lane + 1) : std::nullopt;
}

/// Some firmware puts local time into `UTC`; `RealUTC` is there to repair that.
std::optional<core::Instant> time_of(const JsonAt& event) {
  const auto real = event["RealUTC"].number();
  auto time = epoch_time(real ? real : event["UTC"].number(), 1);
  if (!time) time = epoch_time(event["TrafficCar"]["UTC"].number(), 1);
  if (!time) return std::nullopt;
  const auto ms = event["UTCMS"].whole();
  return *time + std::chrono::milliseconds{ms && *ms >= 0 && *ms < 1000 ? *ms : 0};
}

/// The text of an object is a plate only if the object is one: of a vehicle it is the brand.
void plates_into(core::PlateRead& read, const JsonAt& event) {
  const auto object = event["Object"];
  const bool is_plate = same_word(object["ObjectType"].raw(), "Plate");
  read.plate = plate_text(event["TrafficCar"]["PlateNumber"].raw());
  if (read.plate.empty() && is_plate) read.plate = plate_text(object["Text"].raw());
  // Only the plate object's own confidence is about the plate; a missing one stays missing.
  if (is_plate) read.confidence = confidence(object["Confidence"].number(), 100);
  for (const auto& info :
       {event["PlateInfo"], event["TrafficCar"]["PlateInfo"], object["PlateInfo"]}) {
    const std::string front = plate_text(info["FrontPlateNumber"].raw());
    const std::string back = plate_text(info["BackPlateNumber"].raw());
    if (!front.empty() && front != read.plate) {
      const std::string other = std::exchange(read.plate, front);
      if (other != back) add_reading(read, other);
    }
    if (!back.empty()) {
      read.trailer_plate = back;
      break;
    }
  }
}

core::PlateRead read_of(const JsonAt& event) {
  const auto car = event["TrafficCar"];
  core::PlateRead read;
  read.maker = kMaker;
  const auto group = event["GroupID"].whole(), index = event["IndexInGroup"].whole();
  if (group) {
    read.group_id = std::to_string(*group);
    read.event_id = *read.group_id + "." + std::to_string(index.value_or(1));
  } else {
    read.event_id = car["DefendCode"].text(128);
  }
  plates_into(read, event);
  read.motion = motion_of(event);
  read.view = view_of(event);
  for (const auto& country : {car["Country"], event["CommInfo"]["Country"]})
    if (read.country.empty()) read.country = country_code(country.raw());
  read.vehicle_make = known_word(car["VehicleSign"].raw());
  if (read.vehicle_make.empty()) read.vehicle_make = known_word(event["Vehicle"]["Text"].raw());
  read.vehicle_type = known_word(event["Vehicle"]["Category"].raw());
  if (read.vehicle_type.empty()) read.vehicle_type = known_word(car["Category"].raw());
  read.lane = lane_of(event);
  read.camera_time = time_of(event);
  return read;
}

Decoded from_event(std::string_view code, const JsonAt& event) {
  const bool about_a_vehicle = event["TrafficCar"].is_object() || event["PlateInfo"].is_object() ||
                               same_word(event["Object"]["ObjectType"].raw(), "Plate");
  if (!about_a_vehicle) return notice(kMaker, Kind::other, code);
  const std::string time = event["UTC"].text() + "." + event["UTCMS"].text();
  return vehicle(code, read_of(event), time == "." ? "" : time);
}

/// `Code=TrafficJunction;action=Pulse;index=0;data={...}`
core::Result<Decoded> from_code_line(const Part& part) {
  const std::string_view body = trim(part.bytes);
  const auto head = body.substr(0, body.find("data="));
  const auto code = head.substr(5, std::min(head.find_first_of(";\r\n"), head.size()) - 5);
  if (head.size() == body.size()) return notice(kMaker, Kind::other, code);
  const auto data = parse_camera_json(body.substr(head.size() + 5));
  if (!data)
    return core::fail(core::Code::payload_malformed,
                      "dahua: data of " + clean(code) + " at byte " +
                          std::to_string(part.offset + head.size() + 5) + ": " +
                          data.error().detail);
  const bool stops = head.find("action=Stop") != head.npos;
  return stops ? notice(kMaker, Kind::other, code) : from_event(code, JsonAt(&*data));
}

void from_event_lines(const Part& part, Messages& into) {
  const json::value tree = tree_of(part.bytes);
  for (const auto& event : JsonAt(&tree)["Events"].items())
    if (event.is_object() && into.size() < kMostEvents) {
      const auto code = event["EventBaseInfo"]["Code"].text();
      into.push_back(from_event(code.empty() ? event["Code"].text() : code, event));
    }
}

bool recognises(const Envelope& envelope) { return !envelope.texts.empty(); }

core::Result<Messages> decode(const Envelope& envelope, const Hints&) {
  Messages messages;
  for (const auto& part : envelope.texts) {
    const std::string_view body = trim(part.bytes);
    if (body.starts_with("Heartbeat")) {
      messages.push_back(notice(kMaker, Kind::heartbeat, "Heartbeat"));
    } else if (body.starts_with("Code=")) {
      auto decoded = from_code_line(part);
      if (!decoded) return std::unexpected(decoded.error());
      messages.push_back(std::move(*decoded));
    } else {
      from_event_lines(part, messages);
    }
  }
  if (messages.empty())
    return core::fail(core::Code::payload_malformed, "dahua: Events lines without an event");
  for (auto& message : messages)
    if (message.kind == Kind::read) {
      message.picture = best_picture(envelope.pictures);
      break;
    }
  return messages;
}

}  // namespace

const Decoder makers::kDahuaStream{kMaker, recognises, decode};

}  // namespace otkel::anpr
