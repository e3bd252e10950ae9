// Recognised by the first bytes, like everything in this folder.
#include "anpr-bridge/decode/recording.hpp"

#include <algorithm>
#include <charconv>

#include "anpr-bridge/decode/json_at.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "base/codec/hash.hpp"

namespace otkel::anpr {
namespace {

enum class Kept { body, request, answer };

Kept kept_as(std::string_view file) {
  const auto line = file.substr(0, file.find('\n'));
  if (line.starts_with("HTTP/1.")) return Kept::answer;
  return line.find(" HTTP/1.") == line.npos ? Kept::body : Kept::request;
}

struct Headers {
  std::string type;
  bool chunked = false;
};

/// `file` is left with what stands behind the headers.
Headers take_headers(std::string_view& file) {
  Headers headers;
  while (!file.empty()) {
    const auto end = std::min(file.find('\n'), file.size());
    const auto line = trim(file.substr(0, end));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.empty()) break;
    const auto colon = line.find(':');
    if (colon == line.npos) continue;
    const auto key = trim(line.substr(0, colon)), value = trim(line.substr(colon + 1));
    if (same_word(key, "content-type")) headers.type = value;
    if (same_word(key, "transfer-encoding")) headers.chunked = same_word(value, "chunked");
  }
  return headers;
}

core::Result<std::string> without_chunks(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const auto line_end = body.find('\n');
    std::size_t size = 0;
    const auto line = trim(body.substr(0, line_end));
    const auto [end, ec] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (line_end == body.npos || ec != std::errc{} || end == line.data())
      return core::fail(core::Code::payload_malformed,
                        "a chunk begins with '" + clean(line) + "' instead of its size");
    if (size == 0) break;
    body.remove_prefix(line_end + 1);
    out += body.substr(0, size);
    body.remove_prefix(std::min(size, body.size()));
    while (body.starts_with('\r') || body.starts_with('\n')) body.remove_prefix(1);
  }
  return out;
}

/// A request is one push, an answer of several parts a stream. Where neither is known: more than
/// one text part means events one after the other, not the parts of one push.
bool is_stream(Kept kept, std::string_view type, std::string_view body) {
  if (kept != Kept::body) return kept == Kept::answer && !boundary_of(type).empty();
  if (!body.starts_with("--")) return false;
  const auto boundary = type.empty() ? boundary_of_body(body) : boundary_of(type);
  const auto parts = parse_multipart(boundary, body);
  if (!parts) return false;
  // The parts of a push are fields of a form and have names.
  return std::ranges::count_if(*parts, [](const Part& part) {
           const auto content = content_of(part.bytes);
           return part.name.empty() && content != Content::jpeg && content != Content::empty;
         }) > 1;
}

core::Result<Recording> from_stream(std::string_view type, std::string_view body) {
  StreamMessages stream(type);
  Recording messages;
  // In pieces, as it came: the limits are those of one part, not of the recording.
  constexpr std::size_t kPiece = 64u << 10;
  const auto feed = [&](std::string_view piece) {
    auto more = stream.feed(piece);
    if (more) std::ranges::move(*more, std::back_inserter(messages));
  };
  for (std::size_t at = 0; at < body.size() && !stream.fault(); at += kPiece)
    feed(body.substr(at, kPiece));
  // A recording ends where somebody stopped it, often right before the delimiter of the last part.
  const std::string boundary = type.empty() ? boundary_of_body(body) : boundary_of(type);
  for (const auto& end :
       {std::string("\r\n--") + boundary + "\r\n", std::string("\r\n") + boundary})
    if (!stream.fault()) feed(end);
  if (auto last = stream.flush()) messages.push_back(std::move(*last));
  if (messages.empty() && stream.fault()) return std::unexpected(*stream.fault());
  messages.fault = stream.fault();
  return messages;
}

/// One object a line, where the first line is whole by itself and not all of the text.
Recording by_lines(std::string_view body) {
  Recording lines;
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    const auto line = trim(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (!line.empty()) lines.push_back({"application/json", std::string(line)});
  }
  if (lines.size() < 2 || !parse_camera_json(lines.front().body)) lines.clear();
  return lines;
}

}  // namespace

core::Result<Recording> bodies_of_recording(std::string_view file) {
  Headers headers;
  std::string unchunked;
  const Kept kept = kept_as(file);
  if (kept != Kept::body) {
    headers = take_headers(file);
    if (trim(file).empty())
      return core::fail(core::Code::payload_malformed,
                        "a request without a body: nothing that a camera says");
    if (headers.chunked) {
      auto body = without_chunks(file);
      if (!body) return std::unexpected(body.error());
      unchunked = std::move(*body);
      file = unchunked;
    }
  }
  if (is_stream(kept, headers.type, file)) return from_stream(headers.type, file);
  if (auto lines = by_lines(file); content_of(file) == Content::json && !lines.empty())
    return lines;
  Recording one;
  one.push_back({headers.type, std::string(file)});
  return one;
}

std::string described(std::string_view file, const Decoded& message) {
  constexpr std::string_view kWords[] = {"read", "heartbeat", "other", "undecodable"};
  codec::json::object line{{"file", file}, {"maker", message.maker}};
  line["kind"] = kWords[static_cast<std::size_t>(message.kind)];
  line["what"] = message.what;
  if (message.read) line["read"] = codec::to_json(*message.read);
  if (!message.picture.empty())
    line["picture"] = codec::json::object{{"bytes", message.picture.size()},
                                          {"hash", codec::blake2b_hex(message.picture)}};
  return codec::json::serialize(line);
}

}  // namespace otkel::anpr
