// Profiles: any path that compiles against any message. The first line is the path, the rest the
// message, whose form decides which kind of path it is.
#include <string>

#include "anpr-bridge/decode/profile.hpp"
#include "tests/fuzz/anpr_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto bytes = otkel::anpr::input(data, size);
  const auto line = bytes.find('\n');
  if (line == bytes.npos || line > 64) return 0;
  const auto body = bytes.substr(line + 1);
  const std::string path(bytes.substr(0, line));
  const auto profile = otkel::anpr::Profile::compile(
      {.name = "x", .format = body.starts_with('<') ? "xml" : "json", .plate = path, .time = path});
  if (!profile) return 0;
  otkel::anpr::must_be_sound(
      otkel::anpr::decode("", body, {otkel::core::kKazakhstanOffset, &*profile}));
  return 0;
}
