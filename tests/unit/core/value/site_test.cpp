// Codes of sites.
#include "core/value/site.hpp"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace otkel::core {
namespace {

TEST(Site, HasACodeOfSmallLettersDigitsAndHyphens) {
  for (const char* code :
       {"dostyk", "nur-zholy", "a1", "a09", "az-", "semei-centre-2", "abcdefghijklmnopqrstuvwx"})
    EXPECT_EQ(Site::parse(code)->code(), code);
  for (const char* none : {"", "a", "1a", "-a", "Dostyk", "nur_zholy", "nur zholy", "a/b", "a:b",
                           "a`b", "a{b", "`a", "{a", "a.b", "достык", "abcdefghijklmnopqrstuvwxy"})
    EXPECT_FALSE(Site::parse(none)) << none;
}

TEST(Site, IsNoneUntilItIsNamed) {
  EXPECT_EQ(Site{}, Site{});
  EXPECT_LT(Site{}, Site{"dostyk"});
  const Site none;
  EXPECT_EQ(none.code(), "");
}

TEST(Site, IsComparedByItsCode) {
  EXPECT_EQ(Site{"dostyk"}, Site::parse("dostyk"));
  EXPECT_LT(Site{"bakhty"}, Site{"dostyk"});
  EXPECT_LT(Site{"dostyk"}, Site{"dostyk-2"});
  EXPECT_NE(Site{"dostyk"}, Site{"kolzhat"});
}

TEST(Site, IsAPlainValue) {
  static_assert(std::is_trivially_copyable_v<Site>);
  constexpr Site here{"alakol"};
  static_assert(here == Site{"alakol"});
  EXPECT_EQ(word(SiteKind::service_centre), "service_centre");
}

}  // namespace
}  // namespace otkel::core
