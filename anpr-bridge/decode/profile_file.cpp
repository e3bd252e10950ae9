// Strict like the settings: a key that is not known is a mistake.
#include "anpr-bridge/decode/profile_file.hpp"

#include <fstream>
#include <iterator>

#include "base/codec/json.hpp"

namespace otkel::anpr {

core::Result<Profile> read_profile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return core::fail(core::Code::io_failed, path + " cannot be opened");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto value = codec::parse(text);
  if (!value) return core::fail(core::Code::config_invalid, path + ": " + value.error().detail);
  if (!value->is_object())
    return core::fail(core::Code::config_invalid, path + ": expected one JSON object");
  auto merged = codec::to_json(core::CameraProfile{});
  for (const auto& [key, given] : value->get_object()) merged.get_object()[key] = given;
  core::CameraProfile fields;
  if (auto read = codec::read(merged, fields, "$"); !read)
    return core::fail(core::Code::config_invalid, path + ": " + read.error().detail);
  return Profile::compile(std::move(fields));
}

}  // namespace otkel::anpr
