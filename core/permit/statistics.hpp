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

/// The ends that are in none of the law's five groups and stand apart: the office's own and
/// the centre's.
struct EndCounts {
  std::int64_t set_aside = 0, lost_by_office = 0, revoked_by_centre = 0;
  static constexpr auto fields() {
    using C = EndCounts;
    return std::tuple{field("set_aside", &C::set_aside),
                      field("lost_by_office", &C::lost_by_office),
                      field("revoked_by_centre", &C::revoked_by_centre)};
  }
  bool operator==(const EndCounts&) const = default;
};

void count(EndCounts& counts, EndCause cause, std::int64_t how_many = 1);

/// Groups 3 and 4 of R-34. Where the cause of an end was not kept its state alone counts.
struct LawfulEnds {
  std::int64_t returned = 0, lost = 0, annulled = 0;
};
LawfulEnds lawful_ends(const BlankCounts& counts, const EndCounts& apart);

}  // namespace otkel::core
