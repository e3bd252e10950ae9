// Each number is counted once.
#include "core/permit/statistics.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/default_fields.hpp"
#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

TEST(BlankCounts, CountEachNumberOnceInItsState) {
  EXPECT_EQ(set_by_default<BlankCounts>(), SetFields{});
  for (const auto state : every<BlankState>()) {
    BlankCounts counts;
    count(counts, state);
    EXPECT_EQ(counts.received, 0) << "no state says what came in (I8)";
    std::int64_t sum = 0;
    for_each_field(counts, [&](std::string_view, std::int64_t n) { sum += n; });
    EXPECT_EQ(sum, 1) << word(state);
    count(counts, state, 40);
    sum = 0;
    for_each_field(counts, [&](std::string_view, std::int64_t n) { sum += n; });
    EXPECT_EQ(sum, 41) << word(state);
  }
  BlankCounts counts;
  count(counts, BlankState::issued, 3);
  EXPECT_EQ(counts.issued_now, 3);
}

}  // namespace
}  // namespace otkel::core
