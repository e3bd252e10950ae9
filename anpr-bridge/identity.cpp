// Every part is written with its length, so that no two lists of parts give the same text.
#include "anpr-bridge/identity.hpp"

#include "codec/hash.hpp"

namespace otkel::anpr {
namespace {

void put(std::string& out, std::string_view part) {
  out += std::to_string(part.size());
  out += ':';
  out += part;
  out += ';';
}

std::string millis(core::Instant at) { return std::to_string(at.time_since_epoch().count()); }

}  // namespace

std::string dedup_key(std::string_view camera, const Decoded& message, core::Instant received) {
  std::string input = "otkel-anpr-message-1;";
  put(input, camera);
  put(input, message.maker);
  if (message.read) {
    put(input, message.read->event_id);
    put(input, message.read->plate);
    put(input, message.read->lane ? std::to_string(*message.read->lane) : "");
    if (message.read->event_id.empty() && message.time_text.empty())
      put(input, "received " + millis(received));
  }
  put(input, message.time_text);
  put(input, message.picture.empty() ? "no picture" : "picture");
  return codec::blake2b_hex(input);
}

std::string visit_id(std::string_view camera, std::string_view first_key, core::Instant received) {
  std::string input = "otkel-anpr-visit-1;";
  put(input, camera);
  put(input, first_key);
  put(input, millis(received));
  return codec::blake2b_hex(input).substr(0, 32);
}

}  // namespace otkel::anpr
