// Checks of single fields.
#include "sync/hub/app/service/checks.hpp"

#include "core/value/paper_text.hpp"
#include "core/value/words.hpp"

namespace otkel::hub {

core::Error in_field(std::string_view field, core::Error error) {
  error.detail = "$." + std::string(field) + ": " + error.detail;
  return error;
}

core::Result<void> filled(const std::string& text, std::string_view field) {
  if (core::trimmed(text).empty())
    return std::unexpected(in_field(field, {core::Code::field_missing, "expected text"}));
  return printable(text, field);
}

core::Result<void> printable(const std::string& text, std::string_view field) {
  if (text.size() > 1000)
    return std::unexpected(
        in_field(field, {core::Code::value_malformed, "expected at most 1000 bytes"}));
  if (auto fits = core::check_paper_text(text); !fits)
    return std::unexpected(in_field(field, std::move(fits.error())));
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
