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

}  // namespace
}  // namespace otkel::core
