// Whole tenge.
#include "core/value/money.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Money, IsZeroByDefaultAndComparedByItsAmount) {
  EXPECT_EQ(Money{}.tenge, 0);
  EXPECT_LT(Money{3'691}, Money{3'692});
  EXPECT_EQ(Money{3'692}, Money{3'692});
}

}  // namespace
}  // namespace otkel::core
