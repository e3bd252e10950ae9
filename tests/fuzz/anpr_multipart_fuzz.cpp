// Multipart: the first line of the input is the Content-Type, the rest is the body.
#include <cstdlib>

#include "anpr-bridge/decode/multipart.hpp"
#include "tests/fuzz/anpr_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto bytes = otkel::anpr::input(data, size);
  const auto line = bytes.find('\n');
  if (line == bytes.npos) return 0;
  const auto type = bytes.substr(0, line), body = bytes.substr(line + 1);
  otkel::anpr::must_be_sound(otkel::anpr::decode(type, body));
  const auto parts = otkel::anpr::parse_multipart(otkel::anpr::boundary_of(type), body);
  if (!parts) return 0;
  for (const auto& part : *parts) {
    if (part.bytes.empty()) continue;
    if (part.offset + part.bytes.size() > body.size()) std::abort();
    if (body.substr(part.offset, part.bytes.size()) != part.bytes) std::abort();
  }
  return 0;
}
