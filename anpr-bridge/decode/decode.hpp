#pragma once
// Bytes of one HTTP body -> what the camera sent. Pure: no clock, no files. A maker is one file
// with one row in the table of decode.cpp; the maker is recognised by the content, never from the
// address.
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

/// The messages of one body, at least one: lists and batches hold several vehicles. Multipart, bare
/// XML, JSON or text of a stream; a false Content-Encoding does not matter because only the bytes
/// are looked at. Errors: payload_malformed, saying what was expected and where.
core::Result<std::vector<Decoded>> decode(std::string_view content_type, std::string_view body,
                                          const Hints& hints = {});

}  // namespace otkel::anpr
