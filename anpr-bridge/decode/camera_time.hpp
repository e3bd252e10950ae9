#pragma once
// The ways in which cameras write a time. Each gives nothing if the text is no such time, or
// where it carries no zone and the installer has configured none: a guess would look like a clock.
#include <optional>
#include <string_view>

#include "core/value/instant.hpp"

namespace otkel::anpr {

using Zone = std::optional<core::minutes>;

/// "2025-05-20T10:20:30+05:00"; without a zone ("2025-05-20 10:20:30.123") as of `zone`.
std::optional<core::Instant> iso_time(std::string_view text, Zone zone);
/// "20250520102030123", also with 'T', '-', ':' and blanks between: date, time, then at least
/// milliseconds or nothing. Without a zone.
std::optional<core::Instant> compact_time(std::string_view text, Zone zone);
/// Day first: "20/05/2025 10:20:30.5", also with dots or dashes between. Without a zone.
std::optional<core::Instant> day_first_time(std::string_view text, Zone zone);
/// Since 1970 in UTC: `per_second` is 1, 1000 or 1000000. Nothing outside the years 2000 to 2100.
std::optional<core::Instant> epoch_time(std::optional<double> count, double per_second);
/// The same where the unit differs by version: seconds, milli-, micro- or nanoseconds by size.
std::optional<core::Instant> epoch_time(std::optional<double> count);

}  // namespace otkel::anpr
