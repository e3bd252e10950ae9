// Genetec AutoVu: the JSON export, and the XML template with the same names. Day first in its
// dates, confidence as a text of two digits, attributes as a list of names and values.
#include "anpr-bridge/decode/camera_time.hpp"
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

/// What both forms have in common; views into the message.
struct Fields {
  std::string_view guid, plate, state, score, date, time, motion, make, context, crop;
};

Decoded from_fields(const Fields& fields) {
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = clean(fields.guid, 128);
  read.plate = plate_text(fields.plate);
  read.confidence = percent(fields.score);
  read.motion = motion_of(fields.motion);
  read.country = country_code(fields.state);
  read.vehicle_make = known_word(fields.make);
  const std::string time = clean(fields.date) + " " + clean(fields.time);
  read.camera_time = day_first_time(time, core::minutes{0});
  auto decoded = vehicle("plate read", std::move(read), time);
  decoded.picture = base64_jpeg(fields.context);
  if (decoded.picture.empty()) decoded.picture = base64_jpeg(fields.crop);
  return decoded;
}

/// `Attributes` as an object, or as a list of {Name, Value}.
std::string_view attribute_in(const JsonAt& list, std::string_view name) {
  for (const auto& one : list.items())
    if (one["Name"].raw() == name) return one["Value"].raw();
  return list[name].raw();
}

Decoded from_json(const JsonAt& event) {
  const auto attributes = event["Attributes"];
  const auto score = event["ConfidenceScore"].raw();
  return from_fields({event["Guid"].raw(), event["Plate"].raw(), event["State"].raw(),
                      score.empty() ? attribute_in(attributes, "Confidence Score") : score,
                      event["DateUtc"].raw(), event["TimeUtc"].raw(),
                      attribute_in(attributes, "Relative Motion"),
                      attribute_in(attributes, "Vehicle Make"), event["ContextImage"].raw(),
                      event["PlateImage"].raw()});
}

std::string_view attribute_in(const pugi::xml_node& list, std::string_view name) {
  for (const auto& one : list.children())
    if (text_or_attribute(one, "Name") == name) return text_or_attribute(one, "Value");
  return {};
}

Decoded from_xml(const pugi::xml_node& event) {
  const auto attributes = child(event, "Attributes");
  const auto score = text_or_attribute(event, "ConfidenceScore");
  return from_fields(
      {text_or_attribute(event, "Guid"), text_or_attribute(event, "Plate"),
       text_or_attribute(event, "State"),
       score.empty() ? attribute_in(attributes, "Confidence Score") : score,
       text_or_attribute(event, "DateUtc"), text_or_attribute(event, "TimeUtc"),
       attribute_in(attributes, "Relative Motion"), attribute_in(attributes, "Vehicle Make"),
       text_or_attribute(event, "ContextImage"), text_or_attribute(event, "PlateImage")});
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

core::Result<Messages> decode(const Envelope& envelope, const Hints&) {
  Messages messages;
  for (const auto& part : envelope.json)
    if (is_event(part.at())) messages.push_back(from_json(part.at()));
  if (messages.empty()) messages.push_back(from_xml(event_in(envelope.xml.front().root)));
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kGenetec{kMaker, recognises, decode};

}  // namespace otkel::anpr
