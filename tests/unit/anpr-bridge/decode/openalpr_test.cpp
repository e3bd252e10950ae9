// OpenALPR: several results in one message.
#include <gtest/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

TEST(OpenAlpr, GivesOneReadPerResult) {
  const auto messages =
      decode("", R"({"epoch_time":1,"results":[{"plate":"A1","confidence":"x"},{"plate":"B2"}]})");
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ((*messages)[1].read->plate, "B2");
  EXPECT_FALSE((*messages)[0].read->confidence);
}

}  // namespace
}  // namespace otkel::anpr
