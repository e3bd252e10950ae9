// Elements are found by their local name: recorders forward with a prefix, and three namespaces are
// in use. Spellings such as vehicelRect are the maker's own and part of the wire format.
#include "anpr-bridge/decode/hikvision.hpp"

#include <pugixml.hpp>

#include "anpr-bridge/decode/text.hpp"
#include "core/plate_number.hpp"
#include "core/utf8.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostXml = 64 * 1024;
constexpr std::string_view kRoot = "EventNotificationAlert";

std::string_view local_name(const pugi::xml_node& node) {
  std::string_view name = node.name();
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return name;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  for (const auto& node : parent.children())
    if (local_name(node) == name) return node;
  return {};
}

std::string_view text(const pugi::xml_node& parent, std::string_view name) {
  return trim(child(parent, name).text().get());
}

std::string plate_text(std::string_view raw) {
  const std::string cleaned = clean(raw, 24);
  return core::fold_plate_text(cleaned).empty() ? std::string{} : cleaned;
}

core::Motion motion_of(std::string_view direction) {
  if (same_word(direction, "forward")) return core::Motion::approaching;
  if (same_word(direction, "reverse")) return core::Motion::leaving;
  return core::Motion::unknown;
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

/// The maker's index of countries, or a word. 0, 253 and 254 say that there is none; then CRIndex
/// may know better.
std::string country_of(const pugi::xml_node& alert, const pugi::xml_node& anpr) {
  const auto says_nothing = [](std::string_view value) {
    return value.empty() || value == "0" || value == "253" || value == "254" || value == "255" ||
           value == "NON";
  };
  for (const auto value : {text(anpr, "country"), text(anpr, "CRIndex"),
                           text(alert, "countryAbbreviation"), text(anpr, "countryAbbreviation")})
    if (!says_nothing(value)) return clean(value, 32);
  return {};
}

/// Only words: vehicleLogoRecog is an index into a table that changes with the firmware, and a
/// number compared with a make would look like a wrong vehicle.
std::string make_of(const pugi::xml_node& anpr) {
  const auto info = child(anpr, "vehicleInfo");
  for (const auto name : {"vehicleBrand", "brand", "vehicleLogo", "vehicleLogoName"}) {
    const auto value = text(info, name);
    if (!value.empty() && !whole(value) && !same_word(value, "unknown")) return clean(value, 32);
  }
  return {};
}

std::string type_of(const pugi::xml_node& anpr) {
  const auto value = text(anpr, "vehicleType");
  return same_word(value, "unknown") ? std::string{} : clean(value, 32);
}

std::optional<core::Instant> time_of(std::string_view value, const Hints& hints) {
  if (const auto zoned = core::parse_iso(value)) return *zoned;
  return local_time(value, hints.zone);
}

core::PlateRead read_of(const pugi::xml_node& alert, const pugi::xml_node& anpr,
                        const Hints& hints) {
  core::PlateRead read;
  read.maker = "hikvision";
  const auto uuid = text(alert, "UUID");
  read.event_id = clean(uuid.empty() ? text(anpr, "UUID") : uuid, 128);
  read.plate = plate_text(text(anpr, "licensePlate"));
  const std::string original = plate_text(text(anpr, "originalLicensePlate"));
  if (!original.empty() && original != read.plate) read.others.push_back({original, std::nullopt});
  read.confidence = percent(text(anpr, "confidenceLevel"));
  read.character_confidence = believe(text(anpr, "plateCharBelieve"), read.plate);
  read.motion = motion_of(text(anpr, "direction"));
  read.country = country_of(alert, anpr);
  read.vehicle_make = make_of(anpr);
  read.vehicle_type = type_of(anpr);
  read.lane = whole(text(anpr, "line"));
  read.camera_time = time_of(text(alert, "dateTime"), hints);
  read.retransmitted = same_word(text(alert, "isDataRetransmission"), "true") ||
                       text(alert, "isDataRetransmission") == "1" ||
                       text(anpr, "alarmDataType") == "1" || text(alert, "alarmDataType") == "1";
  return read;
}

core::Result<Decoded> from_alert(const pugi::xml_node& alert, const Hints& hints) {
  Decoded decoded;
  decoded.maker = "hikvision";
  const auto type = text(alert, "eventType");
  decoded.what = clean(type.empty() ? "event without a type" : type);
  decoded.time_text = clean(text(alert, "dateTime"));
  const auto anpr = child(alert, "ANPR");
  if (anpr && (type.empty() || same_word(type, "ANPR") || child(anpr, "licensePlate"))) {
    decoded.kind = Kind::read;
    decoded.read = read_of(alert, anpr, hints);
    return decoded;
  }
  if (same_word(type, "ANPR"))
    return core::fail(core::Code::payload_malformed,
                      "hikvision: an event of type ANPR without its ANPR element");
  const bool idle =
      same_word(type, "heartBeat") ||
      (same_word(type, "videoloss") && same_word(text(alert, "eventState"), "inactive"));
  decoded.kind = idle ? Kind::heartbeat : Kind::other;
  return decoded;
}

core::Result<Decoded> from_part(const Part& part, const Hints& hints) {
  if (part.bytes.size() > kMostXml)
    return core::fail(
        core::Code::payload_malformed,
        "hikvision: " + std::to_string(part.bytes.size()) + " bytes of XML, more than 65536");
  std::string_view xml = part.bytes;
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  xml = trim(xml);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  if (!parsed)
    return core::fail(
        core::Code::payload_malformed,
        std::string("hikvision: not XML: ") + parsed.description() + " at byte " +
            std::to_string(part.offset + static_cast<std::size_t>(xml.data() - part.bytes.data()) +
                           static_cast<std::size_t>(parsed.offset)));
  const auto root = document.document_element();
  if (local_name(root) != kRoot)
    return core::fail(core::Code::payload_malformed, "hikvision: the root element is '" +
                                                         clean(local_name(root)) +
                                                         "', expected EventNotificationAlert");
  return from_alert(root, hints);
}

}  // namespace

bool recognises_hikvision(const Envelope& envelope) {
  for (const auto& part : envelope.xml)
    if (part.bytes.substr(0, 4096).find(kRoot) != part.bytes.npos) return true;
  return false;
}

core::Result<Decoded> decode_hikvision(const Envelope& envelope, const Hints& hints) {
  // Several XML parts are sent by firmware that repeats the event in a second form; the first one
  // that is a vehicle read counts.
  std::optional<core::Result<Decoded>> first;
  for (const auto& part : envelope.xml) {
    auto decoded = from_part(part, hints);
    const bool is_read = decoded && decoded->kind == Kind::read;
    if (!first || is_read) first = std::move(decoded);
    if (is_read) break;
  }
  if (!first)
    return core::fail(core::Code::payload_malformed, "hikvision: no XML part in the message");
  if (*first && (*first)->kind == Kind::read) (*first)->picture = best_picture(envelope.pictures);
  return std::move(*first);
}

}  // namespace otkel::anpr
