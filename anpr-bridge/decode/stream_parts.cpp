// A buffer that never holds more than one part. A text part ends at its delimiter even if its
// length promises more: some firmware counts characters instead of bytes. A picture is believed its
// length, because it may contain anything.
#include "anpr-bridge/decode/stream_parts.hpp"

#include <algorithm>
#include <utility>

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::size_t kMostHeader = 16 * 1024;

/// So many pictures belong to an event whose number of them is not known, at most.
constexpr std::size_t kMostPictures = 16;

/// How many pictures follow: as many as Hikvision's picNum says; unknown, which is the most, for a
/// picture list without it and for Dahua's snapshots, whose whole frame may come behind a crop.
std::size_t pictures_announced(std::string_view text) {
  if (text.starts_with("Events[")) return kMostPictures;
  const auto content = content_of(text);
  if (content != Content::xml && content != Content::json) return 0;
  if (const auto at = text.find("picNum"); at != text.npos) {
    auto digits = text.substr(at + 6);
    digits.remove_prefix(std::min(digits.find_first_not_of("\">: "), digits.size()));
    digits = digits.substr(0, digits.find_first_not_of("0123456789"));
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(whole(digits).value_or(0), 0, kMostPictures));
  }
  const bool dahua = content == Content::json && text.contains("TrafficCar");
  return dahua || text.contains("pictureInfoList") ? kMostPictures : 0;
}

StreamMessage message_of(std::vector<StreamPart> parts) {
  if (parts.size() == 1) return {std::move(parts[0].type), std::move(parts[0].bytes)};
  constexpr std::string_view kBoundary = "otkel-stream-part";
  StreamMessage message{"multipart/mixed; boundary=" + std::string(kBoundary), {}};
  const std::string mark = "--" + std::string(kBoundary);
  for (const auto& part : parts)
    message.body += mark + "\r\nContent-Type: " + clean(part.type) +
                    "\r\nContent-Length: " + std::to_string(part.bytes.size()) + "\r\n\r\n" +
                    part.bytes + "\r\n";
  message.body += mark + "--\r\n";
  return message;
}

/// Whether a delimiter may begin in the last line of the first `length` bytes and its end has not
/// arrived.
bool may_become(std::string_view delimiter, std::string_view bytes, std::size_t length) {
  if (length == 0 || length > bytes.size()) return false;
  const auto line = bytes.rfind('\n', length - 1);
  const auto rest = bytes.substr(line == bytes.npos ? 0 : line + 1);
  const bool begun = line == bytes.npos || line + 1 < length;
  if (!begun) return false;
  if (rest.size() < delimiter.size()) return delimiter.starts_with(rest);
  return rest.starts_with(delimiter) && rest.find('\n') == rest.npos;
}

}  // namespace

StreamSplitter::StreamSplitter(std::string_view content_type, std::size_t most_bytes)
    : most_bytes_(most_bytes) {
  const std::string boundary = boundary_of(content_type);
  if (boundary.empty()) return;
  delimiter_ = "--" + boundary;
  if (boundary.starts_with("--")) bare_ = boundary;
}

/// Drops what stands before the next part's content. False: more bytes are needed.
bool StreamSplitter::reach_content() {
  for (;;) {
    if (delimiter_.empty()) {
      buffer_.erase(0, std::min(buffer_.find_first_not_of("\r\n"), buffer_.size()));
      const std::string boundary = boundary_of_body(buffer_);
      if (boundary.empty()) return false;
      delimiter_ = "--" + boundary;
    }
    std::size_t at = find_delimiter(buffer_, delimiter_, 0);
    if (at == buffer_.npos && !bare_.empty()) {
      at = find_delimiter(buffer_, bare_, 0);
      if (at != buffer_.npos) delimiter_ = bare_;
    }
    if (at == buffer_.npos) {
      // The last line may still become a delimiter.
      if (const auto line = buffer_.rfind('\n'); line != buffer_.npos) buffer_.erase(0, line);
      return false;
    }
    const std::size_t line_end = buffer_.find('\n', at + delimiter_.size());
    if (line_end == buffer_.npos) return false;
    if (std::string_view(buffer_).substr(at + delimiter_.size()).starts_with("--")) {
      buffer_.erase(0, line_end + 1);  // the last part of a document; some firmware begins another
      continue;
    }
    header_ = read_part_header(buffer_, line_end + 1);
    if (!header_) return false;
    buffer_.erase(0, header_->end);
    searched_ = 0;
    return true;
  }
}

