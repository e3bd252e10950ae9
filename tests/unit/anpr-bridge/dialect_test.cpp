// What pulled cameras are asked and how their answers are understood; no socket.
#include "anpr-bridge/pull/dialect.hpp"

#include <gtest/gtest.h>

#include "anpr-bridge/decode/text.hpp"
#include "anpr-bridge/pull/mqtt.hpp"
#include "anpr-bridge/pull/onvif.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using core::CameraProtocol;
using test::at;
using test::noon;
using test::seconds;

struct Talk {
  test::TempFolder folder;
  Journal journal = Journal::open(folder / "journal.db", 1024, 10).value();
  CameraSettings camera;
  std::unique_ptr<Dialect> dialect;

  explicit Talk(CameraProtocol protocol) {
    camera.name = "gate-in";
    camera.protocol = protocol;
    camera.url = "http://10.20.0.11";
    camera.user = "admin";
    camera.password = "secret";
    begin();
  }
  support::SeededRandom random{1};
  void begin() { dialect = make_dialect(camera, journal, random).value(); }
};

TEST(Dialect, AsksForEndlessAnswersWithAHeartbeatToMiss) {
  Talk events(CameraProtocol::dahua_events);
  events.camera.channel = 3;
  const Ask ask = events.dialect->ask(noon());
  EXPECT_EQ(ask.target,
            "/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5");
  EXPECT_TRUE(ask.stream);
  EXPECT_EQ(ask.patience, seconds(16)) << "three heartbeats of five seconds were missed";
  Talk alerts(CameraProtocol::hikvision_stream);
  EXPECT_EQ(alerts.dialect->ask(noon()).target, "/ISAPI/Event/notification/alertStream");
  const auto wrong = alerts.dialect->understand(404, "<html>", noon());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, core::Code::peer_refused);
}

TEST(Dialect, NeedsNoneForACameraThatPosts) {
  Talk push(CameraProtocol::push);
  EXPECT_EQ(push.dialect, nullptr);
}

TEST(CameraUrl, IsTakenApartOrRefused) {
  const auto plain = parse_camera_url("http://10.0.0.1", "http", "80").value();
  EXPECT_EQ(plain.host + "|" + plain.port + "|" + plain.path, "10.0.0.1|80|");
  const auto full = parse_camera_url("http://[fe80::1]:8080/onvif/ev", "http", "80").value();
  EXPECT_EQ(full.host + "|" + full.port + "|" + full.path, "fe80::1|8080|/onvif/ev");
  for (const char* bad : {"10.0.0.1", "https://x", "http://", "http://x:0", "http://x:port"})
    EXPECT_FALSE(parse_camera_url(bad, "http", "80")) << bad;
}

std::string plates(const std::string& names) {
  std::string out = "<Plates xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">";
  for (std::size_t i = 0; i < names.size(); i += 18)
    out +=
        "<Plate><captureTime>20250520T1200000000</captureTime><plateNumber>123ABC02"
        "</plateNumber><picName>" +
        names.substr(i, 18) + "</picName></Plate>";
  return out + "</Plates>";
}

TEST(HikvisionPlates, AsksFromTenMinutesAgoWhenItKnowsNothing) {
  Talk talk(CameraProtocol::hikvision_plates);
  const Ask ask = talk.dialect->ask(at("2025-05-20T07:00:00Z"));
  EXPECT_EQ(ask.method, "POST");
  EXPECT_EQ(ask.target, "/ISAPI/Traffic/channels/1/vehicleDetect/plates");
  EXPECT_EQ(ask.body, "<AfterTime><picTime>202505201150000000</picTime></AfterTime>");
}

