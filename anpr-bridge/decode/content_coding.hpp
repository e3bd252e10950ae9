#pragma once
// Bodies that a camera, or a proxy before it, has compressed.
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::anpr {

/// The body behind a Content-Encoding. `gzip`, `x-gzip` and `deflate` (with the header of zlib or
/// without it) are inflated; `identity` and no encoding are the body itself. Cameras claim an
/// encoding for plain bodies too: what is not compressed and begins as a camera's bodies do is
/// taken as it is. Errors: body_too_large (more than `most` bytes inflated), payload_malformed
/// (another encoding, or bytes that are not what it says).
core::Result<std::string> decoded_content(std::string_view encoding, std::string body,
                                          std::size_t most);

}  // namespace otkel::anpr
