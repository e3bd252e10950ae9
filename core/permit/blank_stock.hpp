#pragma once
// The life of one numbered blank and the ranges in which blanks arrive (R-31, R-32, I1, I8).
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/fact/event_edge.hpp"
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

/// The reason of a number that the centre revoked begins with these words.
inline constexpr std::string_view kRevokedReason = "revoked by the centre: ";

/// Under which state of its end a cause stands.
BlankState state_of(EndCause cause);

/// The cause of an end by officers, who lose, spoil, annul or take back a number in the state
/// `from`. Errors: internal for an event that is no end.
Result<EndCause> end_cause(BlankState from, BlankEvent event);

/// Of a fact from before the cause was a field of its own. `handed_over`: the driver had the blank.
EndCause older_cause(const BlankEnded& fact, bool handed_over);

/// A delivery of consecutive numbers.
struct BlankRange {
  BlankNumber first;
  std::int64_t count;
};

/// Errors: blank_number_malformed (digits run out), value_malformed (count below 1 or over
/// 100,000).
Result<std::vector<BlankNumber>> numbers_of(const BlankRange& range);

}  // namespace otkel::core
