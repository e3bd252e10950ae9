// Genetec: dates day first.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Genetec, TakesItsDatesDayFirst) {
  EXPECT_EQ(read_from(R"({"Plate":"A1","DateUtc":"03/12/2025","TimeUtc":"05:20:30"})", "genetec")
                .camera_time,
            test::at("2025-12-03T05:20:30Z"));
  EXPECT_FALSE(read_from(R"({"Plate":"A1","DateUtc":"2025-12-03"})", "genetec").camera_time);
}

}  // namespace
}  // namespace otkel::anpr
