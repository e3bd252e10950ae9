#pragma once
// What facts say of a numbered blank: its state, and to whom it was given.
#include <string>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class BlankState {
  in_stock,
  allocated,
  printed,
  issued,
  redeemed,
  returned,
  lost,
  annulled,
  spoiled,
};
template <>
struct EnumWords<BlankState> {
  static constexpr std::array<std::string_view, 9> words{"in_stock", "allocated", "printed",
                                                         "issued",   "redeemed",  "returned",
                                                         "lost",     "annulled",  "spoiled"};
};

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

}  // namespace otkel::core
