#pragma once
// Which interval a truck without a booking gets, so that no promise that was made is broken.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/queue/capacity.hpp"

namespace otkel::core {

/// The slot that contains `at`, else the next to begin; nullptr if none follows. `slots` ascend.
const Slot* running_slot(std::span<const Slot> slots, Instant at);

/// One interval of the day. A promise is a booking, of either seller, that has not entered and not
/// ended; places that are leased and not known to be unsold are promised, too.
struct IntervalLoad {
  Instant start{};
  std::int64_t capacity = 0;
  std::int64_t promised = 0;
};

/// The index of the first interval, from `from` on, in which one more promise leaves room for all
/// later ones: with C(j) the capacity and P(j) the trucks entered today and promised up to j,
/// P(j) + 1 <= C(j) for it and every later j. Nothing if no interval has room.
std::optional<std::size_t> live_place(std::span<const IntervalLoad> day, std::int64_t entered_today,
                                      std::size_t from);

}  // namespace otkel::core
