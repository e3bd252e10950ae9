#pragma once
// the System gives blank numbers in the order of the applications; nobody chooses one.
#include <vector>

#include "core/fact/blank.hpp"
#include "core/value/application_no.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

/// One that is present, paid and eligible and has no number. The numbers of applications count for
/// each checkpoint by itself, and a truck may come with one of another checkpoint: the order is
/// that of the instants of registration, and of one instant that of the numbers.
struct Waiting {
  Instant registered{};
  ApplicationNo application;
  auto operator<=>(const Waiting&) const = default;
};

/// Gives numbers to everyone registered before `wanted` who waits with everything fulfilled, and
/// then to `wanted`: the earlier ones' numbers are set aside first. `waiting` in any order and
/// without doubles, must hold `wanted`; `stock` ascending, the lowest numbers in stock, at least as
/// many as are waiting where the stock has that many. Errors: no_blanks (nothing is given unless
/// all are), application_not_found if `wanted` does not wait.
Result<std::vector<AllocationStep>> allocate(const ApplicationNo& wanted,
                                             std::vector<Waiting> waiting,
                                             const std::vector<BlankNumber>& stock);

}  // namespace otkel::core
