// Opens the envelope and asks each maker in turn.
#include "anpr-bridge/decode/decode.hpp"

#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/profile.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

/// In the order of how surely a message is recognised by its names.
const Decoder* const kDecoders[] = {
    &makers::kHikvision,   &makers::kDahuaStream,     &makers::kDahuaItsapi, &makers::kAxis,
    &makers::kOpenalpr,    &makers::kPlateRecognizer, &makers::kFrigate,     &makers::kOnvif,
    &makers::kGenetec,     &makers::kTrassir,         &makers::kMilesight,   &makers::kAxxon,
    &makers::kCargoruqsat,
};

std::string names_in(const Envelope& envelope) {
  if (!envelope.xml.empty())
    return ": XML whose root is '" + clean(envelope.xml.front().root.name()) + "'";
  if (!envelope.json.empty()) {
    std::string names;
    if (const auto* object = envelope.json.front().value.if_object())
      for (const auto& [key, value] : *object)
        if (names.size() < 200) names += (names.empty() ? "" : ", ") + clean(std::string_view(key));
    return ": JSON with the names " + names;
  }
  return envelope.pictures.empty() ? ": no XML or JSON part in it" : ": a picture and nothing else";
}

}  // namespace

core::Result<std::vector<Decoded>> decode(std::string_view content_type, std::string_view body,
                                          const Hints& hints) {
  auto envelope = open_envelope(content_type, body);
  if (!envelope) return std::unexpected(envelope.error());
  if (hints.profile != nullptr && !(envelope->xml.empty() && envelope->json.empty()))
    return hints.profile->decode(*envelope, hints);
  for (const auto* decoder : kDecoders)
    if (decoder->recognises(*envelope)) return decoder->decode(*envelope, hints);
  if (envelope->broken) return std::unexpected(*envelope->broken);
  return core::fail(core::Code::payload_malformed,
                    "a payload of no known camera" + names_in(*envelope) +
                        "; a profile in [[bridge.profiles]] can say where its fields are");
}

}  // namespace otkel::anpr
