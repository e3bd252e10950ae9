#pragma once
// The books of the blanks as an officer is shown them (I7, I8).
#include "core/permit/reconciliation.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct ReconciliationView {
  Instant now{};
  core::StockBooks books;  ///< with the first differences and their evidence
  std::int64_t differences_in_all = 0;
  static constexpr auto fields() {
    using V = ReconciliationView;
    return std::tuple{core::field("now", &V::now), core::field("books", &V::books),
                      core::field("differences_in_all", &V::differences_in_all)};
  }
};

/// Without the log's evidence: for the sums.
core::StockBooks books_of(Context& context);
ReconciliationView reconciliation_view(Context& context);

}  // namespace otkel::app
