#pragma once
// What facts say of a numbered blank: its state, and to whom it was given.
#include <array>
#include <string>
#include <string_view>

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

/// Why a number ended without being used: a closed list, each number under one. Only
/// `violation` counts as annulled before the law; what the office lost, spoiled or set aside is in
/// none of its five groups.
enum class EndCause {
  violation,
  returned_by_carrier,
  lost_by_carrier,
  spoiled,
  set_aside,  ///< its truck never came through (ADR 0017)
  lost_by_office,
  revoked_by_centre,
};
template <>
struct EnumWords<EndCause> {
  static constexpr std::array<std::string_view, 7> words{
      "violation", "returned_by_carrier", "lost_by_carrier",  "spoiled",
      "set_aside", "lost_by_office",      "revoked_by_centre"};
};

/// The carrier is not at fault and the paid right lives on: another number takes the place of this
/// one.
constexpr bool leaves_the_right(EndCause cause) {
  return cause == EndCause::spoiled || cause == EndCause::lost_by_office ||
         cause == EndCause::revoked_by_centre;
}

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
