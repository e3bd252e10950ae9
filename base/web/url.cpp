// Percent-decoding and the splitting of targets.
#include "base/web/url.hpp"

#include "core/value/text.hpp"

namespace otkel::web {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// In a query a plus is a blank (HTML forms); in a path it is itself.
std::optional<std::string> decode_form(std::string_view text) {
  std::string plain(text);
  for (char& c : plain)
    if (c == '+') c = ' ';
  return percent_decode(plain);
}

bool read_query(std::string_view text, std::map<std::string, std::string>& out) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto name = decode_form(pair.substr(0, equals));
    const auto value = decode_form(equals == std::string_view::npos ? std::string_view{}
                                                                    : pair.substr(equals + 1));
    if (!name || !value) return false;
    out.emplace(*name, *value);
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    out.push_back(c);
  }
  return out;
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> out;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

std::optional<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  target = target.substr(0, target.find('#'));
  const auto question = target.find('?');
  Target out;
  out.raw_path = target.substr(0, question);
  if (question != std::string_view::npos && !read_query(target.substr(question + 1), out.query))
    return std::nullopt;
  for (const auto segment : split_path(out.raw_path)) {
    auto decoded = percent_decode(segment);
    if (!decoded) return std::nullopt;
    out.path += '/' + *decoded;
    out.segments.push_back(std::move(*decoded));
  }
  return out;
}

HostAndTarget split_absolute(std::string_view target) {
  constexpr std::string_view kScheme = "http://";
  if (core::lower_ascii(target.substr(0, kScheme.size())) != kScheme) return {{}, target};
  const auto rest = target.substr(kScheme.size());
  const auto end = rest.find_first_of("/?#");
  if (end == std::string_view::npos) return {rest, "/"};
  return {rest.substr(0, end), rest.substr(end)};
}

Target without_empty_segments(Target target) {
  std::erase(target.segments, "");
  target.path.clear();
  for (const auto& segment : target.segments) target.path += '/' + segment;
  if (target.segments.empty()) {
    target.path = "/";
    target.segments.emplace_back();
  }
  return target;
}

}  // namespace otkel::web
