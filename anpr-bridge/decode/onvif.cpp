// ONVIF: metadata (MetadataStream with frames and objects), the answer of PullMessages, a pushed
// Notify, and the same event as JSON over MQTT. A LicensePlateInfo is a vehicle wherever it stands;
// what belongs to it is found by walking up from there. Events of Hikvision and Axis keep their
// makers' items and scales on this way, too.
#include <algorithm>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/plate_fields.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "onvif";
constexpr int kMostSteps = 32;

/// The first word of topics, ONVIF's own and those of Axis and Hikvision, whose events are about
/// no plate unless they have one.
// clang-format off
constexpr std::string_view kTopics[] = {
    "AudioAnalytics", "AudioSource", "Configuration", "Device", "DeviceIO", "Monitoring", "Media",
    "PTZController", "PTZStatus", "RecordingConfig", "RecordingHistory", "RuleEngine",
    "UserAlarm", "VideoAnalytics", "VideoSource", "VideoEncoder", "Recording", "Advancedsecurity",
    "CameraApplicationPlatform", "Storage", "Light", "Network", "MQTT", "CallControl"};
// clang-format on

/// The value of the nearest ancestor's attribute of that name; empty if no ancestor has it.
std::string_view nearest(pugi::xml_node node, std::string_view name) {
  for (int i = 0; node && i < kMostSteps; ++i, node = node.parent())
    if (const auto value = attribute(node, name); !value.empty()) return value;
  return {};
}

pugi::xml_node ancestor(pugi::xml_node node, std::string_view name) {
  for (int i = 0; node && i < kMostSteps; ++i, node = node.parent())
    if (local_name(node) == name) return node;
  return {};
}

/// The Value of a SimpleItem of that Name below `scope`.
std::string_view item(const pugi::xml_node& scope, std::string_view name) {
  for (const auto& one : all_named(scope, "SimpleItem"))
    if (same_word(attribute(one, "Name"), name)) return attribute(one, "Value");
  return {};
}

/// The first of these items that is there.
std::string_view item_of(const pugi::xml_node& scope, std::initializer_list<const char*> names) {
  for (const auto name : names)
    if (const auto value = item(scope, name); !value.empty()) return value;
  return {};
}

core::Motion motion_of(std::string_view direction) {
  for (const auto word : {"Approaching", "Approach", "Towards", "In", "Forward"})
    if (same_word(direction, word)) return core::Motion::approaching;
  for (const auto word : {"Leaving", "Leave", "Away", "Out", "Reverse"})
    if (same_word(direction, word)) return core::Motion::leaving;
  return core::Motion::unknown;
}

/// The vehicle of the plate: beside it, or the object that the plate's object names as its parent.
pugi::xml_node vehicle_of(const pugi::xml_node& scope, std::string_view parent) {
  if (const auto frame = ancestor(scope, "Frame"); frame && !parent.empty())
    for (const auto& object : all_named(frame, "Object"))
      if (attribute(object, "ObjectId") == parent)
        if (const auto info = first_named(object, "VehicleInfo")) return info;
  return first_named(scope, "VehicleInfo");
}

/// An event without an object is told apart by its time, its rule and its lane.
void ids_into(core::PlateRead& read, const pugi::xml_node& scope, std::string_view parent,
              std::string_view time) {
  std::string_view object = attribute(scope, "ObjectId");
  if (object.empty()) object = item(scope, "ObjectId");
  read.event_id = clean(object, 128);
  if (const auto group = parent.empty() ? object : parent; !group.empty())
    read.group_id = clean(group, 128);
  const auto rule = item(scope, "Rule");
  if (!object.empty() || rule.empty() || time.empty()) return;
  read.event_id = clean(std::string(time) + "@" + std::string(rule), 120);
  if (read.lane) read.event_id += "#" + std::to_string(*read.lane);
}

/// 0..1; Hikvision's own topics count to 100, with fractions where a firmware follows ONVIF.
double scale_of(std::string_view topic, std::optional<double> sent) {
  const bool hikvision = lower(topic).find("tnshik") != topic.npos;
  return hikvision && sent && !(*sent > 0 && *sent < 1) ? 100 : 1;
}

struct Scope {
  pugi::xml_node node;  ///< the Object of a frame or the Message of an event
  pugi::xml_node info;  ///< LicensePlateInfo; may be missing in an event that has SimpleItems
  std::string_view topic;
};

