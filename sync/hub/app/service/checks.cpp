// Checks of single fields.
#include "sync/hub/app/service/checks.hpp"

#include <algorithm>

namespace otkel::hub {

core::Error in_field(std::string_view field, core::Error error) {
  error.detail = "$." + std::string(field) + ": " + error.detail;
  return error;
}

core::Result<void> filled(const std::string& text, std::string_view field) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    return std::unexpected(in_field(field, {core::Code::field_missing, "expected text"}));
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
  if (text.size() > 1000 || std::ranges::any_of(text, control))
    return std::unexpected(
        in_field(field, {core::Code::value_malformed, "expected one line of at most 1000 bytes"}));
  return {};
}

core::Result<void> is_date(const std::string& text, std::string_view field) {
  if (auto date = core::parse_date(text); !date)
    return std::unexpected(in_field(field, std::move(date.error())));
  return {};
}

core::Result<void> is_date_or_empty(const std::string& text, std::string_view field) {
  if (text.empty()) return {};
  return is_date(text, field);
}

core::Result<void> at_least(std::int64_t value, std::int64_t least, std::string_view field) {
  if (value >= least) return {};
  return std::unexpected(in_field(
      field, {core::Code::value_malformed,
              "expected " + std::to_string(least) + " or more, found " + std::to_string(value)}));
}

core::Result<void> all_of(std::initializer_list<core::Result<void>> checks) {
  for (const auto& check : checks)
    if (!check) return check;
  return {};
}

}  // namespace otkel::hub
