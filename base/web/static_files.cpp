// Static files: small, read whole; the screens are some hundred kilobytes.
#include "base/web/static_files.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>

namespace otkel::web {
namespace fs = std::filesystem;
namespace {

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find_first_of("/\\") == std::string::npos &&
         std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

bool needs_no_escape(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

bool is_below(const fs::path& root, const fs::path& file) {
  const auto [end, _] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return end == root.end();
}

/// Both paths real. Empty if a name is unsafe or nothing is there.
std::optional<fs::path> real_path(const fs::path& root, const std::vector<std::string>& names) {
  std::error_code error;
  const fs::path real_root = fs::canonical(root, error);
  if (error) return std::nullopt;
  fs::path wanted = real_root;
  for (const auto& name : names) {
    if (!is_plain_name(name)) return std::nullopt;
    wanted /= name;
  }
  fs::path real = fs::canonical(wanted, error);
  if (error || !is_below(real_root, real)) return std::nullopt;
  return real;
}

std::optional<std::string> read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return std::nullopt;
  return out;
}

/// Of the content, not of the time stamp: packages clamp those, and two builds may share one.
std::string etag_of(std::string_view content) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "\"%016llx-%zx\"", static_cast<unsigned long long>(hash),
                content.size());
  return text.data();
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

bool names_etag(std::string_view if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.contains(etag);
}

struct Variant {
  fs::path file;
  std::string coding;  ///< empty: as it is
};

Variant best_variant(const fs::path& root, const fs::path& file, std::string_view accept) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kCodings{
      {{"br", ".br"}, {"gzip", ".gz"}}};
  std::error_code error;
  const fs::path real_root = fs::canonical(root, error);
  for (const auto& [coding, suffix] : kCodings) {
    if (!accepts(accept, coding)) continue;
    fs::path packed = file;
    packed += suffix;
    packed = fs::canonical(packed, error);
    if (!error && is_below(real_root, packed) && fs::is_regular_file(packed, error))
      return {packed, std::string(coding)};
  }
  return {file, {}};
}

}  // namespace

std::optional<fs::path> locate(const fs::path& root, const std::vector<std::string>& segments) {
  std::vector<std::string> names = segments;
  if (names.empty() || names.back().empty()) {
    if (!names.empty()) names.pop_back();
    names.emplace_back("index.html");
  }
  auto real = real_path(root, names);
  std::error_code error;
  if (!real || !fs::is_regular_file(*real, error)) return std::nullopt;
  return real;
}

std::string_view content_type_of(const fs::path& file) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
      {".pdf", "application/pdf"},
      {".yaml", "application/yaml"},
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/markdown; charset=utf-8"},
  }};
  const std::string extension = file.extension().string();
  const auto* found = std::ranges::find(kTypes, std::string_view(extension),
                                        &std::pair<std::string_view, std::string_view>::first);
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    accept_encoding = comma == std::string_view::npos ? "" : accept_encoding.substr(comma + 1);
    const auto semicolon = item.find(';');
    if (trimmed(item.substr(0, semicolon)) != coding) continue;
    if (semicolon == std::string_view::npos) return true;
    const std::string_view weight = trimmed(item.substr(semicolon + 1));
    return !weight.starts_with("q=0") || weight.find_first_of("123456789", 3) != std::string::npos;
  }
  return false;
}

std::optional<Response> serve_file(const fs::path& root, const std::vector<std::string>& segments,
                                   const Request& request) {
  const auto file = locate(root, segments);
  if (!file) {
    std::error_code error;
    const auto folder = real_path(root, segments);
    if (!folder || !fs::is_regular_file(*folder / "index.html", error)) return std::nullopt;
    if (segments.empty() || !needs_no_escape(segments.back())) return std::nullopt;
    // Links inside the page need the slash. A relative Location, so that no host is ever named.
    return Response{.status = 302,
                    .content_type = "text/plain; charset=utf-8",
                    .body = {},
                    .headers = {{"Location", "./" + segments.back() + "/"}}};
  }
  const Variant variant = best_variant(root, *file, request.header("accept-encoding"));
  auto content = read_all(variant.file);
  if (!content) return std::nullopt;
  const std::string etag = etag_of(*content);
  // The build puts a hash of the content into the names below assets/.
  const bool hashed = std::ranges::find(segments, "assets") != segments.end();
  Response out{
      .status = 200,
      .content_type = std::string(content_type_of(*file)),
      .body = {},
      .headers = {{"ETag", etag},
                  {"Vary", "Accept-Encoding"},
                  {"Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache"}}};
  if (names_etag(request.header("if-none-match"), etag)) {
    out.status = 304;
    return out;
  }
  if (!variant.coding.empty()) out.headers.emplace_back("Content-Encoding", variant.coding);
  out.body = std::move(*content);
  return out;
}

}  // namespace otkel::web
