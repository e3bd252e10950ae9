// Cameras that are asked, over real sockets: log-in, streams that break, lists, and what a
// technician sees of it.
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "anpr-bridge/pull/digest.hpp"
#include "anpr-bridge/pull/puller.hpp"
#include "tests/contract/anpr/fake_camera.hpp"
#include "tests/contract/anpr/pulling.hpp"

namespace otkel::anpr {
namespace {

using core::CameraHealth;
using core::CameraProtocol;
using test::FakeCamera;
using test::Pulling;

std::string alert(const std::string& plate) {
  return "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>" + plate +
         "</licensePlate></ANPR><UUID>" + plate + "</UUID></EventNotificationAlert>";
}

std::string part(const std::string& type, const std::string& body) {
  return "--boundary\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body + "\r\n";
}

std::string chunk(const std::string& text) {
  std::array<char, 16> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", text.size());
  return size.data() + text + "\r\n";
}

constexpr const char* kStream =
    "HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; boundary=boundary\r\n"
    "Transfer-Encoding: chunked\r\n\r\n";

std::string challenge(const std::string& nonce, const std::string& more = "") {
  return "WWW-Authenticate: Digest realm=\"DS-TCG\", nonce=\"" + nonce + "\", qop=\"auth\"" + more +
         "\r\n";
}

std::string value_of(const FakeCamera::Request& request, const std::string& name) {
  const auto header = request.headers.find("Authorization");
  if (header == request.headers.end()) return {};
  const auto at = header->second.find(name + "=");
  if (at == std::string::npos) return {};
  auto value = header->second.substr(at + name.size() + 1);
  value = value.substr(0, value.find(','));
  return value.starts_with('"') ? value.substr(1, value.size() - 2) : value;
}

/// The camera's own calculation, step by step as RFC 7616 has it.
bool right(const FakeCamera::Request& request, const std::string& nonce) {
  const std::string target = request.line.substr(4, request.line.rfind(' ') - 4);
  const auto ha1 = md5_hex("admin:DS-TCG:secret"), ha2 = md5_hex("GET:" + target);
  return value_of(request, "nonce") == nonce &&
         value_of(request, "response") ==
             md5_hex(ha1 + ":" + nonce + ":" + value_of(request, "nc") + ":" +
                     value_of(request, "cnonce") + ":auth:" + ha2);
}

TEST(Pull, LogsInAndReadsTheStream) {
  const std::string jpeg = test::drawn_jpeg("a truck");
  FakeCamera camera([&](FakeCamera::Connection& c) {
    EXPECT_EQ(c.read().headers.count("Authorization"), 0u);
    c.answer("401 Unauthorized", challenge("n1"), "<html>log in</html>");
    const auto request = c.read();
    EXPECT_TRUE(request.line.starts_with("GET /ISAPI/Event/notification/alertStream "));
    EXPECT_TRUE(right(request, "n1"));
    std::string announcing = alert("123ABC02");
    announcing.insert(announcing.find("<UUID>"), "<picNum>1</picNum>");
    const std::string stream = part("application/xml", announcing) + part("image/jpeg", jpeg) +
                               part("application/xml", test::fixture("hikvision/idle.xml"));
    c.write(kStream);
    // Cut anywhere: what is whole does not depend on how it arrives.
    for (std::size_t i = 0; i < stream.size(); i += 37) c.write(chunk(stream.substr(i, 37)));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.heartbeats == 1; }));
  const auto state = bridge.end();
  EXPECT_EQ(state.counts.reads, 1);
  EXPECT_EQ(state.last_picture.size(), 64u);
  EXPECT_EQ(state.pull.health, CameraHealth::connected);
}

TEST(Pull, ContinuesAfterAStreamThatBrokeInsideAPart) {
  std::atomic<int> turn = 0;
  std::vector<std::string> counts;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    auto request = c.read();
    if (turn++ == 0) {
      c.answer("401 Unauthorized", challenge("n1"), "");
      request = c.read();
    }
    counts.push_back(value_of(request, "nc"));
    c.write(kStream);
    const std::string whole = part("application/xml", alert("123ABC02"));
    if (turn == 1) return c.write(chunk(whole.substr(0, whole.size() / 2)));
    c.write(chunk(whole));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.reads == 1; }));
  const auto state = bridge.end();
  EXPECT_EQ(state.counts.undecodable, 0) << "half a part is no message";
  EXPECT_GE(bridge.seen(CameraHealth::unreachable), 1);
  EXPECT_EQ(counts, (std::vector<std::string>{"00000001", "00000002"})) << "it counts on";
}

TEST(Pull, KeepsWhatWasCompleteBeforeAFaultOfTheStream) {
  // A whole event and the header of a part over the limit in one segment, with each connection.
  std::atomic<int> turn = 0;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    c.read();
    c.write(kStream);
    const std::string whole = part("application/xml", alert(std::to_string(++turn) + "23ABC02"));
    c.write(chunk(whole +
                  "--boundary\r\nContent-Type: image/jpeg\r\nContent-Length: 9000000\r\n"
                  "\r\n" +
                  std::string(100, 'p')));
    c.write(chunk(std::string(100, 'p')));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.reads == 3; }))
      << bridge.end().counts.reads << " of " << turn;
  EXPECT_GE(bridge.seen(CameraHealth::garbled), 2) << "and the technician reads why";
  EXPECT_NE(bridge.last_trouble().find("8388608"), std::string::npos) << bridge.last_trouble();
}

