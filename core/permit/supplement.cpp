// The bytes under the hash of the 13 fields.
#include "core/permit/supplement.hpp"

#include "core/value/paper_text.hpp"
#include "core/value/text.hpp"

namespace otkel::core {

std::string supplement_hash_input(const SupplementText& text, std::string_view blank_number) {
  std::string out = "otkel-supplement-1;";
  for_each_field(text, [&](std::string_view, const std::string& value) { put_part(out, value); });
  put_part(out, blank_number);
  return out;
}

Result<void> check_printable(const SupplementText& text) {
  Result<void> all;
  for_each_field(text, [&](std::string_view name, const std::string& value) {
    if (auto fits = check_paper_text(value); all && !fits)
      all = fail(fits.error().code, std::string(name) + ": " + fits.error().detail);
  });
  return all;
}

}  // namespace otkel::core
