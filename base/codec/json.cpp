// The parts of the JSON codec that no type changes.
#include "base/codec/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <unordered_set>
#include <vector>

namespace otkel::codec {

namespace {

/// Listens to a text that is JSON until a name stands twice in one object.
class FindNameTwice {
 public:
  // NOLINTBEGIN(readability-identifier-naming): basic_parser asks for these names
  static constexpr auto max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr auto max_array_size = max_object_size;
  static constexpr auto max_key_size = max_object_size;
  static constexpr auto max_string_size = max_object_size;
  // NOLINTEND(readability-identifier-naming)
  using Ec = json::error_code;

  bool on_object_begin(Ec&) { return names_.emplace_back(), true; }
  bool on_object_end(std::size_t, Ec&) { return names_.pop_back(), true; }
  bool on_key_part(std::string_view part, std::size_t, Ec&) { return name_ += part, true; }
  bool on_key(std::string_view part, std::size_t, Ec& ec) {
    name_ += part;
    if (names_.back().insert(name_).second) return name_.clear(), true;
    ec = boost::system::errc::make_error_code(boost::system::errc::invalid_argument);
    return false;
  }
  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_array_begin(Ec&) { return true; }
  bool on_array_end(std::size_t, Ec&) { return true; }
  bool on_string_part(std::string_view, std::size_t, Ec&) { return true; }
  bool on_string(std::string_view, std::size_t, Ec&) { return true; }
  bool on_number_part(std::string_view, Ec&) { return true; }
  bool on_int64(std::int64_t, std::string_view, Ec&) { return true; }
  bool on_uint64(std::uint64_t, std::string_view, Ec&) { return true; }
  bool on_double(double, std::string_view, Ec&) { return true; }
  bool on_bool(bool, Ec&) { return true; }
  bool on_null(Ec&) { return true; }
  bool on_comment_part(std::string_view, Ec&) { return true; }
  bool on_comment(std::string_view, Ec&) { return true; }

  const std::string& name() const { return name_; }

 private:
  std::string name_;                                    ///< of the field that is being read
  std::vector<std::unordered_set<std::string>> names_;  ///< of the objects that are open
};

constexpr json::parse_options kOptions{.max_depth = 32};

std::unexpected<core::Error> stands_twice(std::string_view text) {
  json::error_code ec;
  json::basic_parser<FindNameTwice> parser(kOptions);
  const auto used = parser.write_some(false, text.data(), text.size(), ec);
  return core::fail(Code::payload_malformed, "the field \"" + parser.handler().name() +
                                                 "\" stands twice in one object, near byte " +
                                                 std::to_string(used) + "; send it once");
}

/// Fields of all objects in a text that is JSON: each has one colon outside of strings.
std::size_t fields_written(std::string_view text) {
  std::size_t fields = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\\') ++i;  // only in strings; whatever it stands before
    if (text[i] == ':' && !quoted) ++fields;
  }
  return fields;
}

std::size_t fields_of(const json::value& value) {
  std::size_t fields = 0;
  if (const auto* list = value.if_array())
    for (const auto& one : *list) fields += fields_of(one);
  if (const auto* object = value.if_object()) {
    fields = object->size();
    for (const auto& [_, one] : *object) fields += fields_of(one);
  }
  return fields;
}

}  // namespace

/// Boost keeps the last of two fields of one name in silence, and a program that reads the first (a
/// proxy, a person, a hash) meant another message: fewer fields than were written are refused.
Result<json::value> parse(std::string_view text) {
  json::error_code ec;
  json::parser parser({}, kOptions);
  const std::size_t used = parser.write_some(text.data(), text.size(), ec);
  if (!ec && used < text.size()) {
    const auto rest = text.substr(used);
    if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos)
      return core::fail(Code::payload_malformed,
                        "text after the JSON value at byte " + std::to_string(used));
  }
  if (ec)
    return core::fail(Code::payload_malformed, "not JSON: " + ec.message() + " near byte " +
                                                   std::to_string(used) + " of " +
                                                   std::to_string(text.size()));
  auto value = parser.release();
  if (fields_of(value) != fields_written(text.substr(0, used))) return stands_twice(text);
  return value;
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
