// Opens the envelope and asks each maker in turn.
#include "anpr-bridge/decode/decode.hpp"

#include <algorithm>
#include <set>

#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/plate_fields.hpp"
#include "anpr-bridge/decode/profile.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/decode/xml_names.hpp"
#include "core/value/plate_number.hpp"

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
  std::string names;
  const auto add = [&](std::string_view name) {
    if (names.size() < 200) names += (names.empty() ? "" : ", ") + clean(name);
  };
  if (!envelope.xml.empty()) {
    const auto& root = envelope.xml.front().root;
    for (const auto& node : all_nodes(root, 64))
      if (node != root && node.type() == pugi::node_element) add(node.name());
    return ": XML whose root is '" + clean(root.name()) + "'" +
           (names.empty() ? "" : " with the names " + names);
  }
  if (!envelope.json.empty()) {
    if (const auto* object = envelope.json.front().value.if_object())
      for (const auto& [key, value] : *object) add(std::string_view(key));
    return ": JSON with the names " + names;
  }
  return envelope.pictures.empty() ? ": no XML or JSON part in it" : ": a picture and nothing else";
}

/// Something like a plate in each part, by part.
std::vector<std::vector<PlateField>> plates_in(const Envelope& envelope) {
  std::vector<std::vector<PlateField>> parts;
  for (const auto& part : envelope.xml) parts.push_back(plate_fields(part.root));
  for (const auto& part : envelope.json) parts.push_back(plate_fields(part.value));
  for (const auto& part : envelope.texts) parts.push_back(plate_fields_in_lines(part.bytes));
  return parts;
}

std::string where_plates_are(const Envelope& envelope) {
  for (const auto& fields : plates_in(envelope))
    if (!fields.empty()) return "; something like a plate is at " + paths_of(fields);
  return {};
}

/// All texts of the reads, folded.
std::set<std::string> texts_of(const Messages& messages) {
  std::set<std::string> texts;
  for (const auto& message : messages) {
    if (!message.read) continue;
    texts.insert(core::fold_plate_text(message.read->plate));
    for (const auto& other : message.read->others) texts.insert(core::fold_plate_text(other.text));
    if (message.read->trailer_plate)
      texts.insert(core::fold_plate_text(*message.read->trailer_plate));
  }
  return texts;
}

/// A part with something like a plate of which no read knows was understood wrongly. Where there
/// are reads, a name must say that it is a plate: their other texts may look like one.
void notice_what_was_missed(std::string_view maker, const Envelope& envelope, Messages& messages) {
  const auto texts = texts_of(messages);
  const bool any_read =
      std::ranges::any_of(messages, [](const auto& m) { return m.kind == Kind::read; });
  Messages missed;
  for (auto fields : plates_in(envelope)) {
    if (any_read) std::erase_if(fields, [](const auto& field) { return !field.named; });
    const bool known =
        std::ranges::any_of(fields, [&](const auto& f) { return texts.contains(f.folded); });
    if (fields.empty() || known) continue;
    missed.push_back(undecodable(
        maker, {core::Code::payload_malformed,
                std::string(maker) + ": something like a plate that is not read as one, at " +
                    paths_of(fields)}));
  }
  if (missed.empty()) return;
  // What looked like a vehicle without a plate has one that we cannot read.
  std::erase_if(messages, [](const auto& m) { return m.read && m.read->plate.empty(); });
  std::ranges::move(missed, std::back_inserter(messages));
}

/// A replaced byte in a plate means that it came in another encoding than it was read in.
void refuse_replaced_characters(Messages& messages) {
  const auto replaced = [](std::string_view text) { return text.contains("\xEF\xBF\xBD"); };
  for (auto& message : messages) {
    if (!message.read) continue;
    const auto& read = *message.read;
    if (replaced(read.plate) || replaced(read.trailer_plate.value_or("")) ||
        std::ranges::any_of(read.others, [&](const auto& o) { return replaced(o.text); }))
      message = undecodable(message.maker, {core::Code::payload_malformed,
                                            message.maker + ": the plate is not UTF-8, and the "
                                                            "message declares no other encoding"});
  }
}

/// Vehicles first. Beside them what is undecodable is a message of its own; without them all of the
/// body is.
core::Result<Messages> settled(Messages messages) {
  std::ranges::stable_partition(messages, [](const auto& m) { return m.kind == Kind::read; });
  if (messages.empty()) return core::fail(core::Code::payload_malformed, "no message in the body");
  const auto fault = std::ranges::find(messages, Kind::undecodable, &Decoded::kind);
  if (fault != messages.end() && messages.front().kind != Kind::read)
    return core::fail(core::Code::payload_malformed, fault->what);
  return messages;
}

core::Result<Messages> decode_by(const Decoder& decoder, const Envelope& envelope,
                                 const Hints& hints) {
  auto messages = decoder.decode(envelope, hints);
  if (!messages) return messages;
  refuse_replaced_characters(*messages);
  notice_what_was_missed(decoder.maker, envelope, *messages);
  if (envelope.broken) messages->push_back(undecodable(decoder.maker, *envelope.broken));
  return settled(std::move(*messages));
}

}  // namespace

core::Result<std::vector<Decoded>> decode(std::string_view content_type, std::string_view body,
                                          const Hints& hints) {
  auto envelope = open_envelope(content_type, body);
  if (!envelope) return std::unexpected(envelope.error());
  if (hints.profile != nullptr && !(envelope->xml.empty() && envelope->json.empty())) {
    auto messages = hints.profile->decode(*envelope, hints);
    if (!messages) return messages;
    refuse_replaced_characters(*messages);
    return settled(std::move(*messages));
  }
  for (const auto* decoder : kDecoders)
    if (decoder->recognises(*envelope)) return decode_by(*decoder, *envelope, hints);
  if (envelope->broken) return std::unexpected(*envelope->broken);
  return core::fail(core::Code::payload_malformed,
                    "a payload of no known camera" + names_in(*envelope) +
                        where_plates_are(*envelope) +
                        "; a profile in [[bridge.profiles]] can say where its fields are");
}

}  // namespace otkel::anpr
