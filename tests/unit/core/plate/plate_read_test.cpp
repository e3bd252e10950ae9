// What a message and a visit say of which the maker told nothing.
#include "core/plate/plate_read.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

TEST(PlateRead, IsOfTheMomentAndHasNoConfidenceThatWasNotSent) {
  EXPECT_EQ(set_by_default<PlateRead>(), SetFields{});
  EXPECT_FALSE(PlateRead{}.confidence);
}

TEST(Visit, IsReportedForTheFirstTimeAndLiveByDefault) {
  EXPECT_EQ(set_by_default<Visit>(), (SetFields{".revision=1", ".live=true"}));
}

}  // namespace
}  // namespace otkel::core
