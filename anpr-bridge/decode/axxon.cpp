// Axxon Auto: a small XML per vehicle; fields as elements or as attributes, pictures as base64 text
// in an element of any name or in a comment, the plate's country as its mask.
#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
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

void keep_larger(std::string& best, std::string_view text) {
  text = trim(text);
  if (!text.starts_with("/9j/")) return;  // how every JPEG begins in base64
  std::string bytes = base64_jpeg(text);
  if (bytes.size() > best.size()) best = std::move(bytes);
}

std::string picture_in(const pugi::xml_node& event) {
  std::string best;
  for (const auto& node : event.children()) keep_larger(best, node.text().get());
  return best;
}

/// Version 5.5 writes the picture as a comment, which the envelope has not kept.
std::string picture_in_comments(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_comments))
    return {};
  std::string best;
  for (const auto& node : all_nodes(document))
    if (node.type() == pugi::node_comment) keep_larger(best, node.value());
  return best;
}

core::Motion motion_of(std::string_view word) { return motion_in(word, "in", "out"); }

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
  set_confidence(read, text_or_attribute(event, "confidence"), 100);
  set_motion(read, {motion_of(text(event, "direction")), motion_of(attribute(event, "direction"))});
  set_country(read, {country_code(text(event, "plate_mask")),
                     country_code(attribute(event, "plate_mask"))});
  const auto time = sent_time(text_or_attribute(event, "time"), hints);
  read.camera_time = time.at;
  Messages messages{vehicle("plate", std::move(read), time.text)};
  std::string& picture = messages.front().picture;
  picture = picture_in(event);
  if (picture.empty()) picture = picture_in_comments(envelope.xml.front().part.bytes);
  if (picture.empty()) picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kAxxon{kMaker, recognises, decode};

}  // namespace otkel::anpr
