// The parts of the JSON codec that no type changes.
#include "base/codec/json.hpp"

#include <algorithm>

namespace otkel::codec {

Result<json::value> parse(std::string_view text) {
  boost::system::error_code ec;
  json::stream_parser parser({}, json::parse_options{.max_depth = 32});
  const std::size_t used = parser.write_some(text.data(), text.size(), ec);
  if (!ec && used < text.size()) {
    const auto rest = text.substr(used);
    if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
      return core::fail(Code::payload_malformed,
                        "text after the JSON value at byte " + std::to_string(used));
  }
  if (!ec) parser.finish(ec);
  if (ec)
    return core::fail(Code::payload_malformed, "not JSON: " + ec.message() + " near byte " +
                                                   std::to_string(used) + " of " +
                                                   std::to_string(text.size()));
  return parser.release();
}

namespace detail {

std::unexpected<core::Error> wrong_type(const std::string& where, std::string_view expected) {
  return core::fail(Code::payload_malformed, where + ": expected " + std::string(expected));
}

std::unexpected<core::Error> missing(const std::string& where) {
  return core::fail(Code::field_missing, where + " is missing");
}

std::unexpected<core::Error> unknown(const std::string& where) {
  return core::fail(Code::field_unknown, where + " is not a field of this message");
}

Result<void> only_known(const json::object& object, const std::vector<std::string_view>& known,
                        const std::string& where) {
  for (const auto& member : object) {
    const std::string_view name = member.key();
    if (std::find(known.begin(), known.end(), name) == known.end())
      return unknown(where + "." + std::string(name));
  }
  return {};
}

core::Error at(const std::string& where, core::Error error) {
  error.detail = where + ": " + error.detail;
  return error;
}

}  // namespace detail
}  // namespace otkel::codec
