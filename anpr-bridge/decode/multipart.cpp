// Cuts by boundary at the start of a line; a Content-Length that leads exactly to a boundary wins,
// so that a picture which happens to contain the boundary's text is not cut.
#include "anpr-bridge/decode/multipart.hpp"

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostParts = 32;

/// What may stand behind a delimiter: the line end, or the dashes of the last one.
bool ends_delimiter(std::string_view rest) {
  return rest.empty() || rest.starts_with("--") || rest.front() == '\r' || rest.front() == '\n' ||
         rest.front() == ' ' || rest.front() == '\t';
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view key) {
  std::size_t at = 0;
  while (at < header.size()) {
    std::size_t end = at;
    bool quoted = false;
    for (; end < header.size() && (quoted || header[end] != ';'); ++end)
      if (header[end] == '"') quoted = !quoted;
    const std::string_view item = trim(header.substr(at, end - at));
    const auto equals = item.find('=');
    if (equals != item.npos && same_word(trim(item.substr(0, equals)), key)) {
      std::string_view value = trim(item.substr(equals + 1));
      if (value.starts_with('"')) value.remove_prefix(1);
      if (value.ends_with('"')) value.remove_suffix(1);
      return std::string(value);
    }
    at = end + 1;
  }
  return {};
}

std::size_t find_delimiter(std::string_view body, std::string_view delimiter, std::size_t from) {
  for (std::size_t at = body.find(delimiter, from); at != body.npos;
       at = body.find(delimiter, at + 1))
    if ((at == 0 || body[at - 1] == '\n') && ends_delimiter(body.substr(at + delimiter.size())))
      return at;
  return body.npos;
}

std::string_view before_line_end(std::string_view content) {
  if (content.ends_with('\n')) content.remove_suffix(1);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

std::optional<PartHeader> read_part_header(std::string_view body, std::size_t at) {
  PartHeader header;
  while (at < body.size()) {
    const std::size_t line_end = body.find('\n', at);
    if (line_end == body.npos) return std::nullopt;
    const std::string_view line = trim(body.substr(at, line_end - at));
    at = line_end + 1;
    if (line.empty()) {
      header.end = at;
      return header;
    }
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    const auto key = trim(line.substr(0, colon));
    const auto value = trim(line.substr(colon + 1));
    if (same_word(key, "content-length")) header.length = whole(value);
    if (same_word(key, "content-type")) header.type = clean(value);
    if (same_word(key, "content-disposition")) {
      header.name = header_parameter(value, "filename");
      if (header.name.empty()) header.name = header_parameter(value, "name");
      header.name = clean(header.name);
    }
  }
  return std::nullopt;
}

namespace {

/// Where the content that starts at `start` ends, and where the next delimiter stands.
struct Extent {
  std::size_t end;
  std::size_t next;  ///< npos: the body ended first
};

Extent extent_of(std::string_view body, std::string_view delimiter, const PartHeader& header) {
  const std::size_t start = header.end;
  if (header.length && *header.length >= 0 &&
      static_cast<std::size_t>(*header.length) <= body.size() - start) {
    const std::size_t end = start + static_cast<std::size_t>(*header.length);
    std::size_t next = end;
    if (next < body.size() && body[next] == '\r') ++next;
    if (next < body.size() && body[next] == '\n') ++next;
    if (body.substr(next).starts_with(delimiter)) return {end, next};
    if (next == body.size()) return {end, body.npos};
  }
  const std::size_t next = find_delimiter(body, delimiter, start);
  if (next == body.npos) return {body.size(), next};
  return {start + before_line_end(body.substr(start, next - start)).size(), next};
}

}  // namespace

Content content_of(std::string_view bytes) {
  if (is_jpeg(bytes)) return Content::jpeg;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = trim(bytes);
  if (bytes.empty()) return Content::empty;
  if (bytes.front() == '<') return Content::xml;
  if (bytes.front() == '{' || bytes.front() == '[') return Content::json;
  for (const std::string_view word : {"Code=", "Events[", "Heartbeat"})
    if (bytes.starts_with(word)) return Content::event_text;
  return Content::unknown;
}

std::string boundary_of(std::string_view content_type) {
  if (!lower(trim(content_type)).starts_with("multipart/")) return {};
  return header_parameter(content_type, "boundary");
}

std::string boundary_of_body(std::string_view body) {
  if (!body.starts_with("--")) return {};
  const auto end = body.find('\n');
  if (end == body.npos || end < 4 || end > 80) return {};
  return std::string(trim(body.substr(2, end - 2)));
}

core::Result<std::vector<Part>> parse_multipart(std::string_view boundary, std::string_view body) {
  if (boundary.empty())
    return core::fail(core::Code::payload_malformed, "multipart without a boundary in its type");
  // Some devices give the boundary with its two leading dashes already in the header.
  std::string delimiter = "--" + std::string(boundary);
  std::size_t at = find_delimiter(body, delimiter, 0);
  if (at == body.npos && boundary.starts_with("--")) {
    delimiter = boundary;
    at = find_delimiter(body, delimiter, 0);
  }
  if (at == body.npos)
    return core::fail(core::Code::payload_malformed, "multipart: the boundary '" + clean(boundary) +
                                                         "' never starts a line in " +
                                                         std::to_string(body.size()) + " bytes");
  std::vector<Part> parts;
  while (at != body.npos && parts.size() < kMostParts) {
    const std::size_t after = at + delimiter.size();
    if (body.substr(after).starts_with("--")) break;
    const std::size_t line_end = body.find('\n', after);
    if (line_end == body.npos) break;
    const auto header = read_part_header(body, line_end + 1);
    if (!header) break;
    const Extent extent = extent_of(body, delimiter, *header);
    parts.push_back({header->name, body.substr(header->end, extent.end - header->end), header->end,
                     extent.next != body.npos, header->type});
    at = extent.next;
  }
  if (parts.empty())
    return core::fail(
        core::Code::payload_malformed,
        "multipart: no complete part header before byte " + std::to_string(body.size()));
  return parts;
}

}  // namespace otkel::anpr
