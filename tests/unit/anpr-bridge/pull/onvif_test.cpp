// ONVIF events over a PullPoint; no socket.
#include "anpr-bridge/pull/onvif.hpp"

#include <gtest/gtest.h>

#include "anpr-bridge/decode/text.hpp"
#include "tests/unit/anpr-bridge/pull/talk.hpp"

namespace otkel::anpr {
namespace {

using core::CameraProtocol;
using test::DialogueFixture;
using test::noon;
using test::seconds;

std::string soap(const std::string& body) {
  return "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body>" + body +
         "</env:Body></env:Envelope>";
}

/// Leads the dialect to the point where it pulls.
void subscribe(DialogueFixture& talk, core::Instant now) {
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
  DialogueFixture talk(CameraProtocol::onvif);
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

TEST(Onvif, PausesIfACameraDoesNotWaitForMessages) {
  DialogueFixture talk(CameraProtocol::onvif);
  subscribe(talk, noon());
  const auto none =
      talk.dialect->understand(200, soap("<tev:PullMessagesResponse/>"), noon()).value();
  EXPECT_TRUE(none.pieces.empty());
  EXPECT_GT(none.pause.count(), 0);
}

TEST(Onvif, DistinguishesARefusedLogInFromOtherFaults) {
  DialogueFixture talk(CameraProtocol::onvif);
  const std::string refused =
      "<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>"
      "ter:NotAuthorized</env:Value></env:Subcode></env:Code></env:Fault>";
  EXPECT_EQ(talk.dialect->understand(400, soap(refused), noon()).error().code,
            core::Code::unauthenticated);
  EXPECT_EQ(talk.dialect->understand(500, soap("<env:Fault/>"), noon()).error().code,
            core::Code::peer_refused);
  EXPECT_EQ(talk.dialect->understand(200, "no XML", noon()).error().code, core::Code::peer_refused);
}

TEST(Onvif, StartsAgainAfterABrokenConnection) {
  DialogueFixture talk(CameraProtocol::onvif);
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

}  // namespace
}  // namespace otkel::anpr
