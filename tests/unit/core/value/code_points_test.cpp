// Both ends of a range belong to it, and what lies between two does not.
#include "core/value/code_points.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(CodePoints, ContainBothEndsOfEachRangeAndNothingBetween) {
  constexpr auto kSet = std::to_array<CodePoints>({{U'b', U'd'}, {U'x', U'x'}});
  for (const char32_t point : {U'b', U'c', U'd', U'x'}) EXPECT_TRUE(in(kSet, point));
  for (const char32_t point : {U'a', U'e', U'w', U'y', U'\0'}) EXPECT_FALSE(in(kSet, point));
}

}  // namespace
}  // namespace otkel::core
