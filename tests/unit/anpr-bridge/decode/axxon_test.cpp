// Axxon: elements or attributes, and a picture in a comment.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Axxon, FindsThePictureInAComment) {
  const auto message = test::decode_one("", test::fixture("axxon/picture_in_comment.xml"));
  ASSERT_TRUE(message && message->read);
  EXPECT_EQ(message->picture, "\xFF\xD8\xFF\xD9");
  EXPECT_EQ(message->read->plate, "647KLM05");
}

TEST(Axxon, TakesATimeOfZerosForNoneAndKeepsItsText) {
  const auto message = test::decode_one(
      "", R"(<e cam-id="1" plate="123ABC02" plate_mask="" time="0000-00-00T00:00:00"/>)",
      {core::kKazakhstanOffset});
  ASSERT_TRUE(message && message->read);
  EXPECT_FALSE(message->read->camera_time);
  EXPECT_EQ(message->time_text, "0000-00-00T00:00:00");
}

TEST(Axxon, DoubtsADirectionThatElementAndAttributeContradict) {
  const auto read = read_from(
      R"(<e cam-id="1" plate="123ABC02" direction="in"><direction>out</direction></e>)", "axxon");
  EXPECT_EQ(read.motion, core::Motion::unknown);
  EXPECT_EQ(read.doubt, core::ReadDoubt::fields_contradict);
}

}  // namespace
}  // namespace otkel::anpr
