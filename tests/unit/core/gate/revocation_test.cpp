// A revocation against what has happened to the blank.
#include "core/gate/revocation.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

TEST(Revocation, NeverChangesAnIssuedPermit) {  // I10
  EXPECT_EQ(reported(revoke(BlankFacts{"C1", BlankState::redeemed}, "court")),
            Lines{"incident redeemed_vs_annulled"});
  EXPECT_EQ(reported(revoke(BlankFacts{"C1", BlankState::issued}, "court")),
            Lines{"incident revoked_while_issued"});
}

TEST(Revocation, AnnulsANumberThatWasNotHandedOver) {
  for (const auto state : {BlankState::allocated, BlankState::printed}) {
    const auto d = revoke(BlankFacts{"C1", state}, "court");
    EXPECT_EQ(reported(d), Lines{"blank annul"});
    EXPECT_EQ(only<MoveBlank>(d).reason, "revoked by the centre: court");
    EXPECT_EQ(only<MoveBlank>(d).cause, EndCause::revoked_by_centre);
  }
}

TEST(Revocation, DoesNothingIfNoNumberIsActive) {
  EXPECT_EQ(reported(revoke(std::nullopt, "court")), Lines{});
  for (const auto state :
       {BlankState::returned, BlankState::lost, BlankState::annulled, BlankState::spoiled})
    EXPECT_EQ(reported(revoke(BlankFacts{"C1", state}, "court")), Lines{}) << word(state);
}

TEST(Revocation, OpensOneIncidentThatReportsWhichCameFirst) {  // I10
  const auto before = redeemed_wins("C1", Revoked::before_the_exit);
  const auto after = redeemed_wins("C1", Revoked::after_the_exit);
  EXPECT_EQ(before.kind, after.kind);
  EXPECT_EQ(before.subject, after.subject);
  EXPECT_TRUE(before.detail.starts_with("left with a permit that the centre had revoked"));
  EXPECT_TRUE(after.detail.starts_with("revoked by the centre after it was redeemed"));
}

}  // namespace
}  // namespace otkel::core
