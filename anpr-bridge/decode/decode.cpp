// Opens the envelope and asks each maker in turn.
#include "anpr-bridge/decode/decode.hpp"

#include "anpr-bridge/decode/dahua_itsapi.hpp"
#include "anpr-bridge/decode/hikvision.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr Decoder kDecoders[] = {
    {"hikvision", recognises_hikvision, decode_hikvision},
    {"dahua", recognises_dahua_itsapi, decode_dahua_itsapi},
};

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

std::string first_words(const Envelope& envelope) {
  for (const auto* parts : {&envelope.xml, &envelope.json})
    for (const auto& part : *parts)
      return " at byte " + std::to_string(part.offset) + ": '" + clean(part.bytes.substr(0, 120)) +
             "'";
  return ": no XML or JSON part in it";
}

}  // namespace

core::Result<Decoded> decode(std::string_view content_type, std::string_view body,
                             const Hints& hints) {
  if (trim(body).empty()) return core::fail(core::Code::payload_malformed, "the body is empty");
  const auto parts = parts_of(content_type, body);
  if (!parts) return std::unexpected(parts.error());
  Envelope envelope;
  for (const auto& part : *parts) {
    switch (content_of(part.bytes)) {
      case Content::xml:
        envelope.xml.push_back(part);
        break;
      case Content::json:
        envelope.json.push_back(part);
        break;
      case Content::jpeg:
        envelope.pictures.push_back(part);
        break;
      case Content::empty:
      case Content::unknown:
        break;
    }
  }
  for (const auto& decoder : kDecoders)
    if (decoder.recognises(envelope)) return decoder.decode(envelope, hints);
  return core::fail(core::Code::payload_malformed,
                    "a payload of no known camera" + first_words(envelope));
}

std::string best_picture(const std::vector<Part>& pictures) {
  std::string_view best;
  for (const auto& part : pictures)
    if (part.bytes.size() > best.size() && is_whole_jpeg(part.bytes)) best = part.bytes;
  return std::string(best);
}

}  // namespace otkel::anpr
