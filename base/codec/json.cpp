// The parts of the JSON codec that no type changes.
#include "base/codec/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <unordered_set>

namespace otkel::codec {

namespace {

const json::error_code& said_twice() {
  static const json::error_code code(boost::system::errc::invalid_argument,
                                     boost::system::generic_category());
  return code;
}

/// What basic_parser tells, put together to a value; a name that an object has already ends the
/// parsing. Boost's own handler keeps the last of two in silence, and whoever read the first (a
/// proxy, a person, a hash) meant another message.
class OneOfEach {
 public:
  // NOLINTBEGIN(readability-identifier-naming): basic_parser asks for these names
  static constexpr auto max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr auto max_array_size = max_object_size;
  static constexpr auto max_key_size = max_object_size;
  static constexpr auto max_string_size = max_object_size;
  // NOLINTEND(readability-identifier-naming)
  using Ec = json::error_code;

  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_object_begin(Ec&) {
    names_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t n, Ec&) {
    names_.pop_back();
    stack_.push_object(n);
    return true;
  }
  bool on_array_begin(Ec&) { return true; }
  bool on_array_end(std::size_t n, Ec&) {
    stack_.push_array(n);
    return true;
  }
  bool on_key_part(std::string_view part, std::size_t, Ec&) {
    name_ += part;
    return true;
  }
  bool on_key(std::string_view part, std::size_t, Ec& ec) {
    name_ += part;
    stack_.push_key(name_);
    if (names_.back().insert(name_).second) {
      name_.clear();
      return true;
    }
    ec = said_twice();
    return false;
  }
  bool on_string_part(std::string_view part, std::size_t, Ec&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(std::string_view part, std::size_t, Ec&) {
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(std::string_view, Ec&) { return true; }
  bool on_int64(std::int64_t i, std::string_view, Ec&) {
    stack_.push_int64(i);
    return true;
  }
  bool on_uint64(std::uint64_t u, std::string_view, Ec&) {
    stack_.push_uint64(u);
    return true;
  }
  bool on_double(double d, std::string_view, Ec&) {
    stack_.push_double(d);
    return true;
  }
  bool on_bool(bool b, Ec&) {
    stack_.push_bool(b);
    return true;
  }
  bool on_null(Ec&) {
    stack_.push_null();
    return true;
  }
  bool on_comment_part(std::string_view, Ec&) { return true; }
  bool on_comment(std::string_view, Ec&) { return true; }

  void reset() { stack_.reset(); }
  json::value release() { return stack_.release(); }
  const std::string& name() const { return name_; }

 private:
  json::value_stack stack_;
  std::string name_;                                    ///< of the field that is being read
  std::vector<std::unordered_set<std::string>> names_;  ///< of the objects that are open
};

}  // namespace

Result<json::value> parse(std::string_view text) {
  json::error_code ec;
  json::basic_parser<OneOfEach> parser(json::parse_options{.max_depth = 32});
  parser.handler().reset();
  const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  if (ec == said_twice())
    return core::fail(Code::payload_malformed, "the field \"" + parser.handler().name() +
                                                   "\" stands twice in one object, near byte " +
                                                   std::to_string(used) + "; send it once");
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
  return parser.handler().release();
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