TEST(Pull, LeavesAStreamWhoseHeartbeatIsMissing) {
  FakeCamera camera([&](FakeCamera::Connection& c) {
    c.read();
    c.write(kStream);
    c.write(chunk(part("application/xml", test::fixture("hikvision/idle.xml"))));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url(), std::chrono::milliseconds{150});
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.heartbeats >= 2; }))
      << "it came back by itself";
  EXPECT_GE(bridge.seen(CameraHealth::unreachable), 1);
  EXPECT_NE(bridge.last_trouble().find("no heartbeat"), std::string::npos);
  EXPECT_GE(camera.connections(), 2);
}

TEST(Pull, UsesANewNonceIfTheOldOneIsStale) {
  std::atomic<int> turn = 0;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    auto request = c.read();
    if (turn++ == 0) {
      c.answer("401 Unauthorized", challenge("n1"), "");
      EXPECT_TRUE(right(c.read(), "n1"));
      c.write(kStream);
      return;
    }
    EXPECT_EQ(value_of(request, "nonce"), "n1");
    c.answer("401 Unauthorized", challenge("n2", ", stale=true"), "");
    request = c.read();
    EXPECT_TRUE(right(request, "n2"));
    EXPECT_EQ(value_of(request, "nc"), "00000001");
    c.write(kStream);
    c.write(chunk(part("application/xml", alert("123ABC02"))));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.reads == 1; }));
  EXPECT_EQ(bridge.seen(CameraHealth::password_refused), 0);
}

TEST(Pull, ReportsAWrongPasswordAndDoesNotRetryQuickly) {
  std::atomic<int> requests = 0;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    for (;;) {
      c.read();
      ++requests;
      c.answer("401 Unauthorized", challenge("n1"), "");
    }
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until(
      [](const CameraState& c) { return c.pull.health == CameraHealth::password_refused; }));
  const auto state = bridge.end();
  EXPECT_NE(state.pull.trouble.find("refuses user 'admin'"), std::string::npos)
      << state.pull.trouble;
  EXPECT_EQ(requests, 2) << "a camera locks the account after a few";
}

TEST(Pull, ReportsThatThePeerIsNoCameraOfThisKind) {
  const std::pair<const char*, std::string> cases[] = {
      {"no HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
      {"a web page",
       "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 40\r\n\r\n"
       "<html><body>Welcome, stranger</body></ht"},
      {"another path", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"},
  };
  for (const auto& [what, answer] : cases) {
    FakeCamera camera([&](FakeCamera::Connection& c) {
      c.read();
      c.write(answer);
      c.wait_until_gone();
    });
    Pulling bridge(CameraProtocol::hikvision_plates, camera.url());
    EXPECT_TRUE(bridge.until([](const CameraState& c) {
      return c.pull.health == CameraHealth::garbled;
    })) << what
        << ": " << bridge.end().pull.trouble;
  }
}

TEST(Pull, ReportsThatNothingAnswers) {
  std::string url;
  {
    FakeCamera gone([](FakeCamera::Connection&) {});
    url = gone.url();
  }
  Pulling bridge(CameraProtocol::dahua_events, url);
  EXPECT_TRUE(bridge.until(
      [](const CameraState& c) { return c.pull.health == CameraHealth::unreachable; }));
}

TEST(Pull, ReadsAListWithItsPicturesAndAdvancesOnlyPastWhatIsStored) {
  std::mutex mutex;
  std::vector<std::string> asked;
  FakeCamera camera([&](FakeCamera::Connection& c) {
    for (;;) {
      const auto request = c.read();
      const std::scoped_lock lock(mutex);
      asked.push_back(request.line.substr(0, request.line.rfind(' ')) + " " + request.body);
      if (request.line.starts_with("GET "))
        c.answer("200 OK", "Content-Type: image/jpeg\r\n", test::drawn_jpeg("from the list"));
      else
        c.answer("200 OK", "Content-Type: application/xml\r\n",
                 "<Plates><Plate><captureTime>20250520T1200010000</captureTime><plateNumber>"
                 "123ABC02</plateNumber><picName>202505201200010000</picName></Plate></Plates>");
    }
  });
  Pulling bridge(CameraProtocol::hikvision_plates, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.heartbeats >= 1; }))
      << "the second answer brings nothing new";
  bridge.end();
  ASSERT_GE(asked.size(), 3u);
  EXPECT_TRUE(asked[0].starts_with("POST /ISAPI/Traffic/channels/1/vehicleDetect/plates "));
  EXPECT_EQ(asked[1], "GET /doc/ui/images/plate/202505201200010000.jpg ");
  EXPECT_NE(asked[2].find("<picTime>202505201159010000</picTime>"), std::string::npos) << asked[2];
  EXPECT_EQ(bridge.journal().cursor("gate-in").value().value().position, "202505201200010000");
}

TEST(Pull, WaitsForTheDiskInsteadOfLosingWhatAStreamBrings) {
  FakeCamera camera([&](FakeCamera::Connection& c) {
    c.read();
    c.write(kStream);
    std::string all;
    for (int i = 0; i < 200; ++i)
      all += part("application/xml", alert(std::to_string(100 + i) + "ABC02"));
    c.write(chunk(all));
    c.wait_until_gone();
  });
  Pulling bridge(CameraProtocol::hikvision_stream, camera.url());
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.reads == 200; }));
}

}  // namespace
}  // namespace otkel::anpr
