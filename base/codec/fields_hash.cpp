// Half of a hash is enough: 128 bits against a second text that is to have the same.
#include "base/codec/fields_hash.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::codec {

FieldsHash fields_hash(const core::SupplementText& text, std::string_view blank_number) {
  const auto hash = blake2b(bytes_of(core::supplement_hash_input(text, blank_number)));
  FieldsHash half{};
  std::ranges::copy_n(hash.begin(), half.size(), half.begin());
  return half;
}

}  // namespace otkel::codec
