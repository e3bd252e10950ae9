// A decision that nobody has taken yet.
#include "core/plate/match_decision.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

TEST(MatchDecision, MayNotActByDefault) {  // ADR 0009
  EXPECT_EQ(set_by_default<MatchDecision>(), SetFields{});
  EXPECT_EQ(MatchDecision{}.kind, MatchKind::no_read);
  EXPECT_FALSE(MatchDecision{}.rule);
}

TEST(MatchCandidate, CostsNothingUntilItWasCompared) {
  EXPECT_EQ(set_by_default<MatchCandidate>(), SetFields{});
}

}  // namespace
}  // namespace otkel::core
