// Two fields of one message that say something else.
#include "anpr-bridge/decode/agree.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

using core::Motion;
using core::PlateRead;
using core::ReadDoubt;
using core::View;

TEST(Agree, TakesTheDirectionThatOneOrBothFieldsGive) {
  for (const auto& said : {std::vector{Motion::leaving},
                           {Motion::unknown, Motion::leaving},
                           {Motion::leaving, Motion::leaving}}) {
    PlateRead read;
    set_motion(read, said);
    EXPECT_EQ(read.motion, Motion::leaving);
    EXPECT_FALSE(read.doubt);
  }
  PlateRead read;
  set_motion(read, {Motion::unknown});
  EXPECT_EQ(read.motion, Motion::unknown);
  EXPECT_FALSE(read.doubt);
}

TEST(Agree, TakesNeitherOfTwoDirectionsAndDoubtsTheRead) {
  PlateRead read;
  set_motion(read, {Motion::leaving, Motion::unknown, Motion::approaching});
  EXPECT_EQ(read.motion, Motion::unknown);
  EXPECT_EQ(read.doubt, ReadDoubt::fields_contradict);
}

TEST(Agree, TakesNeitherOfTwoEndsOfTheVehicle) {
  PlateRead read;
  set_view(read, {View::front, std::nullopt, View::front});
  EXPECT_EQ(read.view, View::front);
  EXPECT_FALSE(read.doubt);
  set_view(read, {View::front, View::rear});
  EXPECT_FALSE(read.view);
  EXPECT_EQ(read.doubt, ReadDoubt::fields_contradict);
}

TEST(Agree, ComparesOnlyCountriesThatAreKnownByTheirCode) {
  PlateRead read;
  set_country(read, {"", "Almaty", "KZ", "KZ"});
  EXPECT_EQ(read.country, "KZ");
  set_country(read, {"", "398"});
  EXPECT_EQ(read.country, "398") << "as sent where no code is known";
  EXPECT_FALSE(read.doubt);
  set_country(read, {"KZ", "KG"});
  EXPECT_EQ(read.country, "");
  EXPECT_EQ(read.doubt, ReadDoubt::fields_contradict);
}

}  // namespace
}  // namespace otkel::anpr