Decoded from_scope(const Scope& of, const Hints& hints) {
  const auto& [scope, info, topic] = of;
  core::PlateRead read;
  read.maker = kMaker;
  std::string_view parent = attribute(scope, "Parent");
  if (parent.empty()) parent = attribute(scope, "ParentObjectId");
  if (parent.empty()) parent = item(scope, "ParentObjectId");
  const auto number = child(info, "PlateNumber");
  read.plate = plate_text(info ? text(info, "PlateNumber") : item(scope, "PlateNumber"));
  auto likelihood = attribute(number, "Likelihood");
  if (likelihood.empty()) likelihood = attribute(info, "Likelihood");
  if (likelihood.empty()) likelihood = item(scope, "Likelihood");
  const auto sent = sent_number(likelihood);
  set_confidence(read, sent, scale_of(topic, sent));
  const auto code = text(info, "CountryCode");
  read.country = country_code(code.empty() ? item_of(scope, {"CountryCode", "Country"}) : code);
  const auto car = vehicle_of(scope, parent);
  read.vehicle_make = known_word(car ? text(car, "Brand") : item(scope, "VehicleBrand"));
  read.vehicle_type = known_word(car ? text(car, "Type") : item(scope, "VehicleType"));
  const auto direction = trim(first_named(scope, "Direction").text().get());
  read.motion =
      motion_of(direction.empty() ? item_of(scope, {"Direction", "VehicleDirection"}) : direction);
  read.lane = lane_number(whole(item_of(scope, {"VehicleLaneNumber", "LaneNumber", "Lane"})));
  const auto time = nearest(info ? info : scope, "UtcTime");
  ids_into(read, scope, parent, time);
  read.camera_time = iso_time(time, hints.zone);
  auto decoded = vehicle("license plate", std::move(read), time);
  decoded.picture = base64_jpeg(first_named(scope, "Image").text().get());
  return decoded;
}

/// Axis License Plate Verifier over ONVIF: the items of its own push.
bool is_axis(const pugi::xml_node& scope) {
  return !item(scope, "carID").empty() && !item_of(scope, {"text", "plateText"}).empty();
}

Decoded from_axis(const pugi::xml_node& scope, const Hints& hints) {
  core::PlateRead read;
  read.maker = "axis";
  read.event_id = clean(item(scope, "carID"), 128);
  read.group_id = read.event_id;
  read.plate = plate_text(item_of(scope, {"text", "plateText"}));
  set_confidence(read, item_of(scope, {"plateConfidence", "confidence"}), 1);
  read.country = country_code(item_of(scope, {"country", "plateCountry"}));
  read.motion = motion_of(item(scope, "carMoveDirection"));
  read.lane = lane_number(whole(item(scope, "roiID")));
  const auto time = item(scope, "capture_timestamp"), utc = nearest(scope, "UtcTime");
  read.camera_time = epoch_time(decimal(time), 1000);
  if (!read.camera_time) read.camera_time = iso_time(utc, hints.zone);
  return vehicle("car " + clean(item(scope, "carState"), 16), std::move(read),
                 time.empty() ? utc : time);
}

/// `tns1:RuleEngine/CellMotionDetector/Motion` -> whether its first word is known.
bool is_known_topic(std::string_view topic) {
  topic = topic.substr(0, topic.find('/'));
  if (const auto colon = topic.rfind(':'); colon != topic.npos) topic.remove_prefix(colon + 1);
  return std::ranges::find(kTopics, topic) != std::end(kTopics);
}

/// A NotificationMessage, or the Message inside it where it comes alone.
Decoded from_event(const pugi::xml_node& event, const Hints& hints) {
  const auto topic = text(event, "Topic");
  auto scope = first_named(event, "Data");
  if (scope) scope = scope.parent();
  if (is_axis(scope)) return from_axis(scope, hints);
  if (!item(scope, "PlateNumber").empty()) return from_scope({scope, {}, topic}, hints);
  const auto plates = plate_fields(event);
  if (plates.empty() && is_known_topic(topic)) return notice(kMaker, Kind::other, topic);
  return undecodable(
      kMaker, {core::Code::payload_malformed,
               plates.empty() ? "onvif: a topic '" + clean(topic) + "' that is not known"
                              : "onvif: something like a plate that is not read as one in '" +
                                    clean(topic) + "', at " + paths_of(plates)});
}

/// What a document without vehicles and events says.
Decoded notice_of(const pugi::xml_node& root) {
  if (first_named(root, "Fault")) return notice(kMaker, Kind::other, "SOAP fault");
  if (first_named(root, "PullMessagesResponse"))
    return notice(kMaker, Kind::heartbeat, "no messages");
  return notice(kMaker, Kind::other, "metadata without a plate");
}

