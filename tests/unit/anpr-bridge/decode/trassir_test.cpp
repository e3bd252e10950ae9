// TRASSIR: its doubts beside its guess.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Trassir, KeepsUncertainCharactersAndTheBestGuess) {
  const auto read = read_from(R"({"plate":"12?ABC02","best_guess":"123ABC02",})", "trassir");
  EXPECT_EQ(read.plate, "12?ABC02");
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "123ABC02");
  EXPECT_FALSE(read.others[0].score);
}

}  // namespace
}  // namespace otkel::anpr
