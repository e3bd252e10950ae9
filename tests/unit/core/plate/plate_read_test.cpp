// What a message and a visit say of which the maker told nothing.
#include "core/plate/plate_read.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/born.hpp"

namespace otkel::core {
namespace {

TEST(PlateRead, IsOfTheMomentAndHasNoConfidenceThatWasNotSent) {
  EXPECT_EQ(set_at_birth<PlateRead>(), Told{});
  EXPECT_FALSE(PlateRead{}.confidence);
}

TEST(Visit, IsToldForTheFirstTimeAndLive) {
  EXPECT_EQ(set_at_birth<Visit>(), (Told{".revision=1", ".live=true"}));
}

}  // namespace
}  // namespace otkel::core
