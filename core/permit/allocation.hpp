#pragma once
// the System gives blank numbers in the order of the applications; nobody chooses one.
#include <vector>

#include "core/value/application_no.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/fields.hpp"

namespace otkel::core {

/// An application whose truck is on the territory, paid, eligible and still without a number.
/// Kept as text in the event, so anyone can run the decision again.
struct AllocationStep {
  std::string application_no;
  std::string blank;
  static constexpr auto fields() {
    return std::tuple{field("application_no", &AllocationStep::application_no),
                      field("blank", &AllocationStep::blank)};
  }
  bool operator==(const AllocationStep&) const = default;
};

/// Gives numbers to everyone registered before `wanted` who waits with everything fulfilled, and
/// then to `wanted`: the earlier ones' numbers are set aside first. `waiting` in any order and
/// without doubles, must hold `wanted`; `stock` ascending, the lowest numbers in stock, at least as
/// many as are waiting where the stock has that many. Errors: no_blanks (nothing is given unless
/// all are), application_not_found where `wanted` does not wait.
Result<std::vector<AllocationStep>> allocate(const ApplicationNo& wanted,
                                             std::vector<ApplicationNo> waiting,
                                             const std::vector<BlankNumber>& stock);

}  // namespace otkel::core
