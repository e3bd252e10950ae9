// Three counts.
#include "firmware-daemon/store/stock_demand.hpp"

namespace otkel::store {

core::StockDemand read_demand(sql::Session& session, core::Instant now) {
  core::StockDemand demand;
  {
    auto stock = session.prepare(
        "SELECT count(*) FROM blanks WHERE state = 'in_stock' "
        "AND number NOT IN (SELECT number FROM unaccounted)");
    stock.step();
    demand.in_stock = stock.integer(0);
  }
  {
    // One fact for each call that gave numbers: nearly always one number, seldom one more that was
    // set aside for a truck that stands before it. Counting facts is cheap enough for every push.
    auto given = session.prepare(
        "SELECT count(*) FROM edge_log WHERE type = 'number_allocated' AND at_utc_ms > ?");
    given.bind(now - demand.over);
    given.step();
    demand.given = given.integer(0);
  }
  auto ahead = session.prepare(
      "SELECT slot_start_utc_ms FROM bookings "
      "WHERE state IN ('booked', 'checked_in', 'called', 'on_territory') AND NOT EXISTS "
      "(SELECT 1 FROM applications JOIN blanks USING (application_no) "
      "WHERE applications.plate = bookings.plate "
      "AND blanks.state IN ('allocated', 'printed', 'issued')) ORDER BY slot_start_utc_ms");
  while (ahead.step()) demand.ahead.push_back(ahead.instant(0));
  return demand;
}

}  // namespace otkel::store
