// The bytes under the hash of the 13 fields.
#include "core/supplement.hpp"

namespace otkel::core {

std::string supplement_hash_input(const SupplementText& text, std::string_view blank_number) {
  std::string out = "otkel-supplement-1;";
  const auto put = [&](std::string_view value) {
    out += std::to_string(value.size());
    out += ':';
    out += value;
    out += ';';
  };
  for_each_field(text, [&](std::string_view, const std::string& value) { put(value); });
  put(blank_number);
  return out;
}

}  // namespace otkel::core
