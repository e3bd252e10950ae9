// Hikvision: EventNotificationAlert in XML, or as JSON with the same names, with pictures beside
// it, pushed ("HTTP listening") or as parts of alertStream, and the answer of the plate list.
// Spellings such as vehicelRect are the maker's own and part of the wire format.
#include <algorithm>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/json_xml.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostXml = 64 * 1024;
constexpr std::string_view kMaker = "hikvision";

/// Events of cameras and recorders that are about no vehicle's plate.
// clang-format off
constexpr std::string_view kOtherEvents[] = {
    "VMD", "videoloss", "heartBeat", "tamperdetection", "shelteralarm", "linedetection",
    "fielddetection", "regionEntrance", "regionExiting", "loitering", "group", "rapidMove",
    "parking", "unattendedBaggage", "attendedBaggage", "facedetection", "faceSnap", "faceCapture",
    "scenechangedetection", "defocus", "audioexception", "audioDetection", "diskfull",
    "diskerror", "diskunformat", "nicbroken", "ipconflict", "illaccess", "illAccess",
    "videomismatch", "badvideo", "storageDetection", "recordingfailure", "recordException",
    "raidException", "spareException", "IO", "PIR", "vehicledetection", "mixedTargetDetection",
    "PeopleCounting", "peopleDetection", "peopleNumChange", "humanRecognition", "alarmResult",
    "TMA", "TMPA", "fireDetection", "smokeDetection", "softIO", "personDensityDetection",
    "workException", "poeException", "networkAbnormal", "time", "timing", "certificateExpired",
    "AccessControllerEvent", "cidEvent", "deviceTamper"};
// clang-format on

core::Motion motion_of(std::string_view direction) {
  if (same_word(direction, "forward")) return core::Motion::approaching;
  if (same_word(direction, "reverse")) return core::Motion::leaving;
  return core::Motion::unknown;
}

std::optional<core::View> view_of(const pugi::xml_node& anpr) {
  const auto position = trim(first_named(anpr, "vehiclePosition").text().get());
  if (same_word(position, "headStock")) return core::View::front;
  if (same_word(position, "tailStock")) return core::View::rear;
  return std::nullopt;
}

/// One number per character of the folded plate (the colour sign of Chinese plates has none), with
/// commas or blanks between them. A list of another length cannot be assigned to characters and is
/// dropped.
std::vector<double> believe(std::string_view list, const std::string& plate) {
  constexpr std::string_view kBetween = ",; \t\r\n";
  std::vector<double> out;
  for (;;) {
    list.remove_prefix(std::min(list.find_first_not_of(kBetween), list.size()));
    if (list.empty()) break;
    const auto end = std::min(list.find_first_of(kBetween), list.size());
    const auto value = percent(list.substr(0, end));
    if (!value) return {};
    out.push_back(*value);
    list.remove_prefix(end);
  }
  if (out.size() != core::utf8_decode(core::fold_plate_text(plate)).size()) out.clear();
  return out;
}

/// `country` is an index, a word or a number that says "look at CRIndex".
std::string country_of(const pugi::xml_node& alert, const pugi::xml_node& anpr) {
  for (const auto value : {text(anpr, "country"), text(anpr, "CRIndex"),
                           text(alert, "countryAbbreviation"), text(anpr, "countryAbbreviation")})
    if (auto country = hikvision_country(value); !country.empty()) return country;
  return {};
}

/// Only words: vehicleLogoRecog is an index into a table that changes with the firmware, and a
/// number compared with a make would look like a wrong vehicle.
std::string make_of(const pugi::xml_node& anpr) {
  const auto info = child(anpr, "vehicleInfo");
  for (const auto name : {"vehicleBrand", "brand", "vehicleLogo", "vehicleLogoName"}) {
    const auto value = text(info, name);
    if (!value.empty() && !whole(value) && !known_word(value).empty()) return known_word(value);
  }
  return {};
}

