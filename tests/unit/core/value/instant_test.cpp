// Instants in and out of text.
#include "core/value/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

TEST(Instant, IsReadWithItsZoneAndNeverGuessed) {
  EXPECT_EQ(at("2025-05-20T08:00:00+05:00"), at("2025-05-20T03:00:00Z"));
  for (const char* bad : {"2025-05-20T08:00:00", "2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z",
                          "2025-05-20T24:00:00Z", "yesterday", "", "2025-05-20T08:00:00+5"})
    EXPECT_FALSE(parse_iso(bad)) << bad;
}

RC_GTEST_PROP(Instant, PrintsAndReadsTheSame, ()) {
  const Instant when{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 4102444800000)}};
  RC_ASSERT(parse_iso(to_iso(when)).value() == when);
}

}  // namespace
}  // namespace otkel::core
