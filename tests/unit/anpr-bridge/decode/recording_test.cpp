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

TEST(Recording, KeepsWhatWasCompleteBeforeAFault) {
  const auto bodies = bodies_of_recording(test::fixture("hikvision/event_then_oversize.http"));
  ASSERT_TRUE(bodies);
  ASSERT_EQ(bodies->size(), 1u);
  EXPECT_EQ(test::decode_one("", bodies->front().body)->read->plate, "639KLM05");
  ASSERT_TRUE(bodies->fault);
  EXPECT_NE(bodies->fault->detail.find("more than 8388608"), std::string::npos);
  EXPECT_FALSE(
      bodies_of_recording("HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                          "--b\r\nContent-Length: 9000000\r\n\r\n"))
      << "nothing was complete";
}

TEST(Recording, TakesARequestForOnePushWhateverItsType) {
  const auto push = bodies_of_recording(test::fixture("dahua/push.http"));
  ASSERT_TRUE(push);
  ASSERT_EQ(push->size(), 1u);
  const auto message = test::decode_one(push->front().content_type, push->front().body);
  ASSERT_TRUE(message && message->read);
  EXPECT_FALSE(message->picture.empty());
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
