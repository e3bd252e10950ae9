// What was queued must be printed as it was meant: unknown fields are refused.
#include "base/codec/document.hpp"

#include "base/codec/variant.hpp"

namespace otkel::codec {

std::string document_body(const core::Document& document) { return encode_variant(document); }

core::Result<core::Document> decode_document(std::string_view type, std::string_view body) {
  const auto value = parse(body);
  if (!value) return std::unexpected(value.error());
  return read_variant<core::Document>(type, *value, Unknown::refused);
}

}  // namespace otkel::codec
