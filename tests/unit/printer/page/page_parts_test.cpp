// Captions in several languages, and the two clocks.
#include "printer/page/page_parts.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

std::string with_spaces(std::string text) {
  for (auto at = text.find(kNoBreak); at != std::string::npos; at = text.find(kNoBreak))
    text.replace(at, 2, " ");
  return text;
}

TEST(PageParts, JoinLanguagesAndWriteASharedWordOnce) {
  EXPECT_EQ(with_spaces(joined({"Кезек", "Очередь", "排队"})), "Кезек / Очередь / 排队");
  EXPECT_EQ(with_spaces(joined({"Маусым", "Маусым"})), "Маусым");
  EXPECT_EQ(with_spaces(joined({"Кезек", "Очередь"})), "Кезек / Очередь");
}

TEST(PageParts, KeepAUsualNameOnOneLineAndLetALongOneWrap) {
  EXPECT_EQ(in_one_piece("А. Сейітқали").find(' '), std::string::npos);
  const std::string name = "Тау және дала жүк тасымалдаушылары бірлестігі";
  EXPECT_EQ(in_one_piece(name), name);
}

TEST(PageParts, KeepUnitsAndGroupsOfDigitsWithTheirNumber) {
  EXPECT_EQ(with_units("19 800 кг"), "19\u00a0800\u00a0кг");
  EXPECT_EQ(with_units("Volvo FH 460, 20 т, 2 орын, 123ABC05"),
            "Volvo FH 460, 20\u00a0т, 2\u00a0орын, 123ABC05");
  EXPECT_EQ(with_units("50 кг қаптарда"), "50\u00a0кг қаптарда");
  EXPECT_EQ(with_units("14, 3-кеңсе; 57 үй"), "14, 3-кеңсе; 57 үй");
  EXPECT_EQ(with_units("12 тамыз"), "12 тамыз") << "a month is no tonne";
}

TEST(PageParts, PutADashForAnEmptyValue) {
  EXPECT_EQ(or_dash(""), "—");
  EXPECT_EQ(or_dash(" \u00a0"), "—");
  EXPECT_EQ(or_dash("3"), "3");
}

TEST(PageParts, GiveBeijingsDateOnlyIfItIsAnotherDay) {
  const auto morning = core::parse_iso("2025-05-20T08:04:00+05:00").value();
  EXPECT_EQ(with_spaces(local_time(morning)), "20.05.2025 08:04");
  EXPECT_EQ(beijing_time(morning), "11:04");
  const auto night = core::parse_iso("2025-05-20T22:30:00+05:00").value();
  EXPECT_EQ(with_spaces(beijing_time(night)), "21.05.2025 01:30");
}

}  // namespace
}  // namespace otkel::printer
