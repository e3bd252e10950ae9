// Payload files as people keep them.
#include "anpr-bridge/decode/recording.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

TEST(Recording, SplitsTheChunksOfAnAnswer) {
  const auto bodies = bodies_of_recording(
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nHeart\r\n4\r\nbeat\r\n0\r\n\r\n");
  ASSERT_TRUE(bodies);
  ASSERT_EQ(bodies->size(), 1u);
  EXPECT_EQ((*bodies)[0].body, "Heartbeat");
  EXPECT_FALSE(bodies_of_recording("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
}

TEST(Recording, DistinguishesAPushFromAStream) {
  const std::string push = test::fixture("hikvision/dashes_boundary.body");
  const auto one = bodies_of_recording(push);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->size(), 1u);
  const auto form = bodies_of_recording(
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n{}\r\n--b--\r\n");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->size(), 1u) << "two fields of one form are one push";
  const auto stream = bodies_of_recording(test::fixture("dahua/event_manager_stream.bin"));
  ASSERT_TRUE(stream);
  EXPECT_EQ(stream->size(), 3u);
}

TEST(Recording, KeepsTheLastPartOfAStoppedRecording) {
  const auto bodies = bodies_of_recording(
      "--b\r\nContent-Type: text/plain\r\n\r\nHeartbeat\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
      "Code=A;action=Pulse;index=0;data={}");
  ASSERT_TRUE(bodies);
  ASSERT_EQ(bodies->size(), 2u);
  EXPECT_EQ((*bodies)[1].body, "Code=A;action=Pulse;index=0;data={}");
}

TEST(Recording, ReadsLinesOnlyIfEachIsComplete) {
  EXPECT_EQ(bodies_of_recording("{\"a\":1}\n{\"a\":2}\n")->size(), 2u);
  EXPECT_EQ(bodies_of_recording("{\n\"a\":1\n}\n")->size(), 1u);
}

TEST(Recording, RefusesARequestWithoutABody) {
  const auto bodies = bodies_of_recording("GET /x HTTP/1.1\r\nHost: camera\r\n\r\n");
  ASSERT_FALSE(bodies);
  EXPECT_NE(bodies.error().detail.find("without a body"), std::string::npos);
}

}  // namespace
}  // namespace otkel::anpr
