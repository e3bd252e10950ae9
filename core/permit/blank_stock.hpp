#pragma once
// The life of one numbered blank and the ranges in which blanks arrive (R-31, R-32, I1, I8).
#include <cstdint>
#include <span>
#include <vector>

#include "core/fact/blank.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/names.hpp"
#include "core/value/transition.hpp"

namespace otkel::core {

enum class BlankEvent { allocate, print, issue, redeem, take_back, lose, annul, spoil };
template <>
struct EnumWords<BlankEvent> {
  static constexpr std::array<std::string_view, 8> words{"allocate", "print", "issue", "redeem",
                                                         "return",   "lose",  "annul", "spoil"};
};

std::span<const Transition<BlankState, BlankEvent>> blank_table();

/// Errors: blank_wrong_state, already_redeemed (I5, R-31).
Result<BlankState> advance(BlankState from, BlankEvent event);

/// No event leads out; the number is never used again.
bool is_terminal(BlankState state);

/// A delivery of consecutive numbers.
struct BlankRange {
  BlankNumber first;
  std::int64_t count;
};

/// Errors: blank_number_malformed (digits run out), value_malformed (count below 1 or over
/// 100,000).
Result<std::vector<BlankNumber>> numbers_of(const BlankRange& range);

}  // namespace otkel::core
