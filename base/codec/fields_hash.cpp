// Half of a hash is enough: 128 bits against a second text that is to have the same.
#include "base/codec/fields_hash.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "core/fact/signed_sheet.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::codec {
namespace {

FieldsHash half_of(std::string_view input) {
  const auto hash = blake2b(bytes_of(input));
  FieldsHash half{};
  std::ranges::copy_n(hash.begin(), half.size(), half.begin());
  return half;
}

}  // namespace

FieldsHash fields_hash(const core::SupplementText& text, std::string_view blank_number) {
  return half_of(core::supplement_hash_input(text, blank_number));
}

FieldsHash sheet_hash(std::string_view document, const std::vector<std::string>& values) {
  return half_of(core::sheet_hash_input(document, values));
}

}  // namespace otkel::codec
