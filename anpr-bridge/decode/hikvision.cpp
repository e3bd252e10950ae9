// Hikvision: EventNotificationAlert in XML with pictures beside it, pushed ("HTTP listening") or as
// parts of alertStream, and the answer of the plate list. Spellings such as vehicelRect are the
// maker's own and part of the wire format.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostXml = 64 * 1024;
constexpr std::string_view kMaker = "hikvision";

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

/// One number per character of the folded plate (the colour sign of Chinese plates has none).
/// A list of another length cannot be assigned to characters and is dropped.
std::vector<double> believe(std::string_view csv, const std::string& plate) {
  std::vector<double> out;
  while (!csv.empty()) {
    const auto comma = csv.find(',');
    const auto value = percent(csv.substr(0, comma));
    if (!value) return {};
    out.push_back(*value);
    csv = comma == csv.npos ? std::string_view{} : csv.substr(comma + 1);
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
  read.plate = plate_text(text(anpr, "licensePlate"));
  add_reading(read, text(anpr, "originalLicensePlate"));
  read.confidence = percent(text(anpr, "confidenceLevel"));
  read.character_confidence = believe(text(anpr, "plateCharBelieve"), read.plate);
  read.motion = motion_of(text(anpr, "direction"));
  read.view = view_of(anpr);
  read.country = country_of(alert, anpr);
  read.vehicle_make = make_of(anpr);
  read.vehicle_type = known_word(text(anpr, "vehicleType"));
  read.lane = lane_number(whole(text(anpr, "line")));
  read.camera_time = iso_time(text(alert, "dateTime"), hints.zone);
  read.retransmitted = sent_late(alert, anpr);
  return read;
}

core::Result<Decoded> from_alert(const pugi::xml_node& alert, const Hints& hints) {
  const auto type = text(alert, "eventType");
  const auto what = type.empty() ? std::string_view("event without a type") : type;
  const auto anpr = child(alert, "ANPR");
  if (anpr && (type.empty() || same_word(type, "ANPR") || child(anpr, "licensePlate")))
    return vehicle(what, read_of(alert, anpr, hints), text(alert, "dateTime"));
  if (same_word(type, "ANPR"))
    return core::fail(core::Code::payload_malformed,
                      "hikvision: an event of type ANPR without its ANPR element");
  const bool idle =
      same_word(type, "heartBeat") ||
      (same_word(type, "videoloss") && same_word(text(alert, "eventState"), "inactive"));
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
  read.lane = lane_number(whole(text(plate, "laneNo")));
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

core::Result<Messages> from_part(const XmlPart& part, const Hints& hints) {
  if (part.part.bytes.size() > kMostXml && local_name(part.root) == "EventNotificationAlert")
    return core::fail(
        core::Code::payload_malformed,
        "hikvision: " + std::to_string(part.part.bytes.size()) + " bytes of XML, more than 65536");
  if (local_name(part.root) == "Plates") return from_plates(part.root, hints);
  if (local_name(part.root) == "ResponseStatus")
    return Messages{notice(kMaker, Kind::other, text(part.root, "statusString"))};
  auto decoded = from_alert(part.root, hints);
  if (!decoded) return std::unexpected(decoded.error());
  return Messages{std::move(*decoded)};
}

bool is_ours(const XmlPart& part) {
  const auto root = local_name(part.root);
  return root == "EventNotificationAlert" || root == "ResponseStatus" || root == "Plates";
}

bool recognises(const Envelope& envelope) {
  for (const auto& part : envelope.xml)
    if (is_ours(part)) return true;
  return false;
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  // Several XML parts are sent by firmware that repeats the event in a second form; the first one
  // that is a vehicle read counts.
  std::optional<core::Result<Messages>> first;
  for (const auto& part : envelope.xml) {
    if (!is_ours(part)) continue;
    auto messages = from_part(part, hints);
    const bool is_read = messages && messages->front().kind == Kind::read;
    if (!first || is_read) first = std::move(messages);
    if (is_read) break;
  }
  if (!first)
    return core::fail(core::Code::payload_malformed, "hikvision: no XML part in the message");
  if (*first && (*first)->front().kind == Kind::read)
    (*first)->front().picture = best_picture(envelope.pictures);
  return std::move(*first);
}

}  // namespace

const Decoder makers::kHikvision{kMaker, recognises, decode};

}  // namespace otkel::anpr
