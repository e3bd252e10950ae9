#pragma once
// The counts of numbers by their state.
#include <cstdint>
#include <vector>

#include "core/permit/blank_stock.hpp"
#include "core/value/fields.hpp"

namespace otkel::core {

struct BlankCounts {
  std::int64_t received = 0;  ///< by the receipts, which no state changes (I8)
  std::int64_t in_stock = 0, allocated = 0, printed = 0, issued_now = 0;
  std::int64_t redeemed = 0, returned = 0, lost = 0, annulled = 0, spoiled = 0;
  static constexpr auto fields() {
    using C = BlankCounts;
    return std::tuple{field("received", &C::received),     field("in_stock", &C::in_stock),
                      field("allocated", &C::allocated),   field("printed", &C::printed),
                      field("issued_now", &C::issued_now), field("redeemed", &C::redeemed),
                      field("returned", &C::returned),     field("lost", &C::lost),
                      field("annulled", &C::annulled),     field("spoiled", &C::spoiled)};
  }
  bool operator==(const BlankCounts&) const = default;
};

/// Adds to the count of that state.
void count(BlankCounts& counts, BlankState state, std::int64_t how_many = 1);

}  // namespace otkel::core
