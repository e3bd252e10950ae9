// What comes out at the end of a connection that the bridge opened: the reads themselves, with
// ONVIF's whole conversation and Dahua's stream over real sockets.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/codec/json.hpp"
#include "tests/contract/anpr/fake_camera.hpp"
#include "tests/contract/anpr/pulling.hpp"

namespace otkel::anpr {
namespace {

using core::CameraHealth;
using core::CameraProtocol;
using test::FakeCamera;
using test::Pulling;

std::vector<core::Visit> visits_of(Pulling& bridge) {
  bridge.end();
  const auto rows = bridge.journal().pending(64).value();
  std::vector<core::Visit> visits;
  for (const auto& row : rows) visits.push_back(codec::decode<core::Visit>(row.json).value());
  return visits;
}

std::string soap(const std::string& body) {
  return "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body>" + body +
         "</env:Body></env:Envelope>";
}

/// An ONVIF device whose plates come with the first pull of each subscription.
class OnvifDevice {
 public:
  std::string answer(const FakeCamera::Request& request) {
    const std::scoped_lock lock(mutex_);
    const auto asked = [&](const char* what) {
      return request.body.find(what) != std::string::npos;
    };
    if (asked("GetSystemDateAndTime")) {
      calls_.emplace_back("clock");
      return soap(
          "<tds:GetSystemDateAndTimeResponse><tt:UTCDateTime><tt:Time><tt:Hour>10</tt:Hour>"
          "<tt:Minute>0</tt:Minute><tt:Second>0</tt:Second></tt:Time><tt:Date><tt:Year>2025"
          "</tt:Year><tt:Month>5</tt:Month><tt:Day>20</tt:Day></tt:Date></tt:UTCDateTime>"
          "</tds:GetSystemDateAndTimeResponse>");
    }
    if (!asked("<wsse:UsernameToken>")) return soap("<env:Fault>no log-in</env:Fault>");
    if (asked("GetCapabilities")) {
      calls_.emplace_back("services");
      return soap(
          "<tds:GetCapabilitiesResponse><tt:Events><tt:XAddr>http://192.168.1.2/onvif/Events"
          "</tt:XAddr></tt:Events></tds:GetCapabilitiesResponse>");
    }
    if (asked("CreatePullPointSubscription")) {
      calls_.push_back("subscribe " + request.line);
      subscribed_ = true;
      reported_ = false;
      return soap(
          "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>"
          "http://192.168.1.2/onvif/pull?id=7</wsa5:Address></tev:SubscriptionReference>"
          "</tev:CreatePullPointSubscriptionResponse>");
    }
    if (!subscribed_) return soap("<env:Fault>ResourceUnknown</env:Fault>");
    calls_.push_back("pull " + request.line);
    return std::exchange(reported_, true) ? soap("<tev:PullMessagesResponse/>")
                                          : test::fixture("onvif/pull_two.xml");
  }
  void restart() {
    const std::scoped_lock lock(mutex_);
    subscribed_ = false;
  }
  std::vector<std::string> calls() {
    const std::scoped_lock lock(mutex_);
    return calls_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> calls_;
  bool subscribed_ = false, reported_ = false;
};

void serve(OnvifDevice& device, FakeCamera::Connection& c, int requests) {
  for (int i = 0; i < requests; ++i)
    c.answer("200 OK", "Content-Type: application/soap+xml\r\n", device.answer(c.read()));
}

TEST(PulledReads, ComeForBothVehiclesFromAnOnvifSubscription) {
  OnvifDevice device;
  FakeCamera camera([&](FakeCamera::Connection& c) { serve(device, c, 1'000); });
  Pulling bridge(CameraProtocol::onvif, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) {
    return c.counts.reads == 2 && c.pull.health == CameraHealth::connected;
  }));
  const auto visits = visits_of(bridge);
  ASSERT_EQ(visits.size(), 2U);
  EXPECT_EQ(visits[0].reads.at(0).plate, "623KLM05");
  EXPECT_EQ(visits[0].reads.at(0).country, "KG");
  EXPECT_EQ(visits[0].reads.at(0).confidence, 0.7);
  EXPECT_EQ(visits[0].reads.at(0).motion, core::Motion::approaching);
  EXPECT_EQ(visits[1].reads.at(0).plate, "624KLM05");
  EXPECT_FALSE(visits[1].reads.at(0).confidence) << "what it does not say stays unsaid";
  const auto calls = device.calls();
  ASSERT_GE(calls.size(), 4U);
  EXPECT_EQ(calls[0], "clock");
  EXPECT_EQ(calls[1], "services");
  EXPECT_EQ(calls[2], "subscribe POST /onvif/Events HTTP/1.1");
  EXPECT_EQ(calls[3], "pull POST /onvif/pull?id=7 HTTP/1.1");
}

// What such a device tells again is no second vehicle.
TEST(PulledReads, ComeFromANewOnvifSubscriptionIfTheDeviceLostTheOldOne) {
  OnvifDevice device;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    if (camera.connections() == 1) {
      serve(device, c, 4);
      return device.restart();
    }
    serve(device, c, 1'000);
  });
  Pulling bridge(CameraProtocol::onvif, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.duplicates == 2; }));
  EXPECT_EQ(std::ranges::count(device.calls(), "clock"), 2);
  EXPECT_EQ(visits_of(bridge).size(), 2U);
}

TEST(PulledReads, ComeFromDahuasStreamInTheMakersMeaning) {
  FakeCamera camera([](FakeCamera::Connection& c) {
    const auto request = c.read();
    EXPECT_TRUE(request.line.starts_with("GET /cgi-bin/eventManager.cgi?")) << request.line;
    c.write(
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=myboundary\r\n\r\n");
    c.write(test::fixture("dahua/event_manager_stream.bin"));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::dahua_events, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.reads == 1; }));
  const auto visits = visits_of(bridge);
  ASSERT_EQ(visits.size(), 1U);
  const auto& read = visits[0].reads.at(0);
  EXPECT_EQ(read.maker, "dahua");
  EXPECT_EQ(read.plate, "501KTA16");
  EXPECT_EQ(read.confidence, 0.88);
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.vehicle_make, "Volvo");
  EXPECT_EQ(read.view, core::View::rear);
  EXPECT_EQ(read.lane, 2);
}

}  // namespace
}  // namespace otkel::anpr
