// Endless multipart answers, cut at every place at which a network may cut them.
#include "anpr-bridge/decode/stream_parts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "anpr-bridge/decode/decode.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

constexpr const char* kReplace = "multipart/x-mixed-replace; boundary=myboundary";

std::string counted(const std::string& content, const std::string& type = "text/plain",
                    const std::string& line = "\r\n") {
  return "--myboundary" + line + "Content-Type: " + type + line +
         "Content-Length: " + std::to_string(content.size()) + line + line + content;
}

std::vector<std::string> parts_of(const std::string& stream, std::size_t step,
                                  const std::string& type = kReplace) {
  StreamSplitter splitter(type);
  std::vector<std::string> out;
  for (std::size_t at = 0; at < stream.size(); at += step) {
    const auto parts = splitter.feed(std::string_view(stream).substr(at, step));
    EXPECT_TRUE(parts) << (parts ? "" : parts.error().detail);
    if (!parts) return out;
    for (const auto& part : *parts) out.push_back(part.bytes);
  }
  return out;
}

using Texts = std::vector<std::string>;

struct Shape {
  const char* name;
  std::string stream;
  std::string type;
  Texts parts;
};

std::vector<Shape> shapes() {
  const std::string picture = test::drawn_jpeg("x\r\n--myboundary\r\ny");
  return {
      {"counted, CRLF",
       counted("Heartbeat") + "\r\n" + counted("Code=A;data={}") + "\r\n",
       kReplace,
       {"Heartbeat", "Code=A;data={}"}},
      {"counted, bare LF",
       counted("Heartbeat", "text/plain", "\n") + "\n\n" + counted("a\nb", "text/plain", "\n"),
       kReplace,
       {"Heartbeat", "a\nb"}},
      {"nothing between two parts", counted("one") + counted("two"), kReplace, {"one", "two"}},
      {"uncounted",
       "--myboundary\r\n\r\none\r\n--myboundary\r\n\r\ntwo\r\n--myboundary\r\n",
       "multipart/mixed; boundary=myboundary",
       {"one", "two"}},
      {"uncounted, bare LF",
       "--myboundary\n\none\ntwo\n--myboundary\n\nthree\n--myboundary--\n",
       kReplace,
       {"one\ntwo", "three"}},
      {"boundary given with its dashes",
       "--myboundary\r\n\r\none\r\n--myboundary\r\n",
       "multipart/mixed; boundary=--myboundary",
       {"one"}},
      {"no boundary in the type",
       "\r\n" + counted("one") + "\r\n" + counted("two"),
       "multipart/mixed",
       {"one", "two"}},
      {"a picture that contains the boundary",
       counted(picture, "image/jpeg") + "\r\n" + counted("Heartbeat"),
       kReplace,
       {picture, "Heartbeat"}},
      {"a length that promises too much",
       "--myboundary\r\nContent-Length: 500\r\n\r\nshort\r\n" + counted("next"),
       kReplace,
       {"short", "next"}},
      {"a length that promises the beginning of the delimiter",
       "--myboundary\r\nContent-Length: 12\r\n\r\nshort\r\n" + counted("next"),
       kReplace,
       {"short", "next"}},
      {"a length that ends inside the delimiter's line",
       "--myboundary\r\nContent-Length: 19\r\n\r\nshort\r\n" + counted("next"),
       kReplace,
       {"short", "next"}},
      {"content whose last line begins like a delimiter",
       "--myboundary\r\nContent-Length: 6\r\n\r\none\n--\r\n" + counted("two"),
       kReplace,
       {"one\n--", "two"}},
      {"an ended document with another behind it",
       "--myboundary\r\n\r\none\r\n--myboundary--\r\n--myboundary\r\n\r\ntwo\r\n--myboundary\r\n",
       kReplace,
       {"one", "two"}},
      {"an empty part",
       "--myboundary\r\nContent-Length: 0\r\n\r\n\r\n" + counted("two"),
       kReplace,
       {"", "two"}},
  };
}

TEST(StreamParts, GivesTheSamePartsHoweverTheBytesArrive) {
  for (const auto& shape : shapes())
    for (std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1000}})
      EXPECT_EQ(parts_of(shape.stream, step, shape.type), shape.parts)
          << shape.name << ", " << step << " bytes at a time";
}

TEST(StreamParts, GivesACountedPartBeforeTheNextOneBegins) {
  EXPECT_EQ(parts_of(counted("Code=TrafficJunction;data={}"), 1000),
            Texts{"Code=TrafficJunction;data={}"});
}

