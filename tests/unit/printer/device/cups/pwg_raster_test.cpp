// The page as image/pwg-raster: every dot comes back, and nothing else is taken for a page.
#include "printer/device/cups/pwg_raster.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

// Runs and noise, so that both of the format's packings are met; widths that are no whole bytes
// too.
Page any_page() {
  Page page =
      white_page(*rc::gen::element(576, 384, *rc::gen::inRange(1, 700)), *rc::gen::inRange(1, 400));
  const auto byte = rc::gen::weightedOneOf<std::uint8_t>(
      {{4, rc::gen::element<std::uint8_t>(0x00, 0xff)}, {1, rc::gen::arbitrary<std::uint8_t>()}});
  page.bits = *rc::gen::container<std::vector<std::uint8_t>>(page.bits.size(), byte);
  for (std::size_t row = 0; page.width % 8 != 0 && row < page.bits.size(); row += page.row_bytes())
    page.bits[row + page.row_bytes() - 1] &= static_cast<std::uint8_t>(0xff00 >> page.width % 8);
  return page;
}

TEST(PwgRaster, DecodesBitForBitForAnyPage) {
  EXPECT_TRUE(rc::check([] {
    const Page page = any_page();
    const auto bytes = pwg_of(page);
    RC_ASSERT(bytes.has_value());
    const auto back = page_of_pwg(*bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == page);
  }));
}

TEST(PwgRaster, EncodesTheSupplementOnBothPapers) {
  for (const auto paper : {Paper::mm80, Paper::mm58}) {
    auto page = prepare(printer_test::sample_print(), printer_test::sample_key(), paper)->page;
    page.qr = {};
    const auto bytes = pwg_of(page);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().detail;
    EXPECT_EQ(page_of_pwg(*bytes).value(), page);
    EXPECT_LT(bytes->size(), page.bits.size()) << "it is packed";
  }
}

// The places of PWG 5102.4, table 4, counted in the file; four bytes each, the highest first.
TEST(PwgRaster, WritesTheExactSizeIntoTheStandardsHeader) {
  const auto bytes = pwg_of(white_page(576, 1406)).value();
  const auto number_at = [&](std::size_t offset) {
    const auto at = 4 + offset;  // behind the sync word
    return bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  };
  EXPECT_EQ(std::string(bytes.begin(), bytes.begin() + 13), "RaS2PwgRaster");
  EXPECT_EQ(number_at(276), 203) << "dots across an inch";
  EXPECT_EQ(number_at(280), 203) << "dots along an inch";
  EXPECT_EQ(number_at(372), 576) << "width";
  EXPECT_EQ(number_at(376), 1406) << "height";
  EXPECT_EQ(number_at(384), 1) << "bits of a colour";
  EXPECT_EQ(number_at(388), 1) << "bits of a dot";
  EXPECT_EQ(number_at(392), 72) << "bytes of a row";
  EXPECT_EQ(number_at(400), 3) << "black";
}

TEST(PwgRaster, RefusesAPageWithoutDots) {
  EXPECT_EQ(pwg_of(Page{}).error().code, core::Code::internal);
  EXPECT_EQ(pwg_of(white_page(576, 0)).error().code, core::Code::internal);
}

TEST(PwgRaster, RefusesTruncatedDataAndTrailingData) {
  const auto whole = pwg_of(white_page(64, 40)).value();
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(page_of_pwg(std::span(whole).first(length)).has_value()) << length;
  auto longer = whole;
  longer.push_back(0);
  EXPECT_FALSE(page_of_pwg(longer).has_value());
  auto twice = whole;
  twice.insert(twice.end(), whole.begin() + 4, whole.end());
  EXPECT_FALSE(page_of_pwg(twice).has_value());
}

TEST(PwgRaster, RefusesDotsRightOfThePage) {
  Page page = white_page(60, 2);
  page.bits[15] = 0x01;
  EXPECT_FALSE(page_of_pwg(pwg_of(page).value()).has_value());
}

TEST(PwgRaster, RefusesAnotherResolutionAndAnotherDepth) {
  struct Case {
    std::size_t offset;
    std::uint8_t byte;
    std::string_view says;
  };
  for (const auto& [offset, byte, says] :
       {Case{279, 204, "not 203 dpi"}, Case{283, 100, "not 203 dpi"}, Case{391, 8, "not black_1"},
        Case{403, 18, "not black_1"}}) {
    auto bytes = pwg_of(white_page(64, 8)).value();
    bytes[4 + offset] = byte;
    const auto page = page_of_pwg(bytes);
    ASSERT_FALSE(page.has_value()) << offset;
    EXPECT_NE(page.error().detail.find(says), std::string::npos) << page.error().detail;
  }
}

}  // namespace
}  // namespace otkel::printer
