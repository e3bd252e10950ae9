// Axxon Auto: a small XML per vehicle; fields as elements or as attributes, pictures as base64 text
// in an element of any name, the plate's country as its mask.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "axxon";

/// The element that has the plate and what belongs to it.
pugi::xml_node event_in(const pugi::xml_node& root) {
  for (const auto& mask : all_named(root, "plate_mask", 1)) return mask.parent();
  for (const auto& camera : all_named(root, "cam-id", 1)) return camera.parent();
  return text_or_attribute(root, "plate_mask").empty() && text_or_attribute(root, "cam-id").empty()
             ? pugi::xml_node{}
             : root;
}

std::string picture_in(const pugi::xml_node& event) {
  std::string best;
  for (const auto& node : event.children()) {
    const std::string_view text = trim(node.text().get());
    if (!text.starts_with("/9j/")) continue;  // how every JPEG begins in base64
    std::string bytes = base64_jpeg(text);
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

bool recognises(const Envelope& envelope) {
  if (envelope.xml.empty()) return false;
  const auto event = event_in(envelope.xml.front().root);
  return event && (child(event, "plate") || event.attribute("plate"));
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  const auto event = event_in(envelope.xml.front().root);
  core::PlateRead read;
  read.maker = kMaker;
  read.plate = plate_text(text_or_attribute(event, "plate"));
  read.confidence = percent(text_or_attribute(event, "confidence"));
  read.motion = motion_in(text_or_attribute(event, "direction"), "in", "out");
  read.country = country_code(text_or_attribute(event, "plate_mask"));
  const auto time = text_or_attribute(event, "time");
  read.camera_time = iso_time(time, hints.zone);
  if (!read.camera_time) read.camera_time = compact_time(time, hints.zone);
  Messages messages{vehicle("plate", std::move(read), time)};
  messages.front().picture = picture_in(event);
  if (messages.front().picture.empty()) messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kAxxon{kMaker, recognises, decode};

}  // namespace otkel::anpr
