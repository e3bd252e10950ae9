#pragma once
// Looking at the fields of a command: canonical text in place, or an error that names the field.
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/value/instant.hpp"
#include "core/value/result.hpp"

namespace otkel::hub {

/// Puts the path of the field before the detail.
core::Error in_field(std::string_view field, core::Error error);

/// Replaces the text by what T::parse makes of it. Errors: those of T::parse.
template <class T>
core::Result<void> canonical(std::string& text, std::string_view field) {
  auto parsed = T::parse(text);
  if (!parsed) return std::unexpected(in_field(field, std::move(parsed.error())));
  text = parsed->str();
  return {};
}

/// Errors: field_missing if the text is empty or blank, else those of printable().
core::Result<void> filled(const std::string& text, std::string_view field);
/// One line that can be printed (core/value/paper_text), perhaps empty. Errors: value_malformed if
/// it is longer than 1000 bytes, page_has_unknown_glyphs.
core::Result<void> printable(const std::string& text, std::string_view field);
/// Errors: time_malformed.
core::Result<void> is_date(const std::string& text, std::string_view field);
/// Empty means that the document is not on record. Errors: time_malformed.
core::Result<void> is_date_or_empty(const std::string& text, std::string_view field);
/// Errors: value_malformed.
core::Result<void> at_least(std::int64_t value, std::int64_t least, std::string_view field);

/// The first that failed, or success.
core::Result<void> all_of(std::initializer_list<core::Result<void>> checks);

}  // namespace otkel::hub
