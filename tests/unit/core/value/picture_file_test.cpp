// Where a picture stands.
#include "core/value/picture_file.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(PictureFile, IsInTheFolderOfItsFirstTwoDigits) {
  EXPECT_EQ(picture_file("ab12"), "ab/ab12.jpg");
}

}  // namespace
}  // namespace otkel::core
