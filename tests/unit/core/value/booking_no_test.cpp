// Booking numbers.
#include "core/value/booking_no.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(BookingNo, NamesItsSeller) {
  EXPECT_EQ(BookingNo::parse("do25-h7")->seller(), Seller::hub);
  EXPECT_EQ(BookingNo::make(NumberPrefix{"DO"}, 2025, Seller::edge, 7).str(), "DO25-E000007");
  EXPECT_FALSE(BookingNo::parse("DO25-000007"));
}

}  // namespace
}  // namespace otkel::core
