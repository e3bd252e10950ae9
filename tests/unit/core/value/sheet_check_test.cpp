// The eight signs of a sheet: typed, written, carried by a link.
#include "core/value/sheet_check.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

namespace otkel::core {
namespace {

std::array<std::uint8_t, 5> bytes(std::string_view text) {
  std::array<std::uint8_t, 5> out{};
  std::copy_n(text.begin(), out.size(), out.begin());
  return out;
}

TEST(SheetCheck, IsBase32OfFiveBytes) {
  EXPECT_EQ(SheetCheck::of(bytes("fooba")).str(), "MZXW6YTB") << "RFC 4648, section 10";
  EXPECT_EQ(SheetCheck::of(std::array<std::uint8_t, 5>{}).str(), "AAAAAAAA");
  EXPECT_EQ(SheetCheck::of(bytes("\xff\xff\xff\xff\xff")).str(), "77777777");
}

TEST(SheetCheck, AcceptsWhatPeopleType) {
  for (const char* text : {"MZXW6YTB", "mzxw6ytb", "MZXW 6YTB", " mzxw-6ytb "})
    EXPECT_EQ(SheetCheck::parse(text).value().str(), "MZXW6YTB") << text;
  EXPECT_EQ(SheetCheck::parse("0182 2222").value().str(), "OIB22222");
  EXPECT_EQ(SheetCheck::parse("abcy-z234").value().str(), "ABCYZ234");
  EXPECT_EQ(SheetCheck::parse("56772727").value().str(), "56772727");
  EXPECT_EQ(SheetCheck::parse("MZXW6YTB")->in_groups(), "MZXW 6YTB");
}

TEST(SheetCheck, RefusesEverythingElse) {
  for (const char* text : {"", "MZXW6YT", "MZXW6YTBA", "MZXW6YT9", "MZXW6YT?", "MZXW6YT`",
                           "MZXW6YT{", "MZXW6YT@", "MZXW6YT[", "ЖZXW6YTB"}) {
    const auto check = SheetCheck::parse(text);
    ASSERT_FALSE(check) << text;
    EXPECT_EQ(check.error().code, Code::value_malformed) << text;
  }
}

TEST(SheetCheck, SurvivesItsText) {
  EXPECT_TRUE(rc::check([](const std::array<std::uint8_t, 5>& five) {
    const auto check = SheetCheck::of(five);
    RC_ASSERT(SheetCheck::parse(check.str()).value() == check);
    RC_ASSERT(SheetCheck::parse(check.in_groups()).value() == check);
  }));
}

TEST(SheetCheck, FollowsTheNumberInALink) {
  const auto in = [](std::string_view link) {
    const auto check = check_in_link(link);
    return check ? check->str() : std::string();
  };
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123/MZXW6YTB#TOKEN"), "MZXW6YTB");
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123/MZXW6YTB"), "MZXW6YTB");
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123#TOKEN"), "");
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123#TOKEN/MZXW6YTB"), "") << "a token is no path";
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123/MZXW6YT"), "");
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123/mzxw6ytb"), "") << "as it is printed, or not";
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/P/NZ25-000123/"), "");
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/S/NZB25-000731/MZXW6YTB#TOKEN"), "MZXW6YTB") << "of a slip";
  EXPECT_EQ(in("HTTPS://R.EXAMPLE/Q/NZB25-000731/MZXW6YTB#TOKEN"), "");
  EXPECT_EQ(in("TOKEN"), "");
  EXPECT_EQ(in(""), "");
}

TEST(SheetCheck, IsBehindTheNumberThatTheLinkNames) {
  const std::string_view link = "HTTPS://R.EXAMPLE/S/NZB25-000731/MZXW6YTB#A/S/OTHER";
  EXPECT_EQ(number_in_link(link, kSheetPath), "NZB25-000731");
  EXPECT_EQ(number_in_link(link, kPermitPath), "");
  EXPECT_EQ(number_in_link("HTTPS://R.EXAMPLE/P/NZ25-000123#TOKEN", kPermitPath), "NZ25-000123");
  EXPECT_EQ(number_in_link("TOKEN", kSheetPath), "");
}

}  // namespace
}  // namespace otkel::core
