// A word that outlives a version.
#include "core/value/word_of.hpp"

#include <gtest/gtest.h>

#include "core/fact/incident.hpp"

namespace otkel::core {
namespace {

TEST(WordOf, IsWrittenFromTheEnumAndReadBack) {
  const IncidentWord word = IncidentKind::second_exit;
  EXPECT_EQ(word.str(), "second_exit");
  EXPECT_EQ(IncidentWord::read("second_exit"), word);
  EXPECT_EQ(word.known(), IncidentKind::second_exit);
  EXPECT_TRUE(word == IncidentKind::second_exit);
  EXPECT_FALSE(word == IncidentKind::print_failed);
}

TEST(WordOf, KeepsOneOfANewerVersion) {
  const auto word = IncidentWord::parse("stranger");
  ASSERT_TRUE(word);
  EXPECT_EQ(word->str(), "stranger");
  EXPECT_FALSE(word->known());
}

}  // namespace
}  // namespace otkel::core
