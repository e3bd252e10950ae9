// All forms lead to core's ISO reader, which knows months and leap years.
#include "anpr-bridge/decode/camera_time.hpp"

#include <cmath>
#include <string>

#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

std::optional<core::Instant> local(const std::string& iso, Zone zone) {
  if (!zone) return std::nullopt;
  const auto utc = core::parse_iso(iso + "Z");
  if (!utc) return std::nullopt;
  return *utc - *zone;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<core::Instant> iso_time(std::string_view text, Zone zone) {
  text = trim(text);
  if (const auto zoned = core::parse_iso(text)) return *zoned;
  return local(std::string(text), zone);
}

std::optional<core::Instant> compact_time(std::string_view text, Zone zone) {
  std::string digits;
  for (const char c : trim(text).substr(0, 40)) {
    if (digit(c))
      digits += c;
    else if (c != 'T' && c != '-' && c != ':' && c != ' ' && c != '.')
      return std::nullopt;
  }
  if (digits.size() != 14 && digits.size() < 17) return std::nullopt;
  std::string iso = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) +
                    "T" + digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" +
                    digits.substr(12, 2);
  if (digits.size() > 14) iso += "." + digits.substr(14, 3);
  return local(iso, zone);
}

std::optional<core::Instant> day_first_time(std::string_view text, Zone zone) {
  text = trim(text);
  if (text.size() < 16 || digit(text[2]) || digit(text[5])) return std::nullopt;
  return local(std::string(text.substr(6, 4)) + "-" + std::string(text.substr(3, 2)) + "-" +
                   std::string(text.substr(0, 2)) + std::string(text.substr(10)),
               zone);
}

std::optional<core::Instant> epoch_time(std::optional<double> count, double per_second) {
  if (!count) return std::nullopt;
  const double ms = *count / per_second * 1000;
  constexpr double kFirst = 946'684'800'000, kLast = 4'102'444'800'000;  // 2000, 2100
  if (!(ms >= kFirst && ms < kLast)) return std::nullopt;
  return core::Instant{std::chrono::milliseconds{std::llround(ms)}};
}

std::optional<core::Instant> epoch_time(std::optional<double> count) {
  for (const double per_second : {1.0, 1e3, 1e6, 1e9})
    if (const auto time = epoch_time(count, per_second)) return time;
  return std::nullopt;
}

}  // namespace otkel::anpr
