#pragma once
// What must hold for every input of the bridge's decoders.
#include <cstdlib>
#include <string_view>

#include "anpr-bridge/decode/decode.hpp"
#include "base/codec/json.hpp"
#include "core/value/plate_number.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {

inline void must_be_clean(std::string_view text) {
  // Decoding replaces what is wrong: clean text comes back as it was.
  if (core::utf8_encode(core::utf8_decode(text)) != text) std::abort();
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20) std::abort();
}

inline void must_fold_once(std::string_view plate) {
  const auto folded = core::fold_plate_text(plate);
  if (core::fold_plate_text(folded) != folded) std::abort();
}

inline void must_be_sound(const core::PlateRead& read) {
  for (const auto* text : {&read.maker, &read.event_id, &read.plate, &read.country,
                           &read.vehicle_make, &read.vehicle_type})
    must_be_clean(*text);
  must_fold_once(read.plate);
  for (const auto& other : read.others) {
    must_be_clean(other.text);
    must_fold_once(other.text);
    if (other.score && !(*other.score >= 0 && *other.score <= 1)) std::abort();
  }
  if (read.trailer_plate) must_be_clean(*read.trailer_plate);
  if (read.vehicle_colour) must_be_clean(*read.vehicle_colour);
  if (read.group_id) must_be_clean(*read.group_id);
  if (read.confidence && !(*read.confidence >= 0 && *read.confidence <= 1)) std::abort();
  // A visit that the daemon cannot parse would stay in the outbox for ever.
  if (!codec::decode<core::PlateRead>(codec::encode(read))) std::abort();
}

inline void must_be_sound(const core::Result<std::vector<Decoded>>& result) {
  if (!result) {
    if (result.error().code != core::Code::payload_malformed) std::abort();
    return;
  }
  if (result->empty()) std::abort();
  for (const auto& message : *result) {
    if (message.read.has_value() != (message.kind == Kind::read)) std::abort();
    must_be_clean(message.what);
    must_be_clean(message.time_text);
    if (message.read) must_be_sound(*message.read);
  }
}

inline std::string_view input(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace otkel::anpr
