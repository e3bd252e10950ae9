// Readers shared by the decoders; none of them allocates more than its input.
#include "anpr-bridge/decode/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/value/plate_number.hpp"
#include "core/value/text.hpp"
#include "core/value/utf8.hpp"

namespace otkel::anpr {
namespace {

char lower_char(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return lower_char(x) == lower_char(y);
         });
}

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  std::transform(out.begin(), out.end(), out.begin(), lower_char);
  return out;
}

std::string clean(std::string_view text, std::size_t most) {
  std::u32string kept;
  for (const char32_t c : core::utf8_decode(trim(text))) {
    if (kept.size() == most) break;
    if (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0)) kept += c;
  }
  return core::utf8_encode(kept);
}

std::string plate_text(std::string_view raw) {
  std::string cleaned = clean(raw, 24);
  return core::fold_plate_text(cleaned).empty() ? std::string{} : cleaned;
}

bool says_nothing(std::string_view word) {
  constexpr std::string_view kNothing[] = {"",     "-",    "--",  "unknown",   "unk",
                                           "none", "null", "n/a", "undefined", "unrecognized"};
  word = trim(word);
  return std::any_of(std::begin(kNothing), std::end(kNothing),
                     [&](std::string_view nothing) { return same_word(word, nothing); });
}

std::string known_word(std::string_view value) {
  for (const std::string_view vague : {"other", "generic"})
    if (same_word(trim(value), vague)) return {};
  return says_nothing(value) ? std::string{} : clean(value, 32);
}

std::optional<std::string> colour_word(std::string_view value) {
  auto word = known_word(value);
  return word.empty() ? std::nullopt : std::optional(std::move(word));
}

std::optional<double> decimal(std::string_view text) {
  text = trim(text);
  double value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<std::int64_t> whole(std::string_view text) {
  return core::number_in<std::int64_t>(trim(text));
}

std::optional<double> confidence(std::optional<double> value, double most) {
  if (!value || !(*value >= 0 && *value <= most)) return std::nullopt;
  return *value / most;
}

std::optional<double> percent(std::string_view text) { return confidence(decimal(text), 100); }

std::optional<std::int64_t> lane_number(std::optional<std::int64_t> value) {
  return value && *value >= 0 && *value < 1000 ? value : std::nullopt;
}

void add_reading(core::PlateRead& read, std::string_view raw, std::optional<double> score) {
  constexpr std::size_t kMost = 16;
  std::string text = plate_text(raw);
  if (text.empty() || text == read.plate || read.others.size() == kMost) return;
  for (const auto& known : read.others)
    if (known.text == text) return;
  read.others.push_back({std::move(text), score});
}

core::Motion motion_in(std::string_view word, std::string_view approaching,
                       std::string_view leaving) {
  if (same_word(word, approaching)) return core::Motion::approaching;
  if (same_word(word, leaving)) return core::Motion::leaving;
  return core::Motion::unknown;
}

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }

bool is_whole_jpeg(std::string_view bytes) {
  // Some firmware pads the picture with zeros or a line end after the end marker.
  while (!bytes.empty() && (bytes.back() == '\0' || space(bytes.back()))) bytes.remove_suffix(1);
  return is_jpeg(bytes) && bytes.ends_with("\xFF\xD9");
}

std::string base64_decode(std::string_view text) {
  if (text.starts_with("data:"))
    if (const auto comma = text.find(','); comma != text.npos) text.remove_prefix(comma + 1);
  std::string out;
  out.reserve(text.size() / 4 * 3);
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (space(c)) continue;
    if (c == '=') break;
    const int value = base64_value(c);
    if (value < 0) return {};
    bits = (bits << 6) | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFFu);
    }
  }
  return out;
}

std::string base64_jpeg(std::string_view text) {
  std::string bytes = base64_decode(text);
  return is_whole_jpeg(bytes) ? bytes : std::string{};
}

}  // namespace otkel::anpr
