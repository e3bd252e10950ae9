// A machine's word or a person.
#include "core/fact/said_by.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(StatedBy, IsAWordOfTheMachineOrAnActor) {
  const ReadSaidBy camera = ReadJudge::exact, person = Actor::officer("aliya");
  EXPECT_TRUE(camera == ReadJudge::exact);
  EXPECT_EQ(camera, "exact");
  EXPECT_EQ(person, "officer:aliya");
  EXPECT_FALSE(person == ReadJudge::exact || person == ReadJudge::nobody);
  EXPECT_EQ(PrintSaidBy(PrintJudge::printer), "printer");
  EXPECT_EQ(PrintSaidBy::read("a newer one").str(), "a newer one");
}

}  // namespace
}  // namespace otkel::core
