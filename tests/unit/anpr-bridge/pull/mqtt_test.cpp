// Which messages of a broker are about our camera.
#include "anpr-bridge/pull/mqtt.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

TEST(Mqtt, AcceptsOnlyMessagesOfItsCamera) {
  EXPECT_EQ(about(R"({"type":"new","after":{"camera":"gate"}})", "gate"), About::this_camera);
  EXPECT_EQ(about(R"({"type":"new","after":{"camera":"yard"}})", "gate"), About::another);
  EXPECT_EQ(about(R"({"type":"lpr","camera":"gate"})", "gate"), About::this_camera);
  for (const char* other : {"", R"({"camera":7})", R"({"after":[]})", R"({"type":"description"})"})
    EXPECT_EQ(about(other, "gate"), About::another) << other;
}

TEST(Mqtt, KnowsNoCameraOfATextThatIsNoMessageOfFrigate) {
  for (const char* bad : {"[]", "{", "offline", "\"gate\"", "123ABC02", "<a/>"})
    EXPECT_EQ(about(bad, "gate"), About::nobody_knows) << bad;
}

}  // namespace
}  // namespace otkel::anpr
