#pragma once
// A delivery as officers count it, held against what the centre announced and against the act that
// came with it. What does not fit is refused in words that name the numbers.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/permit/blank_stock.hpp"

namespace otkel::core {

/// Consecutive numbers that lie together.
struct CountedPack {
  BlankNumber first, last;
};

struct CountedDelivery {
  std::string batch;
  BlankNumber first;
  std::int64_t count = 0;
  std::optional<std::string> act;   ///< number of the act of delivery
  std::optional<BlankNumber> last;  ///< as the act has it
  std::vector<CountedPack> packs;   ///< as they were counted; none: in one
};

/// What the centre told of the same batch.
struct AnnouncedDelivery {
  std::string first;
  std::int64_t count = 0;
};

/// Its numbers, in their order. Errors: those of numbers_of; value_malformed (the count is not that
/// of first to last, a pack runs backwards or lies outside, numbers lie in no pack, or no act and
/// no announcement says what had to come); batch_overlaps (numbers in two packs); version_conflict
/// (the centre announced others).
Result<std::vector<BlankNumber>> check_delivery(const CountedDelivery& counted,
                                                const std::optional<AnnouncedDelivery>& announced);

}  // namespace otkel::core
