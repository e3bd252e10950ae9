// Application numbers as they are typed and sorted.
#include "core/value/application_no.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

TEST(ApplicationNo, AcceptsSloppyTyping) {
  EXPECT_EQ(ApplicationNo::parse("nz25-123")->str(), "NZ25-000123");
  EXPECT_EQ(ApplicationNo::parse("NZ25-000123")->number(), 123);
  for (const char* bad : {"", "NZ25-", "NZ25-0", "X125-1", "NZ25-1234567", "NZ2-1", "NZ25-1a"})
    EXPECT_FALSE(ApplicationNo::parse(bad)) << bad;
}

RC_GTEST_PROP(ApplicationNo, SortsInTheOrderOfRegistration, ()) {
  const auto a = *rc::gen::inRange<std::int64_t>(1, 999'999);
  const auto b = *rc::gen::inRange<std::int64_t>(1, 999'999);
  const auto first = ApplicationNo::make(NumberPrefix{"BA"}, 2025, a);
  const auto second = ApplicationNo::make(NumberPrefix{"BA"}, 2025, b);
  RC_ASSERT((first < second) == (a < b));
  RC_ASSERT(ApplicationNo::parse(first.str()).value() == first);
}

}  // namespace
}  // namespace otkel::core
