#pragma once
// How long the blanks last: by the pace of the last day, and by the trucks that are booked. The
// earlier of the two counts.
#include <cstdint>
#include <optional>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

/// Officers are warned when the stock lasts for less: about the time in which a delivery comes.
inline constexpr std::chrono::hours kStockWarned{24};

struct StockDemand {
  std::int64_t in_stock = 0;
  std::int64_t given = 0;  ///< how often a number was given in the time `over` before now
  std::chrono::hours over{24};
  std::vector<Instant> ahead = {};  ///< of each truck that will need a number, when it is booked
};

struct StockForecast {
  std::int64_t trucks_ahead = 0;  ///< booked, and without a number
  std::optional<Instant> by_pace, by_bookings;
  std::optional<Instant> empty_at;    ///< nothing: nobody is known who would empty it
  std::optional<std::int64_t> hours;  ///< whole ones until then
  static constexpr auto fields() {
    using F = StockForecast;
    return std::tuple{field("trucks_ahead", &F::trucks_ahead), field("by_pace", &F::by_pace),
                      field("by_bookings", &F::by_bookings), field("empty_at", &F::empty_at),
                      field("hours", &F::hours)};
  }
};

StockForecast forecast(StockDemand demand, Instant now);

/// It lasts for less than kStockWarned.
bool runs_short(const StockForecast& forecast, Instant now);

}  // namespace otkel::core
