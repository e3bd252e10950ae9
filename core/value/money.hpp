#pragma once
// Whole tenge; the law knows no tiyn here.
#include <compare>
#include <cstdint>

namespace otkel::core {

struct Money {
  std::int64_t tenge = 0;
  auto operator<=>(const Money&) const = default;
};

}  // namespace otkel::core
