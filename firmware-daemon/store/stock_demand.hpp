#pragma once
// Who will need a blank, and how fast they went lately: for the forecast of the stock.
#include "base/sql/session.hpp"
#include "core/permit/stock_forecast.hpp"

namespace otkel::store {

/// Throws sql::Failure.
core::StockDemand read_demand(sql::Session& session, core::Instant now);

}  // namespace otkel::store
