#pragma once
// A printed sheet <-> JSON: the word of the sheet beside its fields, as the print journal keeps it.
#include <string>
#include <string_view>

#include "core/fact/document.hpp"
#include "core/value/result.hpp"

namespace otkel::codec {

/// The fields alone; their word is core::type_of(document).
std::string document_body(const core::Document& document);
/// Errors: payload_malformed (also an unknown word), field_missing, field_unknown.
core::Result<core::Document> decode_document(std::string_view type, std::string_view body);

}  // namespace otkel::codec
