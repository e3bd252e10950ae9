#pragma once
// The bodies that cameras call multipart, cut into parts. Written against what devices really send:
// bare line feeds, missing spaces, boundaries made of dashes, empty parts, wrong part types.
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace otkel::anpr {

enum class Content { empty, xml, json, jpeg, unknown };

/// Decided by the first bytes, never by the part's name or type: those are wrong too often.
Content content_of(std::string_view bytes);

struct Part {
  std::string name;        ///< of the form field or its file; empty where neither is given
  std::string_view bytes;  ///< points into the body
  std::size_t offset = 0;  ///< of the first byte within the body
  bool closed = true;      ///< false: the body ended before the part's boundary
};

/// Empty where the type is not multipart or names no boundary.
std::string boundary_of(std::string_view content_type);

/// At most 32 parts. A last part without its closing boundary is given, marked as not closed; a
/// part whose header is cut off is left out. Errors: payload_malformed where no part can be found.
core::Result<std::vector<Part>> parse_multipart(std::string_view boundary, std::string_view body);

}  // namespace otkel::anpr
