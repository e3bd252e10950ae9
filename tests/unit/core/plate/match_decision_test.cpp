// A decision that nobody has taken yet.
#include "core/plate/match_decision.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/born.hpp"

namespace otkel::core {
namespace {

TEST(MatchDecision, MayNotActUntilARuleSaysSo) {  // ADR 0009
  EXPECT_EQ(set_at_birth<MatchDecision>(), Told{});
  EXPECT_EQ(MatchDecision{}.kind, MatchKind::no_read);
  EXPECT_FALSE(MatchDecision{}.rule);
}

TEST(MatchCandidate, CostsNothingUntilItWasCompared) {
  EXPECT_EQ(set_at_birth<MatchCandidate>(), Told{});
}

}  // namespace
}  // namespace otkel::core
