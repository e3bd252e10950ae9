// Marks of long lists.
#include "core/value/page.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace otkel::core {
namespace {

TEST(PageRequest, StartsAtTheBeginningWithTheDefaultSize) {
  const auto request = page_request("", "").value();
  EXPECT_FALSE(request.after);
  EXPECT_EQ(request.limit, 50);
  EXPECT_EQ(page_request("", "1").value().limit, 1);
  EXPECT_EQ(page_request("", "200").value().limit, 200);
  EXPECT_EQ(PageRequest{}.limit, 50);
  EXPECT_EQ(ListPosition{}.at, 0);
  EXPECT_EQ(page_request("", "20000", 5'000, 20'000).value().limit, 20'000);
}

TEST(PageRequest, RefusesInvalidMarksAndSizes) {
  for (const char* limit : {"0", "-1", "201", "10x", " 5", "99999999999999999999"})
    EXPECT_EQ(page_request("", limit).error().code, Code::value_malformed) << limit;
  for (const char* after : {"x", "12", ".a", "1x.a", "99999999999999999999.a"})
    EXPECT_EQ(page_request(after, "").error().code, Code::value_malformed) << after;
}

TEST(PageRequest, ReadsTheMarkThatAPageEndedWith) {
  EXPECT_TRUE(rc::check([](std::int64_t at, const std::string& name) {
    const ListPosition place{at, name};
    RC_ASSERT(page_request(page_mark(place), "").value().after == place);
  }));
}

TEST(CutPage, RemovesTheExtraRowAndNamesTheLastOne) {
  std::vector<int> rows{1, 2, 3};
  const auto place = [](int row) { return ListPosition{row, "r"}; };
  EXPECT_EQ(cut_page(rows, 2, place), "2.r");
  EXPECT_EQ(rows, (std::vector<int>{1, 2}));
  EXPECT_EQ(cut_page(rows, 2, place), std::nullopt) << "no row too many: the last page";
}

}  // namespace
}  // namespace otkel::core
