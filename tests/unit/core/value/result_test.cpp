// Codes have words.
#include "core/value/result.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otkel::core {
namespace {

TEST(Code, HasAUniqueWordForEach) {
  std::set<std::string_view> words;
  for (int i = 0; !code_word_at(i).empty(); ++i) EXPECT_TRUE(words.insert(code_word_at(i)).second);
  EXPECT_GT(words.size(), 80U);
  EXPECT_EQ(word(Code::application_unpaid), "application_unpaid");
  EXPECT_EQ(kind(Code::database_full), Errc::full);
}

TEST(Code, DistinguishesAnInternalErrorFromARefusal) {
  for (auto code : {Code::internal, Code::database_corrupt, Code::database_newer,
                    Code::database_full, Code::database_locked, Code::io_failed})
    EXPECT_TRUE(is_ours(code)) << word(code);
  for (auto code : {Code::slot_full, Code::printer_paper_out, Code::log_fork, Code::busy})
    EXPECT_FALSE(is_ours(code)) << word(code);
}

TEST(Code, DistinguishesADiskFailureFromEverythingElse) {
  for (auto code :
       {Code::database_corrupt, Code::database_full, Code::database_locked, Code::io_failed})
    EXPECT_TRUE(is_storage(code)) << word(code);
  for (auto code : {Code::internal, Code::slot_full, Code::number_taken, Code::printer_fault})
    EXPECT_FALSE(is_storage(code)) << word(code);
}

}  // namespace
}  // namespace otkel::core
