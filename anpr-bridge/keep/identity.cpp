// Every part is written with its length, so that no two lists of parts give the same text.
#include "anpr-bridge/keep/identity.hpp"

#include "base/codec/hash.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

std::string millis(core::Instant at) { return std::to_string(at.time_since_epoch().count()); }

}  // namespace

std::string dedup_key(std::string_view camera, const Decoded& message, core::Instant received,
                      bool id_worn) {
  std::string input = "otkel-anpr-message-1;";
  core::put_part(input, camera);
  core::put_part(input, message.maker);
  if (message.read) {
    core::put_part(input, message.read->event_id);
    core::put_part(input, message.read->plate);
    core::put_part(input, message.read->lane ? std::to_string(*message.read->lane) : "");
    if ((message.read->event_id.empty() || id_worn) && message.time_text.empty())
      core::put_part(input, "received " + millis(received));
  }
  core::put_part(input, message.time_text);
  core::put_part(input, message.picture.empty() ? "no picture" : "picture");
  return codec::blake2b_hex(input);
}

std::string visit_id(std::string_view camera, std::string_view first_key, core::Instant received) {
  std::string input = "otkel-anpr-visit-1;";
  core::put_part(input, camera);
  core::put_part(input, first_key);
  core::put_part(input, millis(received));
  return codec::blake2b_hex(input).substr(0, 32);
}

}  // namespace otkel::anpr
