// Marks of long lists.
#include "core/value/page.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace otkel::core {
namespace {

TEST(PageWish, BeginsAtTheBeginningWithTheUsualSize) {
  const auto wish = page_wish("", "").value();
  EXPECT_FALSE(wish.after);
  EXPECT_EQ(wish.limit, 50);
  EXPECT_EQ(page_wish("", "1").value().limit, 1);
  EXPECT_EQ(page_wish("", "200").value().limit, 200);
  EXPECT_EQ(PageWish{}.limit, 50);
  EXPECT_EQ(ListPlace{}.at, 0);
  EXPECT_EQ(page_wish("", "20000", 5'000, 20'000).value().limit, 20'000);
}

TEST(PageWish, RefusesMarksAndSizesThatAreNone) {
  const auto refused = [](const char* after, const char* limit) {
    const auto wish = page_wish(after, limit);
    return !wish && wish.error().code == Code::value_malformed;
  };
  for (const char* limit : {"0", "-1", "201", "10x", " 5", "99999999999999999999"})
    EXPECT_TRUE(refused("", limit)) << limit;
  for (const char* after : {"x", "12", ".a", "1x.a", "99999999999999999999.a"})
    EXPECT_TRUE(refused(after, "")) << after;
}

TEST(PageWish, ReadsTheMarkThatAPageEndedWith) {
  EXPECT_TRUE(rc::check([](std::int64_t at, const std::string& name) {
    const ListPlace place{at, name};
    RC_ASSERT(page_wish(page_mark(place), "").value().after == place);
  }));
}

TEST(CutPage, TakesOffTheRowTooManyAndNamesTheLastOne) {
  std::vector<int> rows{1, 2, 3};
  const auto place = [](int row) { return ListPlace{row, "r"}; };
  EXPECT_EQ(cut_page(rows, 2, place), "2.r");
  EXPECT_EQ(rows, (std::vector<int>{1, 2}));
  EXPECT_EQ(cut_page(rows, 2, place), std::nullopt) << "no row too many: the last page";
}

}  // namespace
}  // namespace otkel::core
