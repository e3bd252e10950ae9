// Two answers to one question.
#include "core/permit/stock_forecast.hpp"

#include <algorithm>

namespace otkel::core {

StockForecast forecast(StockDemand demand, Instant now) {
  StockForecast f;
  f.trucks_ahead = std::ssize(demand.ahead);
  if (demand.given > 0)
    f.by_pace = now + std::chrono::milliseconds(demand.over) * demand.in_stock / demand.given;
  // The first truck that finds no blank left; one whose hour has passed may come at any moment.
  std::ranges::sort(demand.ahead);
  if (f.trucks_ahead > demand.in_stock)
    f.by_bookings = std::max(now, demand.ahead[static_cast<std::size_t>(demand.in_stock)]);
  if (demand.in_stock == 0)
    f.empty_at = now;
  else if (f.by_pace && f.by_bookings)
    f.empty_at = std::min(*f.by_pace, *f.by_bookings);
  else
    f.empty_at = f.by_pace ? f.by_pace : f.by_bookings;
  if (f.empty_at)
    f.hours = std::chrono::duration_cast<std::chrono::hours>(*f.empty_at - now).count();
  return f;
}

bool runs_short(const StockForecast& forecast, Instant now) {
  return forecast.empty_at && *forecast.empty_at - now < kStockWarned;
}

}  // namespace otkel::core