std::vector<pugi::xml_node> events_in(const pugi::xml_node& root) {
  auto events = all_named(root, "NotificationMessage");
  if (events.empty() && local_name(root) == "Message") events.push_back(root);
  return events;
}

Messages from_xml(const pugi::xml_node& root, const Hints& hints) {
  Messages messages;
  for (const auto& info : all_named(root, "LicensePlateInfo")) {
    auto scope = ancestor(info, "Object");
    if (!scope) scope = ancestor(info, "Message");
    messages.push_back(from_scope(
        {scope ? scope : info.parent(), info, text(ancestor(info, "NotificationMessage"), "Topic")},
        hints));
  }
  std::optional<Decoded> last_notice;
  for (const auto& event : events_in(root)) {
    if (first_named(event, "LicensePlateInfo")) continue;
    auto decoded = from_event(event, hints);
    if (decoded.kind == Kind::other)
      last_notice = std::move(decoded);
    else
      messages.push_back(std::move(decoded));
  }
  if (messages.empty()) messages.push_back(last_notice ? std::move(*last_notice) : notice_of(root));
  return messages;
}

/// A value, or an object with the value and its likelihood beside it.
std::string_view value_in(const JsonAt& at) {
  for (const auto key : {"Value", "value", "#text", "_"})
    if (const auto text = at[key].raw(); !text.empty()) return text;
  return at.raw();
}

Decoded from_json(const JsonAt& root, const Hints& hints) {
  const auto data = root["Data"];
  const auto info = data["LicensePlateInfo"].is_object() ? data["LicensePlateInfo"] : data;
  if (!info.has("PlateNumber")) {
    const auto topic = root["Topic"].raw();
    if (is_known_topic(topic)) return notice(kMaker, Kind::other, topic);
    return undecodable(
        kMaker, {core::Code::payload_malformed, "onvif: JSON without a PlateNumber, of a topic '" +
                                                    clean(topic) + "' that is not known"});
  }
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(value_in(info["PlateNumber"]));
  for (const auto& likelihood :
       {info["PlateNumber"]["Likelihood"], info["Likelihood"], data["Likelihood"]})
    if (!read.confidence) set_confidence(read, likelihood, 1);
  read.country = country_code(value_in(info["CountryCode"]));
  read.motion = motion_of(data["Direction"].raw());
  auto object = root["Key"]["ObjectId"].text(128);
  if (object.empty()) object = data["ObjectId"].text(128);
  read.event_id = object;
  const auto parent = data["ParentObjectId"].text(128);
  if (!parent.empty() || !object.empty()) read.group_id = parent.empty() ? object : parent;
  read.vehicle_make = known_word(value_in(data["VehicleInfo"]["Brand"]));
  read.vehicle_type = known_word(value_in(data["VehicleInfo"]["Type"]));
  const auto time = root["UtcTime"].raw();
  read.camera_time = iso_time(time, hints.zone);
  auto decoded = vehicle("license plate", std::move(read), time);
  decoded.picture = base64_jpeg(data["Image"].raw());
  return decoded;
}

/// An event in JSON has a time, data, and where it comes from or what it is about.
bool is_json(const JsonAt& root) {
  const auto data = root["Data"];
  return root.has("UtcTime") && data.is_object() &&
         (root.has("Source") || root.has("Key") || root.has("Topic") ||
          data.has("LicensePlateInfo") || data.has("PlateNumber"));
}

/// Roots that others use as well must hold what only ONVIF puts into them.
bool is_ours(const pugi::xml_node& root) {
  const auto name = local_name(root);
  if (name == "MetadataStream" || name == "PullMessagesResponse") return true;
  if (name == "NotificationMessage") return child(root, "Topic") && child(root, "Message");
  if (name == "Notify") return !!child(root, "NotificationMessage");
  if (name == "Message") return root.attribute("UtcTime") && child(root, "Data");
  const auto body = child(root, "Body");
  if (name != "Envelope") return false;
  if (const auto fault = child(body, "Fault")) return !!fault.first_child();
  return child(body, "PullMessagesResponse") || child(body, "Notify") ||
         child(body, "MetadataStream");
}

bool recognises(const Envelope& envelope) {
  return std::ranges::any_of(envelope.xml, [](const auto& part) { return is_ours(part.root); }) ||
         std::ranges::any_of(envelope.json, [](const auto& part) { return is_json(part.at()); });
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_json(part.at())) messages.push_back(from_json(part.at(), hints));
  for (const auto& part : envelope.xml)
    if (is_ours(part.root))
      std::ranges::move(from_xml(part.root, hints), std::back_inserter(messages));
  give_pictures(messages, envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kOnvif{kMaker, recognises, decode};

}  // namespace otkel::anpr
