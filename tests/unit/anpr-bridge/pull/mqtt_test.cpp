// Which messages of a broker are about our camera.
#include "anpr-bridge/pull/mqtt.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

TEST(Mqtt, AcceptsOnlyMessagesOfItsCamera) {
  EXPECT_TRUE(is_about(R"({"type":"new","after":{"camera":"gate"}})", "gate"));
  EXPECT_FALSE(is_about(R"({"type":"new","after":{"camera":"yard"}})", "gate"));
  EXPECT_TRUE(is_about(R"({"type":"lpr","camera":"gate"})", "gate"));
  for (const char* bad : {"", "[]", "{", R"({"camera":7})", R"({"after":[]})"})
    EXPECT_FALSE(is_about(bad, "gate")) << bad;
}

}  // namespace
}  // namespace otkel::anpr
