// Hikvision's list of plates: where it is read on, and what a busy device says.
#include "anpr-bridge/pull/hikvision_plates.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/pull/talk.hpp"

namespace otkel::anpr {
namespace {

using core::CameraProtocol;
using test::at;
using test::DialogueFixture;
using test::noon;
using test::seconds;

std::string plates(const std::string& names) {
  std::string out = "<Plates xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">";
  for (std::size_t i = 0; i < names.size(); i += 18)
    out +=
        "<Plate><captureTime>20250520T1200000000</captureTime><plateNumber>123ABC02"
        "</plateNumber><picName>" +
        names.substr(i, 18) + "</picName></Plate>";
  return out + "</Plates>";
}

TEST(HikvisionPlates, StartsTenMinutesAgoWithoutAStoredPosition) {
  DialogueFixture talk(CameraProtocol::hikvision_plates);
  const Ask ask = talk.dialect->ask(at("2025-05-20T07:00:00Z"));
  EXPECT_EQ(ask.method, "POST");
  EXPECT_EQ(ask.target, "/ISAPI/Traffic/channels/1/vehicleDetect/plates");
  EXPECT_EQ(ask.body, "<AfterTime><picTime>202505201150000000</picTime></AfterTime>");
}

TEST(HikvisionPlates, ContinuesOneMinuteBeforeTheNewestAndTakesEachOnce) {
  DialogueFixture talk(CameraProtocol::hikvision_plates);
  const std::string first = "202505201200010000", second = "202505201200020000";
  auto answer = talk.dialect->understand(200, plates(second + first), noon()).value();
  ASSERT_EQ(answer.pieces.size(), 2u) << "not sorted";
  EXPECT_TRUE(answer.replayed) << "nobody knows how old a first answer is";
  EXPECT_EQ(answer.pieces[1].picture_target, "/doc/ui/images/plate/" + first + ".jpg");
  ASSERT_TRUE(talk.dialect->kept(noon()));
  EXPECT_NE(talk.dialect->ask(noon()).body.find("202505201159020000"), std::string::npos);
  answer = talk.dialect->understand(200, plates(second + "202505201200015000"), noon() + seconds(2))
               .value();
  ASSERT_EQ(answer.pieces.size(), 1u) << "one that came late, behind a newer one";
  EXPECT_FALSE(answer.replayed);
}

TEST(HikvisionPlates, RemembersItsPositionOverARestartAndMarksAGapAsReplayed) {
  DialogueFixture talk(CameraProtocol::hikvision_plates);
  ASSERT_TRUE(talk.dialect->understand(200, plates("202505201200010000"), noon()));
  ASSERT_TRUE(talk.dialect->kept(noon()));
  talk.begin();
  EXPECT_NE(talk.dialect->ask(noon()).body.find("202505201159010000"), std::string::npos);
  EXPECT_FALSE(talk.dialect->understand(200, plates(""), noon() + seconds(60))->replayed);
  talk.begin();
  EXPECT_TRUE(talk.dialect->understand(200, plates(""), noon() + seconds(3600))->replayed);
}

TEST(HikvisionPlates, DoesNotAdvanceBeforeEverythingIsOnTheDisk) {
  DialogueFixture talk(CameraProtocol::hikvision_plates);
  ASSERT_TRUE(talk.dialect->understand(200, plates("202505201200010000"), noon()));
  talk.dialect->forget();
  EXPECT_EQ(talk.dialect->understand(200, plates("202505201200010000"), noon())->pieces.size(), 1u);
  EXPECT_FALSE(talk.journal.cursor("gate-in").value());
}

TEST(HikvisionPlates, BacksOffIfTheDeviceIsBusyAndReportsOtherAnswers) {
  DialogueFixture talk(CameraProtocol::hikvision_plates);
  const auto busy = talk.dialect->understand(
      503,
      "<ResponseStatus><statusCode>2</statusCode><statusString>Device Busy</statusString>"
      "</ResponseStatus>",
      noon());
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().code, core::Code::busy);
  const auto page = talk.dialect->understand(200, "<html>log in</html>", noon());
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, core::Code::peer_refused);
  EXPECT_NE(page.error().detail.find("expected <Plates>"), std::string::npos);
}

}  // namespace
}  // namespace otkel::anpr
