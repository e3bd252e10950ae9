// Read, compared by core, and the log asked about what differs.
#include "firmware-daemon/app/reconciliation.hpp"

#include "firmware-daemon/store/stock_records.hpp"

namespace otkel::app {

core::StockBooks books_of(Context& c) {
  return core::reconcile(store::read_stock(c.stores.db, c.stores.log));
}

ReconciliationView reconciliation_view(Context& c) {
  constexpr std::size_t kShown = 200;
  ReconciliationView v;
  v.now = c.now;
  v.books = books_of(c);
  v.differences_in_all = std::ssize(v.books.differences);
  if (v.books.differences.size() > kShown) v.books.differences.resize(kShown);
  store::add_evidence(v.books, c.stores.log, kShown);
  return v;
}

}  // namespace otkel::app
