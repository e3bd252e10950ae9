// Sorts the parts of a body by their first bytes and parses each of them once.
#include "anpr-bridge/decode/envelope.hpp"

#include "anpr-bridge/decode/charset.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostOfAList = 256;

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return trim(text);
}

core::Result<std::vector<Part>> parts_of(std::string_view content_type, std::string_view body) {
  if (content_of(body) != Content::unknown || is_utf16(body))
    return std::vector<Part>{Part{"", body, 0, true, std::string(content_type)}};
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

/// False where the list is full, which is noted: what stands behind it is not read.
template <class T>
bool has_place(Envelope& into, const std::vector<T>& list, const Part& part) {
  if (list.size() < kMostOfAList) return true;
  if (!into.broken)
    into.broken = broken(part, "more than " + std::to_string(kMostOfAList) + " messages");
  return false;
}

/// A root is complete if it ended before the fault, which is all that is known of the others.
void add_xml(Envelope& into, const Part& part) {
  const auto document = std::make_shared<pugi::xml_document>();
  const auto text = without_mark(part.bytes);
  const auto parsed =
      document->load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed && !into.broken)
    into.broken = broken(part, std::string("not XML: ") + parsed.description() + " at byte " +
                                   std::to_string(parsed.offset));
  for (const auto& root : document->children()) {
    if (root.type() != pugi::node_element) continue;
    if (!parsed && !root.next_sibling()) break;
    if (!has_place(into, into.xml, part)) return;
    into.xml.push_back({part, document, root});
  }
}

void add_json(Envelope& into, const Part& part) {
  for (auto text = without_mark(part.bytes); !text.empty(); text = trim(text)) {
    auto value = take_camera_json(text);
    if (!value) {
      if (!into.broken) into.broken = broken(part, value.error().detail);
      return;
    }
    if (!value->is_array()) {
      if (!has_place(into, into.json, part)) return;
      into.json.push_back({part, std::move(*value)});
      continue;
    }
    for (auto& item : value->get_array()) {
      if (!item.is_object()) continue;
      if (!has_place(into, into.json, part)) return;
      into.json.push_back({part, std::move(item)});
    }
  }
}

/// In UTF-8 from here on. False: it is noted as broken.
bool convert(Envelope& into, Part& part) {
  if (is_jpeg(part.bytes)) return true;
  auto text = converted_text(part.type, part.bytes);
  if (!text) {
    if (!into.broken) into.broken = broken(part, text.error().detail);
    return false;
  }
  if (*text) part.bytes = into.converted.emplace_back(std::move(**text));
  return true;
}

}  // namespace

core::Result<Envelope> open_envelope(std::string_view content_type, std::string_view body) {
  if (trim(body).empty()) return core::fail(core::Code::payload_malformed, "the body is empty");
  auto parts = parts_of(content_type, body);
  if (!parts) return std::unexpected(parts.error());
  Envelope envelope;
  for (auto& part : *parts) {
    if (!convert(envelope, part)) continue;
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

Decoded undecodable(std::string_view maker, const core::Error& error) {
  Decoded decoded = notice(maker, Kind::undecodable, "");
  decoded.what = clean(error.detail, 500);
  return decoded;
}

void give_pictures(Messages& messages, const std::vector<Part>& pictures) {
  std::vector<Decoded*> without;
  for (auto& message : messages)
    if (message.kind == Kind::read && message.picture.empty()) without.push_back(&message);
  std::vector<Part> whole;
  for (const auto& part : pictures)
    if (is_whole_jpeg(part.bytes)) whole.push_back(part);
  const bool one_each = without.size() > 1 && whole.size() == without.size();
  const std::string best = one_each ? std::string{} : best_picture(whole);
  for (std::size_t i = 0; i < without.size(); ++i)
    without[i]->picture = one_each ? std::string(whole[i].bytes) : best;
}

}  // namespace otkel::anpr
