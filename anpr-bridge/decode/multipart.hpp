#pragma once
// The bodies that cameras call multipart, cut into parts. Written against what devices really send:
// bare line feeds, missing spaces, boundaries made of dashes, empty parts, wrong part types.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::anpr {

/// `event_text`: the `Code=...`, `Events[0]...` and `Heartbeat` of Dahua's streams.
enum class Content { empty, xml, json, jpeg, event_text, unknown };

/// Decided by the first bytes, never by the part's name or type: those are wrong too often.
Content content_of(std::string_view bytes);

struct Part {
  std::string name;        ///< of the form field or its file; empty if neither is given
  std::string_view bytes;  ///< points into the body
  std::size_t offset = 0;  ///< of the first byte within the body
  bool closed = true;      ///< false: the body ended before the part's boundary
  std::string type = {};   ///< Content-Type, as sent
};

/// The value of `key` in a header like `form-data;name="a"; filename=b`, without its quotes.
std::string header_parameter(std::string_view header, std::string_view key);

/// Empty if the type is not multipart or names no boundary.
std::string boundary_of(std::string_view content_type);

/// A multipart body whose type got lost on the way still starts with its boundary; else empty.
std::string boundary_of_body(std::string_view body);

struct PartHeader {
  std::string name;                    ///< of the form field or its file
  std::string type;                    ///< as sent
  std::optional<std::int64_t> length;  ///< as sent: may be a lie
  std::size_t end = 0;                 ///< first byte of the content
};
/// Reads lines from `at` up to the empty one. Nothing if the body ends before that.
std::optional<PartHeader> read_part_header(std::string_view body, std::size_t at);

/// Where `delimiter` (with its dashes) starts a line at or after `from`; npos: nowhere.
std::size_t find_delimiter(std::string_view body, std::string_view delimiter, std::size_t from);
/// Without the line end that belongs to the delimiter behind it.
std::string_view before_line_end(std::string_view content);

/// At most 32 parts. A last part without its closing boundary is given, marked as not closed; a
/// part whose header is cut off is left out. Errors: payload_malformed if no part can be found.
core::Result<std::vector<Part>> parse_multipart(std::string_view boundary, std::string_view body);

}  // namespace otkel::anpr
