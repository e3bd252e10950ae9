#pragma once
// The shape that application and booking numbers share: SITE + year + '-' + letters + digits.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/site.hpp"

namespace otkel::core {

struct NumberParts {
  Site site;
  int year;             ///< 2000..2099
  char letter;          ///< 0 if the number has none
  std::int64_t number;  ///< 1..999999
};

std::string number_text(const NumberParts& parts);
/// Case-folded and trimmed; nothing if the shape is another. `letters`: which are allowed
/// before the digits; empty means none stands there.
std::optional<NumberParts> parse_number(std::string_view text, std::string_view letters);

}  // namespace otkel::core
