#pragma once
// A place in a camera's JSON that may not be there. Nothing throws: what is missing or of another
// type reads as empty. Internal to this folder.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec/json.hpp"

namespace otkel::anpr {

class JsonAt {
 public:
  JsonAt() = default;
  explicit JsonAt(const codec::json::value* value) : value_(value) {}

  JsonAt operator[](std::string_view key) const;
  JsonAt at(std::size_t index) const;    ///< of a list
  std::vector<JsonAt> items() const;     ///< of a list; empty for everything else
  std::size_t size() const;              ///< of a list
  bool has(std::string_view key) const;  ///< whatever its value
  explicit operator bool() const { return value_ != nullptr && !value_->is_null(); }
  const codec::json::value* value() const { return value_; }  ///< nullptr: not there
  bool is_object() const { return value_ != nullptr && value_->is_object(); }
  bool is_text() const { return value_ != nullptr && value_->is_string(); }

  std::string_view raw() const;                   ///< of a text, trimmed; empty for everything else
  std::string text(std::size_t most = 64) const;  ///< cleaned; whole numbers as their digits
  std::optional<double> number() const;           ///< also of a text that is all number
  std::optional<std::int64_t> whole() const;
  bool is_true() const;   ///< true, 1, "true", "1"
  bool is_false() const;  ///< false, 0, "false", "0"

 private:
  const codec::json::value* value_ = nullptr;
};

/// As cameras and their manuals write it: trailing commas, comments and wrong UTF-8 inside texts
/// are let through.
/// Errors: payload_malformed with the offset.
core::Result<codec::json::value> parse_camera_json(std::string_view text);
/// The same for the first value of several; `text` is left with what stands behind it.
core::Result<codec::json::value> take_camera_json(std::string_view& text);

}  // namespace otkel::anpr
