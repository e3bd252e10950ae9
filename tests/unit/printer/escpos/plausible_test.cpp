// What an answer can be, and how soon.
#include "printer/escpos/plausible.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

TEST(SoonerThanPaper, DoubtsOnlyWhatNoHeadDoes) {
  const FastestHead head;
  EXPECT_TRUE(sooner_than_paper(2229, milliseconds(200), head.rows_per_second));
  EXPECT_FALSE(sooner_than_paper(2229, milliseconds(560), head.rows_per_second))
      << "500 mm/s, the fastest sold";
  EXPECT_TRUE(sooner_than_paper(1474, milliseconds(300), head.rows_per_second_echo_only));
  EXPECT_FALSE(sooner_than_paper(1474, milliseconds(614), head.rows_per_second_echo_only))
      << "300 mm/s";
  EXPECT_FALSE(sooner_than_paper(2229, milliseconds(0), 0)) << "not judged";
}

TEST(QueuedAnswer, HasItsBitsInPairs) {
  int answers = 0;
  for (int byte = 0; byte < 256; ++byte)
    answers += answers_queued_question(static_cast<std::uint8_t>(byte)) ? 1 : 0;
  EXPECT_EQ(answers, 4);
  EXPECT_TRUE(queued_paper_out(0x0f));
  EXPECT_FALSE(queued_paper_out(0x03));
}

}  // namespace
}  // namespace otkel::printer
