// A revocation against what has happened to the blank.
#include "core/gate/revocation.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/told.hpp"

namespace otkel::core {
namespace {

TEST(Revocation, NeverTouchesWhatIsOutOfTheOffice) {  // I10
  EXPECT_EQ(told(revoke(BlankFacts{"C1", BlankState::redeemed}, "court")),
            Lines{"incident redeemed_vs_annulled"});
  EXPECT_EQ(told(revoke(BlankFacts{"C1", BlankState::issued}, "court")),
            Lines{"incident revoked_while_issued"});
}

TEST(Revocation, AnnulsANumberThatWasNotHandedOver) {
  for (const auto state : {BlankState::allocated, BlankState::printed}) {
    const auto d = revoke(BlankFacts{"C1", state}, "court");
    EXPECT_EQ(told(d), Lines{"blank annul"});
    EXPECT_EQ(only<MoveBlank>(d).reason, "revoked by the centre: court");
  }
}

TEST(Revocation, HasNothingToDoWhereNoNumberLives) {
  EXPECT_EQ(told(revoke(std::nullopt, "court")), Lines{});
  for (const auto state :
       {BlankState::returned, BlankState::lost, BlankState::annulled, BlankState::spoiled})
    EXPECT_EQ(told(revoke(BlankFacts{"C1", state}, "court")), Lines{}) << word(state);
}

TEST(Revocation, OpensOneIncidentWhicheverComesFirstAndSaysWhich) {  // I10
  const auto before = redeemed_wins("C1", Revoked::before_the_exit);
  const auto after = redeemed_wins("C1", Revoked::after_the_exit);
  EXPECT_EQ(before.kind, after.kind);
  EXPECT_EQ(before.subject, after.subject);
  EXPECT_TRUE(before.detail.starts_with("left with a permit that the centre had revoked"));
  EXPECT_TRUE(after.detail.starts_with("revoked by the centre after it was redeemed"));
}

}  // namespace
}  // namespace otkel::core
