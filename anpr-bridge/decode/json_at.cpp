// Numbers come as numbers or as text, by firmware; both are taken everywhere.
#include "anpr-bridge/decode/json_at.hpp"

#include <cmath>

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {

namespace json = codec::json;

JsonAt JsonAt::operator[](std::string_view key) const {
  if (!is_object()) return {};
  return JsonAt(value_->get_object().if_contains(key));
}

JsonAt JsonAt::at(std::size_t index) const {
  if (value_ == nullptr || !value_->is_array()) return {};
  return JsonAt(value_->get_array().if_contains(index));
}

std::vector<JsonAt> JsonAt::items() const {
  std::vector<JsonAt> out;
  if (value_ != nullptr && value_->is_array())
    for (const auto& item : value_->get_array()) out.emplace_back(&item);
  return out;
}

std::size_t JsonAt::size() const {
  return value_ != nullptr && value_->is_array() ? value_->get_array().size() : 0;
}

bool JsonAt::has(std::string_view key) const {
  return is_object() && value_->get_object().contains(key);
}

std::string_view JsonAt::raw() const {
  const auto* text = value_ == nullptr ? nullptr : value_->if_string();
  return text == nullptr ? std::string_view{} : trim(*text);
}

std::string JsonAt::text(std::size_t most) const {
  if (value_ != nullptr && value_->is_int64()) return std::to_string(value_->get_int64());
  if (value_ != nullptr && value_->is_uint64()) return std::to_string(value_->get_uint64());
  return clean(raw(), most);
}

std::optional<double> JsonAt::number() const {
  if (value_ == nullptr) return std::nullopt;
  if (value_->is_number()) return value_->to_number<double>();
  return decimal(raw());
}

std::optional<std::int64_t> JsonAt::whole() const {
  if (value_ == nullptr) return std::nullopt;
  if (value_->is_int64()) return value_->get_int64();
  if (value_->is_double()) {
    const double number = value_->get_double();
    if (std::trunc(number) == number && std::abs(number) < 9e15)
      return static_cast<std::int64_t>(number);
    return std::nullopt;
  }
  return anpr::whole(raw());
}

bool JsonAt::is_true() const {
  if (value_ == nullptr) return false;
  if (const auto* flag = value_->if_bool()) return *flag;
  return same_word(raw(), "true") || whole() == 1;
}

bool JsonAt::is_false() const {
  if (value_ == nullptr) return false;
  if (const auto* flag = value_->if_bool()) return !*flag;
  return same_word(raw(), "false") || whole() == 0;
}

core::Result<json::value> take_camera_json(std::string_view& text) {
  json::parse_options options;
  options.max_depth = 32;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  options.allow_invalid_utf8 = true;
  boost::system::error_code ec;
  json::stream_parser parser({}, options);
  const std::size_t used = parser.write_some(text.data(), text.size(), ec);
  // Boost.JSON 1.81 loses count at a lone slash where comments are allowed.
  if (used > text.size())
    return core::fail(core::Code::payload_malformed, "not JSON: a slash that begins no comment");
  if (!ec) parser.finish(ec);
  if (ec)
    return core::fail(core::Code::payload_malformed, "not JSON: " + ec.message() + " near byte " +
                                                         std::to_string(used) + " of " +
                                                         std::to_string(text.size()));
  text.remove_prefix(used);
  return parser.release();
}

core::Result<json::value> parse_camera_json(std::string_view text) {
  std::string_view rest = text;
  auto value = take_camera_json(rest);
  if (value && !trim(rest).empty())
    return core::fail(core::Code::payload_malformed, "text after the JSON value at byte " +
                                                         std::to_string(text.size() - rest.size()));
  return value;
}

}  // namespace otkel::anpr