std::optional<StreamPart> StreamSplitter::cut(std::size_t content, std::size_t rest) {
  StreamPart part{header_->type, buffer_.substr(0, content)};
  buffer_.erase(0, rest);
  header_.reset();
  return part;
}

std::optional<StreamPart> StreamSplitter::next() {
  if (!header_ && !reach_content()) return std::nullopt;
  const std::string_view buffer = buffer_;
  const bool counted = header_->length && *header_->length >= 0;
  const std::size_t length = counted ? static_cast<std::size_t>(*header_->length) : 0;
  const bool whole_there = counted && length <= buffer.size();
  if (whole_there && is_jpeg(buffer)) return cut(length, length);
  const std::size_t next = find_delimiter(buffer, delimiter_, searched_);
  const bool surely = next != buffer.npos && buffer.find('\n', next) != buffer.npos;
  // Where the promised end lies inside a delimiter, or in what may still become one, its line
  // decides and not how far the bytes have come.
  const bool inside = next < length || may_become(delimiter_, buffer, length);
  if (whole_there && !inside) return cut(length, length);
  if (surely && (!counted || next < length || whole_there) && !(counted && is_jpeg(buffer)))
    return cut(before_line_end(buffer.substr(0, next)).size(), next);
  const std::size_t tail = delimiter_.size() + 4;
  if (next == buffer.npos) searched_ = buffer.size() > tail ? buffer.size() - tail : 0;
  return std::nullopt;
}

core::Result<std::vector<StreamPart>> StreamSplitter::feed(std::string_view bytes) {
  if (fault_) return std::unexpected(*fault_);
  std::vector<StreamPart> parts;
  buffer_.append(bytes);
  while (auto part = next()) parts.push_back(std::move(*part));
  const std::size_t most = header_ ? most_bytes_ : std::min(most_bytes_, kMostHeader);
  if (buffer_.size() > most ||
      (header_ && header_->length.value_or(0) > static_cast<std::int64_t>(most_bytes_)))
    fault_ = core::Error{core::Code::payload_malformed,
                         std::string("stream: ") + (header_ ? "a part" : "a part's header") +
                             " of more than " + std::to_string(most) +
                             " bytes; the connection must be opened again"};
  if (fault_ && parts.empty()) return std::unexpected(*fault_);
  return parts;
}

StreamMessages::StreamMessages(std::string_view content_type, std::size_t most_bytes)
    : splitter_(content_type, most_bytes), most_bytes_(most_bytes) {}

core::Result<std::vector<StreamMessage>> StreamMessages::feed(std::string_view bytes) {
  const bool known = fault().has_value();
  auto parts = splitter_.feed(bytes);
  std::vector<StreamMessage> out;
  const auto finish = [&] {
    if (auto message = flush()) out.push_back(std::move(*message));
  };
  if (!parts) {
    if (known || parts_.empty()) return std::unexpected(parts.error());
    finish();
    return out;
  }
  for (auto& part : *parts) {
    const bool picture = is_jpeg(part.bytes);
    if (!picture || bytes_ + part.bytes.size() > most_bytes_) finish();
    if (picture && parts_.empty()) continue;  // of an event that is gone already
    if (!picture) awaited_ = pictures_announced(part.bytes);
    bytes_ += part.bytes.size();
    parts_.push_back(std::move(part));
    if (parts_.size() > awaited_) finish();
  }
  if (fault()) finish();
  return out;
}

std::optional<StreamMessage> StreamMessages::flush() {
  if (parts_.empty()) return std::nullopt;
  bytes_ = awaited_ = 0;
  return message_of(std::exchange(parts_, {}));
}

}  // namespace otkel::anpr
