#pragma once
// The number of an application: its place in the order of registration.
#include <compare>
#include <cstdint>
#include <string>

#include "core/value/numbering.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// "NZ25-000123": prefix of the site, year, and the running number the hub gave on registration.
/// The hub is the only one who numbers a site's applications, so comparing two numbers of one site
/// compares the order in which they were registered.
class ApplicationNo {
 public:
  /// Takes lower case and missing leading zeros ("nz25-123"). Errors: application_no_malformed.
  static Result<ApplicationNo> parse(std::string_view text);
  /// `year` 2000..2099, `number` 1..999999 (checked by assertion).
  static ApplicationNo make(NumberPrefix prefix, int year, std::int64_t number);

  const std::string& str() const noexcept { return text_; }
  NumberPrefix prefix() const;
  int year() const;
  std::int64_t number() const;
  auto operator<=>(const ApplicationNo&) const = default;

 private:
  explicit ApplicationNo(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace otkel::core
