// What the hash of a supplement binds.
#include "core/permit/supplement.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otkel::core {
namespace {

// I6: the hash binds all twelve fields and the number, and not where one field ends.
TEST(SupplementHash, BindsEveryFieldAndTheNumber) {
  SupplementText text;
  std::set<std::string> inputs{supplement_hash_input(text, "C1")};
  std::size_t fields = 0;
  for_each_field(text, [&](std::string_view, std::string& value) {
    value = "x";
    inputs.insert(supplement_hash_input(text, "C1"));
    value.clear();
    ++fields;
  });
  EXPECT_EQ(inputs.size(), fields + 1);
  EXPECT_NE(supplement_hash_input(text, "C1"), supplement_hash_input(text, "C2"));
}

TEST(SupplementText, IsPrintableIfEveryFieldIs) {
  SupplementText text;
  EXPECT_TRUE(check_printable(text));
  for_each_field(text, [&](std::string_view name, std::string& value) {
    value = "Қазақстан\u2028";
    const auto refused = check_printable(text);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, Code::page_has_unknown_glyphs);
    EXPECT_TRUE(refused.error().detail.starts_with(std::string(name) + ": the character U+2028"))
        << refused.error().detail;
    value = "Қазақстан";
  });
}

}  // namespace
}  // namespace otkel::core
