// Who cannot be called yet, and who mends it.
#include "core/queue/readiness.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(HeldBy, IsTheFeeThatIsNotPaidAndNothingElse) {
  using S = ApplicationState;
  for (const auto name : EnumWords<S>::words) {
    const auto state = from_word<S>(name).value();
    const auto held = held_by(state);
    if (state == S::pay_notice)
      EXPECT_EQ(held, HeldBy::fee);
    else
      EXPECT_FALSE(held) << name;
  }
}

TEST(HeldBy, IsNothingForATruckWithoutAnApplication) { EXPECT_FALSE(held_by(std::nullopt)); }

}  // namespace
}  // namespace otkel::core
