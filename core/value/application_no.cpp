// Application numbers as text.
#include "core/value/application_no.hpp"

#include "core/value/numbering.hpp"

namespace otkel::core {

Result<ApplicationNo> ApplicationNo::parse(std::string_view text) {
  const auto parts = parse_number(text, "");
  if (!parts)
    return fail(Code::application_no_malformed,
                "'" + std::string(text) + "' is not an application number like NZ25-000123");
  return ApplicationNo{number_text(*parts)};
}

ApplicationNo ApplicationNo::make(NumberPrefix prefix, int year, std::int64_t number) {
  return ApplicationNo{number_text({prefix, year, 0, number})};
}

// The text is canonical, so parsing it again cannot fail.
NumberPrefix ApplicationNo::prefix() const { return parse_number(text_, "")->prefix; }
int ApplicationNo::year() const { return parse_number(text_, "")->year; }
std::int64_t ApplicationNo::number() const { return parse_number(text_, "")->number; }

}  // namespace otkel::core
