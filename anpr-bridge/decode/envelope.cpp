// Sorts the parts of a body by their first bytes and parses each of them once.
#include "anpr-bridge/decode/envelope.hpp"

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostOfAList = 256;

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return trim(text);
}

core::Result<std::vector<Part>> parts_of(std::string_view content_type, std::string_view body) {
  if (content_of(body) != Content::unknown) return std::vector<Part>{Part{"", body, 0, true}};
  std::string boundary = boundary_of(content_type);
  if (boundary.empty()) boundary = boundary_of_body(body);
  if (boundary.empty())
    return core::fail(core::Code::payload_malformed,
                      "neither XML, JSON, JPEG nor multipart: " + std::to_string(body.size()) +
                          " bytes of type '" + clean(content_type) + "'");
  return parse_multipart(boundary, body);
}

core::Error broken(const Part& part, const std::string& detail) {
  return {core::Code::payload_malformed, "the part at byte " + std::to_string(part.offset) + " (" +
                                             std::to_string(part.bytes.size()) +
                                             " bytes): " + detail};
}

void add_xml(Envelope& into, const Part& part) {
  XmlPart xml{part, std::make_unique<pugi::xml_document>(), {}};
  const auto text = without_mark(part.bytes);
  const auto parsed = xml.document->load_buffer(text.data(), text.size());
  if (!parsed) {
    if (!into.broken)
      into.broken = broken(part, std::string("not XML: ") + parsed.description() + " at byte " +
                                     std::to_string(parsed.offset));
    return;
  }
  xml.root = xml.document->document_element();
  into.xml.push_back(std::move(xml));
}

void add_json(Envelope& into, const Part& part) {
  auto value = parse_camera_json(without_mark(part.bytes));
  if (!value) {
    if (!into.broken) into.broken = broken(part, value.error().detail);
    return;
  }
  if (!value->is_array()) {
    into.json.push_back({part, std::move(*value)});
    return;
  }
  for (auto& item : value->get_array())
    if (item.is_object() && into.json.size() < kMostOfAList)
      into.json.push_back({part, std::move(item)});
}

}  // namespace

core::Result<Envelope> open_envelope(std::string_view content_type, std::string_view body) {
  if (trim(body).empty()) return core::fail(core::Code::payload_malformed, "the body is empty");
  const auto parts = parts_of(content_type, body);
  if (!parts) return std::unexpected(parts.error());
  Envelope envelope;
  for (const auto& part : *parts) {
    switch (content_of(part.bytes)) {
      case Content::xml:
        add_xml(envelope, part);
        break;
      case Content::json:
        add_json(envelope, part);
        break;
      case Content::jpeg:
        envelope.pictures.push_back(part);
        break;
      case Content::event_text:
        envelope.texts.push_back(part);
        break;
      case Content::empty:
      case Content::unknown:
        break;
    }
  }
  return envelope;
}

std::string best_picture(const std::vector<Part>& pictures) {
  std::string_view best;
  for (const auto& part : pictures)
    if (part.bytes.size() > best.size() && is_whole_jpeg(part.bytes)) best = part.bytes;
  return std::string(best);
}

Decoded notice(std::string_view maker, Kind kind, std::string_view what) {
  Decoded decoded;
  decoded.maker = maker;
  decoded.kind = kind;
  decoded.what = clean(what);
  return decoded;
}

Decoded vehicle(std::string_view what, core::PlateRead read, std::string_view time_text) {
  Decoded decoded = notice(read.maker, Kind::read, what);
  decoded.time_text = clean(time_text);
  decoded.read = std::move(read);
  return decoded;
}

}  // namespace otkel::anpr
