#pragma once
// Time as a value. Storage and wire: UTC milliseconds. Days and hours of the law: the checkpoint's
// fixed zone (Kazakhstan is UTC+5 country-wide since 2024-03-01; China is UTC+8).
#include <chrono>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using LocalDate = std::chrono::year_month_day;
using std::chrono::minutes;

inline constexpr minutes kKazakhstanOffset{5 * 60};
inline constexpr minutes kBeijingOffset{8 * 60};

LocalDate local_date(Instant at, minutes utc_offset);
Instant at_local(LocalDate date, minutes since_midnight, minutes utc_offset);
minutes since_local_midnight(Instant at, minutes utc_offset);

/// "2025-05-20T03:04:05.678Z"; the form of JSON and the log.
std::string to_iso(Instant at);
/// Takes a zone ("Z" or "+05:00"); without one it is an error, never a guess. Errors:
/// time_malformed.
Result<Instant> parse_iso(std::string_view text);
/// "2025-05-20". Errors: time_malformed.
std::string to_iso(LocalDate date);
Result<LocalDate> parse_date(std::string_view text);

/// The port to the machine's clocks. `now` is the wall clock (business rules), `boot` never jumps
/// (retries and time-outs). Any thread may call both.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  virtual std::chrono::milliseconds boot() const = 0;
};

}  // namespace otkel::core
