// Keys of cards: packed, in order, and back.
#include "core/plate/card_key.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace otkel::core {
namespace {

TEST(CardKey, GivesTheCardBackWhicheverFormItIsOf) {
  for (const char* plate :
       {"123ABC02", "01KG123ABC", "01KG123AKZ", "新A12345", "新A1234临", "使123456"})
    for (const auto& key : keys_of(plate)) EXPECT_EQ(plate_of(key).plate, plate);
  EXPECT_EQ(plate_of(keys_of("01KG123ABC").back()).form, KeyForm::without_kg);
  EXPECT_EQ(plate_of(keys_of("新A12345").back()).form, KeyForm::without_province);
  EXPECT_TRUE(keys_of("").empty());
  EXPECT_TRUE(keys_of("1234567890123").empty());
  EXPECT_EQ(keys_of("A").size(), 1U);
  EXPECT_EQ(keys_of("01KG123ABC").size(), 2U);
  EXPECT_EQ(plate_of(keys_of("123456789012").front()).plate, "123456789012");
}

TEST(CardKey, IsOrderedByLengthThenBySymbols) {
  const auto key = [](const char* plate) { return key_of(encode_plate(plate).value()); };
  EXPECT_LT(key("999"), key("1000"));
  EXPECT_LT(key("123ABC02"), key("123ABD02"));
  EXPECT_EQ(key("123ABC02").length(), 8U);
  EXPECT_EQ(symbol_at(key("1234567890"), 9), symbol_of(U'0')) << "in the second word";
}

TEST(CardKey, DistinguishesTheSameTextOfTwoCardsOnlyByItsOrigin) {
  const auto a = keys_of("新A12345").back(), b = keys_of("苏A12345").back();
  EXPECT_NE(a, b);
  EXPECT_TRUE(same_text(a, b));
  EXPECT_FALSE(same_text(a, keys_of("新A12346").back()));
  const auto key = [](const char* plate) { return key_of(encode_plate(plate).value()); };
  EXPECT_FALSE(same_text(key("12345678"), key("12345679"))) << "in the second word";
  EXPECT_FALSE(same_text(key("12345678"), key("02345678"))) << "in the first word";
  EXPECT_EQ(std::tuple(CardKey{}.high, CardKey{}.low), std::tuple(0U, 0U));
}

}  // namespace
}  // namespace otkel::core
