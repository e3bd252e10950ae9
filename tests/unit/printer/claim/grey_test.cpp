// The picture has the page's dots where they are.
#include "printer/claim/grey.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

TEST(Grey, HasTheDotsOfTheChosenRowsAlsoIfAByteIsNotFull) {
  Page page = white_page(11, 5);
  set_dot(page, 0, 1);
  set_dot(page, 10, 2);
  set_dot(page, 7, 3);
  const auto grey = grey_of(page, 1, 4);
  EXPECT_EQ(grey.width, 11);
  EXPECT_EQ(grey.height, 3);
  ASSERT_EQ(grey.values.size(), 33U);
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 11; ++x)
      EXPECT_EQ(grey.values[static_cast<std::size_t>(y * 11 + x)], dot(page, x, y + 1) ? 0 : 255)
          << x << "," << y;
}

}  // namespace
}  // namespace otkel::printer
