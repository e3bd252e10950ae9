// Enumerators and their words.
#include "core/value/names.hpp"

#include <gtest/gtest.h>

namespace otkel::core {

enum class Lamp { red, amber, green };
template <>
struct EnumWords<Lamp> {
  static constexpr std::array<std::string_view, 3> words{"red", "amber", "green"};
};

namespace {

TEST(Word, StandsInTheOrderOfTheEnumerators) {
  EXPECT_EQ(word(Lamp::red), "red");
  EXPECT_EQ(word(Lamp::amber), "amber");
  EXPECT_EQ(word(Lamp::green), "green");
}

TEST(FromWord, FindsTheFirstAndTheLastAndNothingElse) {
  EXPECT_EQ(from_word<Lamp>("red"), Lamp::red);
  EXPECT_EQ(from_word<Lamp>("amber"), Lamp::amber);
  EXPECT_EQ(from_word<Lamp>("green"), Lamp::green);
  for (const char* none : {"", "Red", "re", "redd", "blue"})
    EXPECT_FALSE(from_word<Lamp>(none)) << none;
  static_assert(!from_word<Lamp>("blue"), "looks no further than the last word");
}

}  // namespace
}  // namespace otkel::core
