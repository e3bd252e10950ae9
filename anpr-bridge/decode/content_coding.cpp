// zlib, with a limit on what comes out.
#include "anpr-bridge/decode/content_coding.hpp"

#include <zlib.h>

#include <memory>
#include <optional>
#include <utility>

#include "anpr-bridge/decode/multipart.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;

constexpr int kWindow = 15;     // the largest there is
constexpr int kAnyHeader = 32;  // zlib looks itself whether it is gzip or its own
constexpr std::size_t kStep = 64 << 10;

enum class End {
  whole,       ///< the stream ended, and its checksum is right where it has one
  broken,      ///< it is no such stream, or was cut off
  over_limit,  ///< more than the limit came out
};

struct Inflated {
  End end = End::broken;
  std::string bytes = {};
};

/// `window`: see inflateInit2.
Inflated inflated(std::string_view from, int window, std::size_t most) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) return {};
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(from.data()));
  stream.avail_in = static_cast<uInt>(from.size());
  std::string out;
  for (;;) {
    const std::size_t done = out.size();
    out.resize(done + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
    stream.avail_out = static_cast<uInt>(kStep);
    const int code = inflate(&stream, Z_NO_FLUSH);
    out.resize(done + kStep - stream.avail_out);
    if (out.size() > most) return {End::over_limit};
    if (code == Z_STREAM_END) break;
    if (code != Z_OK || (stream.avail_in == 0 && stream.avail_out != 0)) return {};
  }
  // Without a checksum only the length says that it was meant so.
  if (window < 0 && stream.avail_in != 0) return {};
  return {End::whole, std::move(out)};
}

bool begins_like_a_camera(std::string_view body) {
  return content_of(body) != Content::unknown || !boundary_of_body(body).empty();
}

}  // namespace

Result<std::string> decoded_content(std::string_view encoding, std::string body, std::size_t most) {
  const std::string name = lower(trim(encoding));
  if (name.empty() || name == "identity" || body.empty()) return body;
  const bool deflate = name == "deflate";
  if (deflate || name == "gzip" || name == "x-gzip") {
    // A plain body is no whole stream, whatever it begins with; so this is asked first.
    auto out = inflated(body, kWindow + kAnyHeader, most);
    if (out.end == End::broken && deflate) out = inflated(body, -kWindow, most);
    if (out.end == End::whole) return std::move(out.bytes);
    if (out.end == End::over_limit)
      return core::fail(Code::body_too_large,
                        "the body inflates to more than " + std::to_string(most) + " bytes");
  }
  if (begins_like_a_camera(body)) return body;
  return core::fail(Code::payload_malformed,
                    "a body with Content-Encoding '" + clean(encoding) +
                        "' that is neither gzip nor deflate; send it uncompressed");
}

}  // namespace otkel::anpr
