#pragma once
// What must hold for every input of the bridge's decoders.
#include <cstdlib>
#include <string_view>

#include "anpr-bridge/decode/decode.hpp"
#include "codec/json.hpp"

namespace otkel::anpr {

inline void must_be_sound(const core::Result<Decoded>& result) {
  if (!result) {
    if (result.error().code != core::Code::payload_malformed) std::abort();
    return;
  }
  if (result->read.has_value() != (result->kind == Kind::read)) std::abort();
  if (!result->read) return;
  // A visit that the daemon cannot parse would stay in the outbox for ever.
  if (!codec::decode<core::PlateRead>(codec::encode(*result->read))) std::abort();
}

inline std::string_view input(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace otkel::anpr
