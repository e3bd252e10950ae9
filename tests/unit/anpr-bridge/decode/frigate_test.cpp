// Frigate: updates of one object, and names that are no plates.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Frigate, IgnoresTheNameOfAListEntry) {
  const auto message = test::decode_one(
      "", R"({"type":"update","after":{"id":"1","label":"car","sub_label":["123ABC02",1]}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, Kind::other);
  const auto update = read_from(
      R"({"type":"lpr","id":"1","camera":"x","name":"123ABC02","plate":"128ABC02"})", "frigate");
  EXPECT_EQ(update.plate, "128ABC02");
  EXPECT_TRUE(update.others.empty());
}

TEST(Frigate, GivesTheSameMessageIfTheObjectOnlyMoved) {
  const auto at = [](const char* frame, const char* score) {
    return test::decode_one(
               "",
               std::string(R"({"type":"update","after":{"id":"1","label":"car","frame_time":)") +
                   frame + R"(,"recognized_license_plate":"123ABC02",)" +
                   R"("recognized_license_plate_score":)" + score + "}}")
        .value()
        .time_text;
  };
  EXPECT_EQ(at("1750000001.5", "0.9"), at("1750000002.5", "0.9"));
  EXPECT_NE(at("1750000001.5", "0.9"), at("1750000001.5", "0.95"));
}

}  // namespace
}  // namespace otkel::anpr
