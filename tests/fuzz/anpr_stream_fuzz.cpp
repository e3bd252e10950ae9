// The endless answers: however the bytes are cut, the messages are the same, and each of them is
// sound. How long the input is says how long the cuts are.
#include <algorithm>
#include <string>

#include "anpr-bridge/decode/recording.hpp"
#include "tests/fuzz/anpr_fuzz.hpp"

namespace {

using otkel::anpr::StreamMessages;

std::string fed(std::string_view bytes, std::size_t step) {
  StreamMessages stream("multipart/x-mixed-replace; boundary=myboundary", 1u << 16);
  std::string all;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const auto messages = stream.feed(bytes.substr(at, step));
    if (!messages) break;
    for (const auto& message : *messages) {
      otkel::anpr::must_be_sound(otkel::anpr::decode(message.content_type, message.body));
      all += std::to_string(message.body.size()) + ":" + message.body;
    }
  }
  // What was complete before a fault comes out, wherever the cuts are.
  if (stream.fault()) all += "broken";
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  // Beyond that the limits, which do depend on the cuts, would be what is compared.
  if (size > 12'000) return 0;
  const auto bytes = otkel::anpr::input(data, size);
  const std::size_t step = 1 + size % 61;
  if (fed(bytes, step) != fed(bytes, 4096)) std::abort();
  if (const auto bodies = otkel::anpr::bodies_of_recording(bytes))
    for (const auto& body : *bodies)
      otkel::anpr::must_be_sound(otkel::anpr::decode(body.content_type, body.body));
  return 0;
}
