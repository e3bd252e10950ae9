// ONVIF: metadata (MetadataStream with frames and objects), the answer of PullMessages, a pushed
// Notify, and the same event as JSON over MQTT. A LicensePlateInfo is a vehicle wherever it stands;
// what belongs to it is found by walking up from there.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "onvif";
constexpr std::string_view kRoots[] = {"MetadataStream",       "Envelope", "NotificationMessage",
                                       "PullMessagesResponse", "Notify",   "Message"};
constexpr int kMostSteps = 32;

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

void ids_into(core::PlateRead& read, const pugi::xml_node& scope, std::string_view parent) {
  std::string_view object = attribute(scope, "ObjectId");
  if (object.empty()) object = item(scope, "ObjectId");
  read.event_id = clean(object, 128);
  if (const auto group = parent.empty() ? object : parent; !group.empty())
    read.group_id = clean(group, 128);
}

/// `scope` is the Object of a frame or the Message of an event; `info` may be missing in an event
/// that gives the plate as a SimpleItem.
Decoded from_scope(const pugi::xml_node& scope, const pugi::xml_node& info, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  std::string_view parent = attribute(scope, "Parent");
  if (parent.empty()) parent = attribute(scope, "ParentObjectId");
  if (parent.empty()) parent = item(scope, "ParentObjectId");
  ids_into(read, scope, parent);
  const auto number = child(info, "PlateNumber");
  read.plate = plate_text(info ? text(info, "PlateNumber") : item(scope, "PlateNumber"));
  auto likelihood = attribute(number, "Likelihood");
  if (likelihood.empty()) likelihood = attribute(info, "Likelihood");
  if (likelihood.empty()) likelihood = item(scope, "Likelihood");
  read.confidence = confidence(decimal(likelihood), 1);
  const auto code = text(info, "CountryCode");
  read.country = country_code(code.empty() ? item(scope, "CountryCode") : code);
  const auto car = vehicle_of(scope, parent);
  read.vehicle_make = known_word(text(car, "Brand"));
  read.vehicle_type = known_word(text(car, "Type"));
  const auto direction = trim(first_named(scope, "Direction").text().get());
  read.motion = motion_of(direction.empty() ? item(scope, "Direction") : direction);
  const auto time = nearest(info ? info : scope, "UtcTime");
  read.camera_time = iso_time(time, hints.zone);
  auto decoded = vehicle("license plate", std::move(read), time);
  decoded.picture = base64_jpeg(first_named(scope, "Image").text().get());
  return decoded;
}

Messages from_xml(const pugi::xml_node& root, const Hints& hints) {
  Messages messages;
  for (const auto& info : all_named(root, "LicensePlateInfo")) {
    auto scope = ancestor(info, "Object");
    if (!scope) scope = ancestor(info, "Message");
    messages.push_back(from_scope(scope ? scope : info.parent(), info, hints));
  }
  if (!messages.empty()) return messages;
  const auto notifications = all_named(root, "NotificationMessage");
  std::string_view topic;
  for (const auto& notification : notifications) {
    topic = text(notification, "Topic");
    auto message = first_named(child(notification, "Message"), "Data");
    if (message) message = message.parent();
    if (!item(message, "PlateNumber").empty()) messages.push_back(from_scope(message, {}, hints));
  }
  if (!messages.empty()) return messages;
  if (first_named(root, "Fault"))
    messages.push_back(notice(kMaker, Kind::other, "SOAP fault"));
  else if (!notifications.empty())
    messages.push_back(notice(kMaker, Kind::other, topic));
  else if (first_named(root, "PullMessagesResponse"))
    messages.push_back(notice(kMaker, Kind::heartbeat, "no messages"));
  else
    messages.push_back(notice(kMaker, Kind::other, "metadata without a plate"));
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
  if (!info.has("PlateNumber")) return notice(kMaker, Kind::other, "event without a plate");
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(value_in(info["PlateNumber"]));
  for (const auto& likelihood :
       {info["PlateNumber"]["Likelihood"], info["Likelihood"], data["Likelihood"]})
    if (!read.confidence) read.confidence = confidence(likelihood.number(), 1);
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

bool is_json(const JsonAt& root) { return root.has("UtcTime") && root["Data"].is_object(); }

bool recognises(const Envelope& envelope) {
  if (!envelope.xml.empty()) {
    const auto name = local_name(envelope.xml.front().root);
    for (const auto root : kRoots)
      if (name == root) return true;
  }
  return !envelope.json.empty() && is_json(envelope.json.front().at());
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_json(part.at())) messages.push_back(from_json(part.at(), hints));
  if (messages.empty()) messages = from_xml(envelope.xml.front().root, hints);
  if (messages.front().kind == Kind::read && messages.front().picture.empty())
    messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kOnvif{kMaker, recognises, decode};

}  // namespace otkel::anpr
