// Genetec AutoVu: the JSON export, and the XML template with the same names, or with those of the
// template for FTP. The order of its dates is the exporter's setting, day first unless the camera's
// settings say otherwise; confidence is a text of two digits, attributes a list of names and
// values.
#include <functional>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "genetec";
constexpr std::string_view kMarks[] = {"DateUtc", "ContextImage", "PlateImage", "ConfidenceScore"};

core::Motion motion_of(std::string_view relative) {
  for (const auto word : {"Closer", "Approaching", "Incoming"})
    if (same_word(relative, word)) return core::Motion::approaching;
  for (const auto word : {"Further", "Away", "Departing", "Outgoing"})
    if (same_word(relative, word)) return core::Motion::leaving;
  return core::Motion::unknown;
}

/// The text of a field of that name, and of an attribute in the list of them; empty if there is
/// none.
struct Fields {
  std::function<std::string_view(std::string_view)> field, attribute;

  std::string_view first_of(std::initializer_list<std::string_view> names) const {
    for (const auto name : names)
      if (const auto text = field(name); !text.empty()) return text;
    return {};
  }
};

/// Date and time stand apart, in UTC.
SentTime time_of(const Fields& fields, const Hints& hints) {
  const std::string text = clean(fields.first_of({"DateUtc", "UTCDate"})) + " " +
                           clean(fields.first_of({"TimeUtc", "UTCTime"}));
  return sent_time(
      text, {core::minutes{0}, nullptr, hints.date_order.value_or(core::DateOrder::day_first)});
}

Decoded from_fields(const Fields& fields, const Hints& hints) {
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = clean(fields.field("Guid"), 128);
  read.plate = plate_text(fields.field("Plate"));
  const auto score = fields.field("ConfidenceScore");
  set_confidence(read, score.empty() ? fields.attribute("Confidence Score") : score, 100);
  read.motion = motion_of(fields.attribute("Relative Motion"));
  read.country = country_code(fields.field("State"));
  read.vehicle_make = known_word(fields.attribute("Vehicle Make"));
  read.vehicle_type = known_word(fields.attribute("Vehicle Type"));
  read.vehicle_colour = colour_word(fields.attribute("Vehicle Color"));
  const auto time = time_of(fields, hints);
  read.camera_time = time.at;
  auto decoded = vehicle("plate read", std::move(read), time.text);
  decoded.picture = base64_jpeg(fields.field("ContextImage"));
  if (decoded.picture.empty()) decoded.picture = base64_jpeg(fields.field("PlateImage"));
  return decoded;
}

/// `Attributes` as an object, or as a list of {Name, Value}.
std::string_view attribute_in(const JsonAt& list, std::string_view name) {
  for (const auto& one : list.items())
    if (one["Name"].raw() == name) return one["Value"].raw();
  return list[name].raw();
}

std::string_view attribute_in(const pugi::xml_node& list, std::string_view name) {
  for (const auto& one : list.children())
    if (text_or_attribute(one, "Name") == name) return text_or_attribute(one, "Value");
  return {};
}

Decoded from_json(const JsonAt& event, const Hints& hints) {
  return from_fields(
      {[&](std::string_view name) { return event[name].raw(); },
       [&](std::string_view name) { return attribute_in(event["Attributes"], name); }},
      hints);
}

Decoded from_xml(const pugi::xml_node& event, const Hints& hints) {
  return from_fields(
      {[&](std::string_view name) { return text_or_attribute(event, name); },
       [&](std::string_view name) { return attribute_in(child(event, "Attributes"), name); }},
      hints);
}

bool is_event(const JsonAt& event) {
  if (!event.has("Plate")) return false;
  for (const auto mark : kMarks)
    if (event.has(mark)) return true;
  return false;
}

pugi::xml_node event_in(const pugi::xml_node& root) {
  for (const auto mark : kMarks)
    for (const auto& node : all_named(root, mark, 1))
      if (child(node.parent(), "Plate")) return node.parent();
  return text_or_attribute(root, "DateUtc").empty() || !root.attribute("Plate") ? pugi::xml_node{}
                                                                                : root;
}

bool recognises(const Envelope& envelope) {
  return (!envelope.json.empty() && is_event(envelope.json.front().at())) ||
         (!envelope.xml.empty() && event_in(envelope.xml.front().root));
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_json(part.at(), hints));
  if (messages.empty()) messages.push_back(from_xml(event_in(envelope.xml.front().root), hints));
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kGenetec{kMaker, recognises, decode};

}  // namespace otkel::anpr