constexpr std::string_view kPlateNames[] = {"licensePlate", "plateNumber", "originalLicensePlate"};

/// Older firmware says plateNumber, some only what was read before it was corrected.
void plates_into(core::PlateRead& read, const pugi::xml_node& anpr) {
  for (const auto name : kPlateNames) {
    if (read.plate.empty()) read.plate = plate_text(text(anpr, name));
    add_reading(read, text(anpr, name));
  }
}

/// The first of these elements that is a lane.
std::optional<std::int64_t> lane_of(const pugi::xml_node& of) {
  for (const auto name : {"line", "lane", "laneNo"})
    if (const auto lane = lane_number(whole(text(of, name)))) return lane;
  return std::nullopt;
}

bool sent_late(const pugi::xml_node& alert, const pugi::xml_node& anpr) {
  const auto mark = text(alert, "isDataRetransmission");
  return same_word(mark, "true") || mark == "1" || text(anpr, "alarmDataType") == "1" ||
         text(alert, "alarmDataType") == "1";
}

core::PlateRead read_of(const pugi::xml_node& alert, const pugi::xml_node& anpr,
                        const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  const auto uuid = text(alert, "UUID");
  read.event_id = clean(uuid.empty() ? text(anpr, "UUID") : uuid, 128);
  plates_into(read, anpr);
  set_confidence(read, text(anpr, "confidenceLevel"), 100);
  read.character_confidence = believe(text(anpr, "plateCharBelieve"), read.plate);
  read.motion = motion_of(text(anpr, "direction"));
  read.view = view_of(anpr);
  read.country = country_of(alert, anpr);
  read.vehicle_make = make_of(anpr);
  read.vehicle_type = known_word(text(anpr, "vehicleType"));
  read.vehicle_colour = colour_word(text(child(anpr, "vehicleInfo"), "color"));
  read.lane = lane_of(anpr);
  read.camera_time = iso_time(text(alert, "dateTime"), hints.zone);
  read.retransmitted = sent_late(alert, anpr);
  return read;
}

core::Result<Decoded> from_alert(const pugi::xml_node& alert, const Hints& hints) {
  const auto type = text(alert, "eventType");
  const auto what = type.empty() ? std::string_view("event without a type") : type;
  const auto anpr = child(alert, "ANPR");
  const bool has_plate =
      std::ranges::any_of(kPlateNames, [&](auto name) { return !!child(anpr, name); });
  if (anpr && (same_word(type, "ANPR") || has_plate))
    return vehicle(what, read_of(alert, anpr, hints), text(alert, "dateTime"));
  if (same_word(type, "ANPR"))
    return core::fail(core::Code::payload_malformed,
                      "hikvision: an event of type ANPR without its ANPR element");
  const bool idle =
      same_word(type, "heartBeat") ||
      (same_word(type, "videoloss") && same_word(text(alert, "eventState"), "inactive"));
  const bool known =
      std::ranges::any_of(kOtherEvents, [&](auto name) { return same_word(type, name); });
  if (!idle && !known)
    return core::fail(core::Code::payload_malformed,
                      "hikvision: an event '" + clean(what) + "' that is not known");
  Decoded decoded = notice(kMaker, idle ? Kind::heartbeat : Kind::other, what);
  decoded.time_text = clean(text(alert, "dateTime"));
  return decoded;
}

/// A row of the plate list: no confidence, no direction that can be trusted more than the rest.
Decoded from_list(const pugi::xml_node& plate, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = clean(text(plate, "picName"), 128);  // 18 digits: a number would lose the last
  read.plate = plate_text(text(plate, "plateNumber"));
  read.motion = motion_of(text(plate, "direction"));
  read.country = hikvision_country(text(plate, "country"));
  read.lane = lane_of(plate);
  const auto time = text(plate, "captureTime");
  read.camera_time = compact_time(time, hints.zone);
  return vehicle("plate list", std::move(read), time);
}

