// The sheet that measures a head, read by two decoders as far as the head printed it.
#include "printer/job/head_page.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "printer/claim/check_qr.hpp"
#include "printer/escpos/escpos.hpp"

namespace otkel::printer {
namespace {

/// What comes out of a head of so many dots: of one code's place alone, with paper around it.
Page printed(const Page& page, const Box& code, int head_dots) {
  constexpr int kMargin = 40;
  Page paper = white_page(page.width + 2 * kMargin, code.height + 2 * kMargin);
  for (int y = 0; y < code.height; ++y)
    for (int x = code.x; x < std::min(code.x + code.width, head_dots); ++x)
      if (dot(page, x, code.y + y)) set_dot(paper, x + kMargin, y + kMargin);
  return paper;
}

TEST(HeadPage, IsReadAsFarAsTheHeadReaches) {
  const auto job = head_page("K7Q2");
  ASSERT_TRUE(job.has_value());
  ASSERT_EQ(job->page.qr.size(), 3U);
  for (const int head : {384, 512, 576}) {
    std::int64_t widest = 0;
    for (const Box& code : job->page.qr) {
      const auto paper = printed(job->page, code, head);
      for (const auto& text : {decode_with_zxing(paper), decode_with_zbar(paper)})
        widest = std::max(widest, dots_of_scan(text, "K7Q2").value_or(0));
    }
    EXPECT_EQ(widest, head);
  }
  EXPECT_EQ(page_of_escpos(job->escpos)->bits, job->page.bits);
}

TEST(HeadPage, TakesNoCodeOfAnotherSheet) {
  EXPECT_EQ(dots_of_scan("OTKEL-HEAD-512-K7Q2", "K7Q2"), 512);
  EXPECT_EQ(dots_of_scan("OTKEL-HEAD-512-AAAA", "K7Q2"), std::nullopt);
  EXPECT_EQ(dots_of_scan("OTKEL-HEAD-511-K7Q2", "K7Q2"), std::nullopt);
  EXPECT_EQ(dots_of_scan("", "K7Q2"), std::nullopt);
}

}  // namespace
}  // namespace otkel::printer
