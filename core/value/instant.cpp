// Calendar arithmetic on <chrono> and the ISO 8601 forms of the wire.
#include "core/value/instant.hpp"

#include <charconv>
#include <cstdio>

namespace otkel::core {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::sys_days;

/// Reads exactly `width` digits at `at`; -1 where they are not all digits.
int digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::unexpected<Error> bad_time(std::string_view text) {
  return fail(Code::time_malformed,
              "'" + std::string(text) + "' is not a time like 2025-05-20T08:00:00+05:00");
}

/// "Z", "+05:00" or "-03:30" as minutes east of UTC.
Result<minutes> parse_zone(std::string_view zone) {
  if (zone == "Z" || zone == "z") return minutes{0};
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
    return bad_time(zone);
  const int h = digits(zone, 1, 2), m = digits(zone, 4, 2);
  if (h < 0 || h > 14 || m < 0 || m > 59) return bad_time(zone);
  const minutes offset{h * 60 + m};
  return zone[0] == '-' ? -offset : offset;
}

}  // namespace

LocalDate local_date(Instant at, minutes utc_offset) {
  return LocalDate{floor<days>(at + utc_offset)};
}

Instant at_local(LocalDate date, minutes since_midnight, minutes utc_offset) {
  return Instant{sys_days{date}} + since_midnight - utc_offset;
}

minutes since_local_midnight(Instant at, minutes utc_offset) {
  const auto local = at + utc_offset;
  return floor<minutes>(local - floor<days>(local));
}

std::string to_iso(LocalDate date) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer;
}

std::string to_iso(Instant at) {
  const auto day = floor<days>(at);
  const std::chrono::hh_mm_ss clock{at - day};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%03dZ",
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return to_iso(LocalDate{day}) + buffer;
}

Result<LocalDate> parse_date(std::string_view text) {
  const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || y < 0 || m < 0 || d < 0)
    return fail(Code::time_malformed, "'" + std::string(text) + "' is not a date like 2025-05-20");
  const LocalDate date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                       std::chrono::day{static_cast<unsigned>(d)}};
  if (!date.ok())
    return fail(Code::time_malformed, "'" + std::string(text) + "' is no day of the calendar");
  return date;
}

Result<Instant> parse_iso(std::string_view text) {
  if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ')) return bad_time(text);
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::unexpected(date.error());
  const int h = digits(text, 11, 2), m = digits(text, 14, 2);
  if (text[13] != ':' || h < 0 || h > 23 || m < 0 || m > 59) return bad_time(text);
  std::size_t at = 16;
  int s = 0;
  if (at < text.size() && text[at] == ':') {
    s = digits(text, at + 1, 2);
    if (s < 0 || s > 59) return bad_time(text);
    at += 3;
  }
  int ms = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    int scale = 100;
    const std::size_t start = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      ms += (text[at] - '0') * scale;
    if (at == start) return bad_time(text);
  }
  const auto zone = parse_zone(text.substr(at));
  if (!zone) return bad_time(text);
  return Instant{sys_days{*date}} + std::chrono::hours{h} + minutes{m} + std::chrono::seconds{s} +
         milliseconds{ms} - *zone;
}

}  // namespace otkel::core