TEST(HikvisionPlates, GoesOnBehindTheNewestAMinuteBackAndTakesEachOnce) {
  Talk talk(CameraProtocol::hikvision_plates);
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

TEST(HikvisionPlates, RemembersItsPlaceOverARestartAndCallsAGapReplayed) {
  Talk talk(CameraProtocol::hikvision_plates);
  ASSERT_TRUE(talk.dialect->understand(200, plates("202505201200010000"), noon()));
  ASSERT_TRUE(talk.dialect->kept(noon()));
  talk.begin();
  EXPECT_NE(talk.dialect->ask(noon()).body.find("202505201159010000"), std::string::npos);
  EXPECT_FALSE(talk.dialect->understand(200, plates(""), noon() + seconds(60))->replayed);
  talk.begin();
  EXPECT_TRUE(talk.dialect->understand(200, plates(""), noon() + seconds(3600))->replayed);
}

TEST(HikvisionPlates, DoesNotMoveOnBeforeAllOfItIsOnTheDisk) {
  Talk talk(CameraProtocol::hikvision_plates);
  ASSERT_TRUE(talk.dialect->understand(200, plates("202505201200010000"), noon()));
  talk.dialect->forget();
  EXPECT_EQ(talk.dialect->understand(200, plates("202505201200010000"), noon())->pieces.size(), 1u);
  EXPECT_FALSE(talk.journal.cursor("gate-in").value());
}

TEST(HikvisionPlates, BacksOffWhereTheDeviceIsBusyAndSaysWhatElseCame) {
  Talk talk(CameraProtocol::hikvision_plates);
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

std::string soap(const std::string& body) {
  return "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body>" + body +
         "</env:Body></env:Envelope>";
}

/// Leads the dialect to the point where it pulls.
void subscribe(Talk& talk, core::Instant now) {
  const char* answers[] = {
      "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time>"
      "<tt:Hour>10</tt:Hour><tt:Minute>0</tt:Minute><tt:Second>0</tt:Second></tt:Time><tt:Date>"
      "<tt:Year>2025</tt:Year><tt:Month>5</tt:Month><tt:Day>20</tt:Day></tt:Date></tt:UTCDateTime>"
      "</tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>",
      "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Events><tt:XAddr>"
      "http://192.168.1.2/onvif/Events</tt:XAddr></tt:Events></tds:Capabilities>"
      "</tds:GetCapabilitiesResponse>",
      "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>"
      "http://192.168.1.2/onvif/pull?id=7</wsa5:Address></tev:SubscriptionReference>"
      "</tev:CreatePullPointSubscriptionResponse>"};
  for (const char* answer : answers) {
    talk.dialect->ask(now);
    const auto understood = talk.dialect->understand(200, soap(answer), now);
    ASSERT_TRUE(understood) << understood.error().detail;
  }
}

TEST(Onvif, FindsTheServiceSubscribesPullsAndRenews) {
  Talk talk(CameraProtocol::onvif);
  EXPECT_EQ(talk.dialect->ask(noon()).target, "/onvif/device_service");
  EXPECT_EQ(talk.dialect->ask(noon()).body.find("UsernameToken"), std::string::npos)
      << "the clock is asked first: a log-in needs it";
  subscribe(talk, noon());
  const Ask pull = talk.dialect->ask(noon());
  EXPECT_EQ(pull.target, "/onvif/pull?id=7") << "at the host we know, not at the one it names";
  EXPECT_NE(pull.body.find("PullMessages"), std::string::npos);
  EXPECT_NE(pull.body.find("<wsu:Created>2025-05-20T10:00:00.000Z"), std::string::npos)
      << "the camera's own time, three hours ahead";
  const std::string note =
      "<wsnt:NotificationMessage><wsnt:Message><tt:Message/></wsnt:Message>"
      "</wsnt:NotificationMessage>";
  const auto messages =
      talk.dialect->understand(200,
                               soap("<tev:PullMessagesResponse><tev:CurrentTime/>" + note + note +
                                    "</tev:PullMessagesResponse>"),
                               noon() + seconds(31));
  ASSERT_TRUE(messages) << messages.error().detail;
  ASSERT_EQ(messages->pieces.size(), 2u);
  EXPECT_NE(messages->pieces[0].message.body.find("NotificationMessage"), std::string::npos);
  EXPECT_NE(talk.dialect->ask(noon() + seconds(31)).body.find("<n:Renew"), std::string::npos);
  ASSERT_TRUE(talk.dialect->understand(200, soap("<wsnt:RenewResponse/>"), noon() + seconds(31)));
  EXPECT_NE(talk.dialect->ask(noon() + seconds(32)).body.find("PullMessages"), std::string::npos);
}

TEST(Onvif, PausesWhereACameraDoesNotWaitForNewsItself) {
  Talk talk(CameraProtocol::onvif);
  subscribe(talk, noon());
  const auto none =
      talk.dialect->understand(200, soap("<tev:PullMessagesResponse/>"), noon()).value();
  EXPECT_TRUE(none.pieces.empty());
  EXPECT_GT(none.pause.count(), 0);
}

TEST(Onvif, TellsARefusedLogInFromOtherFaults) {
  Talk talk(CameraProtocol::onvif);
  const std::string refused =
      "<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>"
      "ter:NotAuthorized</env:Value></env:Subcode></env:Code></env:Fault>";
  EXPECT_EQ(talk.dialect->understand(400, soap(refused), noon()).error().code,
            core::Code::unauthenticated);
  EXPECT_EQ(talk.dialect->understand(500, soap("<env:Fault/>"), noon()).error().code,
            core::Code::peer_refused);
  EXPECT_EQ(talk.dialect->understand(200, "no XML", noon()).error().code, core::Code::peer_refused);
}

TEST(Onvif, BeginsAnewAfterABrokenConnection) {
  Talk talk(CameraProtocol::onvif);
  subscribe(talk, noon());
  talk.dialect->forget();
  EXPECT_NE(talk.dialect->ask(noon()).body.find("GetSystemDateAndTime"), std::string::npos);
}

TEST(Onvif, MakesTheTokenOfTheSpecification) {
  const auto token = username_token(
      {"user", "userpassword"}, base64_decode("LKqI6G/AikKCQrN0zqZFlg=="), "2010-09-16T07:50:45Z");
  EXPECT_NE(token.find(">tuOSpGlFlIXsozq4HFNeeGeFLEI=<"), token.npos) << token;
  EXPECT_NE(token.find(">LKqI6G/AikKCQrN0zqZFlg==<"), token.npos) << token;
}

TEST(Mqtt, TakesOnlyWhatNamesItsCamera) {
  EXPECT_TRUE(is_about(R"({"type":"new","after":{"camera":"gate"}})", "gate"));
  EXPECT_FALSE(is_about(R"({"type":"new","after":{"camera":"yard"}})", "gate"));
  EXPECT_TRUE(is_about(R"({"type":"lpr","camera":"gate"})", "gate"));
  for (const char* bad : {"", "[]", "{", R"({"camera":7})", R"({"after":[]})"})
    EXPECT_FALSE(is_about(bad, "gate")) << bad;
}

}  // namespace
}  // namespace otkel::anpr
