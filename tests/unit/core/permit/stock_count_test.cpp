// A count in words, held against the books.
#include "core/permit/stock_count.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

BlankFormat format() { return BlankFormat::parse("C########").value(); }
StockCount count(const char* text) { return read_count(text, format()).value(); }

TEST(StockCount, IsReadFromWhatAnOfficerWrites) {
  EXPECT_EQ(count("57, C00000012").blanks, 57);
  EXPECT_EQ(count(" 57 ,c0000 0012").front->str(), "C00000012");
  EXPECT_EQ(words_of(count("57,C00000012")), "57, C00000012");
  EXPECT_EQ(words_of(count("0")), "0");
  for (const char* wrong : {"", "57", "0, C00000012", "-1, C00000012", "many, C00000012",
                            "57; C00000012", "1000001, C00000012"})
    EXPECT_EQ(read_count(wrong, format()).error().code, Code::value_malformed) << wrong;
  EXPECT_EQ(read_count("57, D00000012", format()).error().code, Code::blank_number_malformed);
}

TEST(StockCount, DiffersByHowManyAndByWhatLiesInFront) {
  EXPECT_FALSE(count_differs(count("57, C00000012"), count("57, C00000012")));
  EXPECT_EQ(count_differs(count("56, C00000012"), count("57, C00000012")),
            "counted: 56 from C00000012; in the books: 57 from C00000012");
  EXPECT_TRUE(count_differs(count("57, C00000013"), count("57, C00000012")));
  EXPECT_EQ(count_differs(count("0"), count("1, C00000012")),
            "counted: 0; in the books: 1 from C00000012");
}

TEST(StockCount, IsHandedOverByItsKeeperOrASenior) {
  const Person aliya{"aliya", "Aliya", OfficerRole::officer, true};
  const Person bolat{"bolat", "Bolat", OfficerRole::senior, true};
  EXPECT_TRUE(may_hand_over(std::nullopt, aliya)) << "before the first hand-over";
  EXPECT_TRUE(may_hand_over("aliya", aliya));
  EXPECT_EQ(may_hand_over("berik", aliya).error().code, Code::forbidden);
  EXPECT_TRUE(may_hand_over("berik", bolat));
}

}  // namespace
}  // namespace otkel::core
