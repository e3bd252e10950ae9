// Dots, hash and PNG of a page.
#include "printer/page/page.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::TemporaryFolder;

TEST(Page, StoresItsFirstDotInTheHighestBitAndPadsARowToWholeBytes) {
  Page page = white_page(10, 2);
  EXPECT_EQ(page.bits, (std::vector<std::uint8_t>{0, 0, 0, 0}));
  set_dot(page, 0, 0);
  set_dot(page, 9, 1);
  EXPECT_EQ(page.bits, (std::vector<std::uint8_t>{0x80, 0, 0, 0x40}));
  EXPECT_TRUE(dot(page, 9, 1));
  clear_dot(page, 9, 1);
  EXPECT_FALSE(dot(page, 9, 1));
}

TEST(Page, HasAHashOfItsSizeAndItsDots) {
  const Page page = white_page(16, 8);
  Page other = page;
  EXPECT_EQ(page_hash(page), page_hash(other));
  EXPECT_NE(page_hash(page), page_hash(white_page(8, 16))) << "as many bytes in another shape";
  set_dot(other, 3, 4);
  EXPECT_NE(page_hash(page), page_hash(other));
}

TEST(Page, SurvivesItsPng) {
  const TemporaryFolder folder;
  EXPECT_TRUE(rc::check([&] {
    Page page = white_page(*rc::gen::inRange(1, 80), *rc::gen::inRange(1, 20));
    for (int y = 0; y < page.height; ++y)
      for (int x = 0; x < page.width; ++x)
        if (*rc::gen::arbitrary<bool>()) set_dot(page, x, y);
    std::ofstream(folder / "page.png", std::ios::binary) << png_of(page).value();
    RC_ASSERT(page_of_png(folder / "page.png").value() == page);
  }));
}

TEST(Page, NamesThePngThatItCannotRead) {
  const auto page = page_of_png("no such folder/page.png");
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code, core::Code::io_failed);
  EXPECT_NE(page.error().detail.find("no such folder/page.png"), std::string::npos);
}

}  // namespace
}  // namespace otkel::printer