Messages from_plates(const pugi::xml_node& root, const Hints& hints) {
  Messages messages;
  for (const auto& node : root.children())
    if (local_name(node) == "Plate") messages.push_back(from_list(node, hints));
  if (messages.empty()) messages.push_back(notice(kMaker, Kind::heartbeat, "empty plate list"));
  return messages;
}

core::Result<Messages> from_root(const pugi::xml_node& root, std::size_t bytes,
                                 const Hints& hints) {
  if (local_name(root) == "Plates") return from_plates(root, hints);
  if (local_name(root) == "ResponseStatus")
    return Messages{notice(kMaker, Kind::other, text(root, "statusString"))};
  if (bytes > kMostXml)
    return core::fail(core::Code::payload_malformed,
                      "hikvision: " + std::to_string(bytes) + " bytes of XML, more than 65536");
  auto decoded = from_alert(root, hints);
  if (!decoded) return std::unexpected(decoded.error());
  return Messages{std::move(*decoded)};
}

/// The root of an alert is the maker's alone; the words of the others are anybody's.
bool is_ours(const pugi::xml_node& root) {
  const auto name = local_name(root);
  if (name == "EventNotificationAlert") return true;
  if (name == "ResponseStatus") return child(root, "statusCode") && child(root, "statusString");
  if (name != "Plates") return false;
  const auto plate = child(root, "Plate");
  if (!plate) return !attribute(root, "version").empty() || !attribute(root, "xmlns").empty();
  constexpr std::string_view kRow[] = {"picName", "captureTime", "plateNumber", "laneNo"};
  return std::ranges::count_if(kRow, [&](auto field) { return !!child(plate, field); }) >= 2;
}

/// The alert in a JSON object: wrapped in its name, or bare with at least two of its names beside
/// the type.
JsonAt alert_in(const JsonAt& root) {
  if (const auto wrapped = root["EventNotificationAlert"]; wrapped.is_object()) return wrapped;
  constexpr std::string_view kMarks[] = {"ANPR",      "eventState", "activePostCount",
                                         "channelID", "dateTime",   "macAddress",
                                         "ipAddress", "portNo",     "eventDescription"};
  const auto marks = std::ranges::count_if(kMarks, [&](auto mark) { return root.has(mark); });
  return root.has("eventType") && marks >= 2 ? root : JsonAt{};
}

bool recognises(const Envelope& envelope) {
  return std::ranges::any_of(envelope.xml, [](const auto& part) { return is_ours(part.root); }) ||
         std::ranges::any_of(envelope.json, [](const auto& part) { return !!alert_in(part.at()); });
}

/// Some firmware repeats the event in a second form.
bool is_repeated(const Messages& messages, const Decoded& message) {
  const auto differ = [](const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
  };
  return message.read && std::ranges::any_of(messages, [&](const Decoded& known) {
           return known.read && known.read->plate == message.read->plate &&
                  !differ(known.read->event_id, message.read->event_id) &&
                  !differ(known.time_text, message.time_text);
         });
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  const auto take = [&](core::Result<Messages> found) {
    if (!found) return messages.push_back(undecodable(kMaker, found.error()));
    for (auto& message : *found)
      if (!is_repeated(messages, message)) messages.push_back(std::move(message));
  };
  for (const auto& part : envelope.xml)
    if (is_ours(part.root)) take(from_root(part.root, part.part.bytes.size(), hints));
  for (const auto& part : envelope.json) {
    const auto alert = alert_in(part.at());
    if (!alert) continue;
    pugi::xml_document document;
    auto root = document.append_child("EventNotificationAlert");
    append_json(root, *alert.value());
    take(from_root(root, part.part.bytes.size(), hints));
  }
  give_pictures(messages, envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kHikvision{kMaker, recognises, decode};

}  // namespace otkel::anpr
