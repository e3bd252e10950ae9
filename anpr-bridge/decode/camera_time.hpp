#pragma once
// One reader for every way in which cameras write a time. Nothing is guessed: a time without a zone
// where none is configured, a date whose day and month may be exchanged, and what is no time at all
// give nothing. Internal to this folder.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anpr-bridge/decode/decoded.hpp"
#include "anpr-bridge/decode/json_at.hpp"
#include "core/plate/camera_profile.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

using Zone = std::optional<core::minutes>;
using Order = std::optional<core::DateOrder>;

/// Year first ("2025-05-20T10:20:30.5+05:00"), day or month first ("20.05.2025 10:20"), digits
/// alone ("20250520102030", "20240614 160436372"), counts since 1970 in any unit, "/Date(...)/".
/// Separators, blanks, the length of fractions, AM and PM, and how an offset is written are the
/// camera's choice. `zone` is that of texts without one; `order` that of dates which end with the
/// year: without it only those are read that can be but one day. Years 1970 to 2099; what is finer
/// than a millisecond is left out.
std::optional<core::Instant> camera_time(std::string_view text, Zone zone, Order order = {});

/// Since 1970 in UTC, in seconds, milli-, micro- or nanoseconds: between 2000 and 2100 the size
/// says which.
std::optional<core::Instant> epoch_time(std::optional<double> count);
/// The same in the one unit that the maker's documents name.
std::optional<core::Instant> epoch_time(std::optional<double> count, double per_second);

/// A time as the message gives it.
struct SentTime {
  std::string text;                 ///< as sent; empty if nothing was
  std::optional<core::Instant> at;  ///< nothing if it cannot be read
};

SentTime sent_time(std::string_view text, const Hints& hints);
/// The first of the texts that can be read, else the first that says something.
SentTime sent_time(const std::vector<std::string>& texts, const Hints& hints);
SentTime sent_time(std::initializer_list<JsonAt> fields, const Hints& hints);

/// The reader under the names of the two forms that most makers' documents show.
inline std::optional<core::Instant> iso_time(std::string_view text, Zone zone) {
  return camera_time(text, zone);
}
inline std::optional<core::Instant> compact_time(std::string_view text, Zone zone) {
  return camera_time(text, zone);
}

}  // namespace otkel::anpr