TEST(StreamParts, RefusesWhatIsTooLong) {
  StreamSplitter parts(kReplace, 1000);
  EXPECT_FALSE(parts.feed("--myboundary\r\nContent-Length: 2000\r\n\r\n"));
  StreamSplitter uncounted(kReplace, 1000);
  EXPECT_TRUE(uncounted.feed("--myboundary\r\n\r\n" + std::string(900, 'x')));
  EXPECT_FALSE(uncounted.feed(std::string(200, 'x')));
  StreamSplitter header(kReplace);
  const auto endless = header.feed("--myboundary\r\n" + std::string(17'000, 'h'));
  ASSERT_FALSE(endless);
  EXPECT_EQ(endless.error().code, core::Code::payload_malformed);
}

TEST(StreamParts, IgnoresWhatStandsBetweenTwoParts) {
  StreamSplitter splitter(kReplace, 1000);
  for (int i = 0; i < 100; ++i)
    ASSERT_TRUE(
        splitter.feed("a line that belongs to nothing, sixty bytes of it or more ....\r\n"));
  EXPECT_TRUE(splitter.feed(counted("one")));
}

RC_GTEST_PROP(StreamParts, SurviveAnyBytes, (const std::vector<std::string>& pieces)) {
  StreamMessages messages(kReplace, 4096);
  for (const auto& piece : pieces)
    if (!messages.feed("--myboundary\n" + piece)) return;
  messages.flush();
  RC_ASSERT(!messages.waiting());
}

std::vector<StreamMessage> messages_of(StreamMessages& stream, const std::string& bytes) {
  auto messages = stream.feed(bytes);
  EXPECT_TRUE(messages);
  return messages ? std::move(*messages) : std::vector<StreamMessage>{};
}

const char* const kEvent =
    "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>123ABC02"
    "</licensePlate></ANPR><picNum>2</picNum></EventNotificationAlert>";

TEST(StreamMessages, AttachesThePicturesToTheirEvent) {
  StreamMessages stream(kReplace);
  const std::string small = test::drawn_jpeg("plate"), large = test::drawn_jpeg("the whole lorry");
  EXPECT_TRUE(messages_of(stream, counted(kEvent, "application/xml") + "\r\n" +
                                      counted(small, "image/jpeg") + "\r\n")
                  .empty());
  EXPECT_TRUE(stream.waiting());
  const auto messages = messages_of(stream, counted(large, "image/jpeg") + "\r\n");
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_FALSE(stream.waiting());
  const auto decoded = test::decode_one(messages[0].content_type, messages[0].body);
  ASSERT_TRUE(decoded && decoded->read);
  EXPECT_EQ(decoded->read->plate, "123ABC02");
  EXPECT_EQ(decoded->picture, large);
}

TEST(StreamMessages, DoesNotWaitForPicturesThatNeverCome) {
  StreamMessages stream(kReplace);
  EXPECT_TRUE(messages_of(stream, counted(kEvent, "application/xml") + "\r\n").empty());
  const auto messages = messages_of(stream, counted("Heartbeat"));
  ASSERT_EQ(messages.size(), 2u) << "the next text ends the event before it";
  EXPECT_EQ(messages[0].body, kEvent);
  EXPECT_EQ(messages[1].body, "Heartbeat");
  EXPECT_TRUE(messages_of(stream, counted(kEvent, "application/xml")).empty());
  const auto flushed = stream.flush();
  ASSERT_TRUE(flushed);
  EXPECT_EQ(flushed->content_type, "application/xml");
}

const char* const kUnnumbered =
    "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>123ABC02"
    "</licensePlate><pictureInfoList/></ANPR></EventNotificationAlert>";

TEST(StreamMessages, AttachesPicturesOfAnUnknownNumberUntilTheNextEvent) {
  StreamMessages stream(kReplace);
  const std::string small = test::drawn_jpeg("plate"), large = test::drawn_jpeg("the whole lorry");
  for (const char* text : {kUnnumbered, "Events[0].TrafficCar.PlateNumber=123ABC02\r\n"}) {
    EXPECT_TRUE(messages_of(stream, counted(text) + "\r\n" + counted(small, "image/jpeg") + "\r\n" +
                                        counted(large, "image/jpeg") + "\r\n")
                    .empty());
    EXPECT_TRUE(stream.waiting()) << "flushed after a second of silence";
    const auto messages = messages_of(stream, counted("Heartbeat") + "\r\n");
    ASSERT_EQ(messages.size(), 2u);
    const auto decoded = test::decode_one(messages[0].content_type, messages[0].body);
    ASSERT_TRUE(decoded && decoded->read) << text;
    EXPECT_EQ(decoded->picture, large) << "a crop must not keep the whole frame away";
  }
}

TEST(StreamMessages, DoesNotWaitForPicturesThatNobodyAnnounced) {
  StreamMessages stream(kReplace);
  EXPECT_EQ(messages_of(stream, counted("Code=TrafficJunction;action=Pulse;data={}")).size(), 1u);
  EXPECT_EQ(messages_of(stream, counted(test::alert("123ABC02"))).size(), 1u);
}

const char* const kOversize = "--myboundary\r\nContent-Length: 9000000\r\n\r\n\xFF\xD8\xFF";

TEST(StreamMessages, GivesWhatWasCompleteBeforeAFault) {
  const std::string event = counted(kEvent, "application/xml") + "\r\n";
  const std::string picture = counted(test::drawn_jpeg("x"), "image/jpeg") + "\r\n";
  for (const std::string& before : {event, event + picture, counted("Heartbeat") + event}) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{64}, std::size_t{100'000}}) {
      StreamMessages stream(kReplace);
      std::vector<StreamMessage> all;
      const std::string bytes = before + kOversize;
      for (std::size_t at = 0; at < bytes.size() && !stream.fault(); at += step)
        if (auto more = stream.feed(std::string_view(bytes).substr(at, step)))
          std::ranges::move(*more, std::back_inserter(all));
      ASSERT_FALSE(all.empty()) << step;
      const auto decoded = test::decode_one(all.back().content_type, all.back().body);
      ASSERT_TRUE(decoded && decoded->read) << step;
      EXPECT_EQ(decoded->read->plate, "123ABC02");
      ASSERT_TRUE(stream.fault());
      EXPECT_NE(stream.fault()->detail.find("8388608"), std::string::npos);
      EXPECT_FALSE(stream.feed("anything")) << "the connection must be opened again";
      EXPECT_FALSE(stream.waiting());
    }
  }
}

TEST(StreamMessages, DropsAPictureWithoutItsEvent) {
  StreamMessages stream(kReplace);
  EXPECT_TRUE(messages_of(stream, counted(test::drawn_jpeg("late"), "image/jpeg")).empty());
  EXPECT_FALSE(stream.waiting());
}

}  // namespace
}  // namespace otkel::anpr
