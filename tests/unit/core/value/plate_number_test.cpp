// Plates as people and cameras write them.
#include "core/value/plate_number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

struct PlateCase {
  const char* typed;
  const char* canonical;
};

TEST(PlateNumber, NormalisesWhatDriversAndCamerasWrite) {
  for (const auto& [typed, canonical] :
       {PlateCase{"123 ABC 02", "123ABC02"}, PlateCase{"123-abc-02", "123ABC02"},
        PlateCase{"KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 АВС 02", "123ABC02"},
        PlateCase{"KZ KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 ABC 02 KZ KZ", "123ABC02"},
        PlateCase{"123 авс 02", "123ABC02"}, PlateCase{"蓝苏A8HK52", "苏A8HK52"},
        PlateCase{"1234 ӨҮА", "1234ӨҮА"}, PlateCase{"新A12345挂", "新A12345挂"},
        PlateCase{"01 KG 123 ABC", "01KG123ABC"}}) {
    const auto plate = PlateNumber::parse(typed);
    ASSERT_TRUE(plate) << typed << ": " << plate.error().detail;
    EXPECT_EQ(plate->str(), canonical) << typed;
  }
}

TEST(PlateNumber, DistinguishesLettersThatLookLikeDigits) {
  EXPECT_NE(PlateNumber::parse("120BC02")->str(), PlateNumber::parse("12OBC02")->str());
}

TEST(PlateNumber, RefusesCharactersOfNoPlateAndNamesThem) {
  const auto plate = PlateNumber::parse("123*BC02");
  ASSERT_FALSE(plate);
  EXPECT_EQ(plate.error().code, Code::plate_malformed);
  EXPECT_NE(plate.error().detail.find('*'), std::string::npos);
  EXPECT_FALSE(PlateNumber::parse("A1"));
  EXPECT_FALSE(PlateNumber::parse(""));
  EXPECT_FALSE(PlateNumber::parse("12345678901"));
}

RC_GTEST_PROP(PlateNumber, FoldingTwiceIsFoldingOnce, (const std::string& any)) {
  const auto once = fold_plate_text(any);
  RC_ASSERT(fold_plate_text(once) == once);
}

RC_GTEST_PROP(PlateNumber, ParsingItsOwnTextGivesTheSamePlate, ()) {
  const auto letters =
      *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(4, 11),
                                       rc::gen::elementOf(std::string("0123456789ABCKZXабв ")));
  if (const auto plate = PlateNumber::parse(letters))
    RC_ASSERT(PlateNumber::parse(plate->str()).value() == *plate);
}

TEST(PlateKeys, ReadATwoLinePlateInBothOrders) {
  const auto keys = plate_keys("12302ABC");
  EXPECT_EQ(keys, (std::vector<std::string>{"12302ABC", "123ABC02"}));
  EXPECT_EQ(plate_keys("01KG123ABC").back(), "01123ABC");
  EXPECT_EQ(plate_keys("新A12345").back(), "A12345");
}

TEST(PlateText, IsEmptyIfTheCameraReadNothing) {
  for (const char* nothing : {"unknown", "noPlate", "", "-", "Not defined"})
    EXPECT_EQ(fold_plate_text(nothing), "") << nothing;
}

}  // namespace
}  // namespace otkel::core
