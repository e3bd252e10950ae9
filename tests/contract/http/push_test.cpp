// What the screens are pushed.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

namespace beast = boost::beast;
using boost::asio::ip::tcp;

/// A WebSocket; every wait ends after five seconds.
class Socket {
 public:
  Socket(std::uint16_t port, const std::string& path, const std::string& cookie = {},
         const std::string& origin = {}) {
    ws_.next_layer().connect({boost::asio::ip::address_v4::loopback(), port});
    const timeval limit{5, 0};
    ::setsockopt(ws_.next_layer().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ws_.set_option(
        beast::websocket::stream_base::decorator([&](beast::websocket::request_type& request) {
          if (!cookie.empty()) request.set(beast::http::field::cookie, cookie);
          if (!origin.empty()) request.set(beast::http::field::origin, origin);
        }));
    beast::websocket::response_type response;
    beast::error_code ignored;
    ws_.handshake(response, "127.0.0.1", path, ignored);
    status_ = static_cast<int>(response.result_int());
  }
  int status() const { return status_; }
  json::object read() {
    beast::flat_buffer buffer;
    ws_.read(buffer);
    return json::parse(beast::buffers_to_string(buffer.data())).as_object();
  }

  /// The code of the close that comes after whatever is pushed before it.
  int read_to_close() {
    beast::error_code error;
    while (!error) {
      beast::flat_buffer buffer;
      ws_.read(buffer, error);
    }
    return ws_.reason().code;
  }

 private:
  boost::asio::io_context io_;
  beast::websocket::stream<tcp::socket> ws_{io_};
  int status_ = 0;
};

TEST(Push, SendsTheWholeBoardAndThenItsChanges) {
  Rig rig;
  rig.people();
  rig.registered();
  Socket board(rig.kiosk().port(), "/api/v1/board/push");
  ASSERT_EQ(board.status(), 101);
  auto message = board.read();
  EXPECT_EQ(message.at("type"), "snapshot");
  EXPECT_EQ(message.at("data").at("waiting"), 0);
  auto seq = message.at("seq").as_int64();
  EXPECT_GT(seq, 0);
  ASSERT_EQ(rig.kiosk().post("/api/v1/kiosk/check-in", R"({"booking_no":"NZ25-H000001"})").status,
            200);
  do {
    message = board.read();
    EXPECT_EQ(message.at("type"), "update");
    EXPECT_EQ(message.at("seq").as_int64(), ++seq);
  } while (message.at("data").at("waiting") != 1);
  EXPECT_EQ(message.at("data").at("next_plates").as_array().at(0), kPlate);
}

TEST(Push, NumbersMessagesWithoutGapOrDuplicateForALateClient) {
  Rig rig;
  rig.people();
  for (int n = 1; n <= 12; ++n) {
    rig.registered(n);
    rig.paid(n);
  }
  Socket first(rig.kiosk().port(), "/api/v1/board/push");
  ASSERT_EQ(first.read().at("type"), "snapshot");
  for (int n = 1; n <= 12; ++n) {
    const json::object body{{"booking_no", booking_no(n)}};
    ASSERT_EQ(rig.kiosk().post("/api/v1/kiosk/check-in", json::serialize(body)).status, 200);
    Socket late(rig.kiosk().port(), "/api/v1/board/push");
    auto message = late.read();
    EXPECT_EQ(message.at("type"), "snapshot");
    EXPECT_EQ(message.at("data").at("waiting"), n);
    auto seq = message.at("seq").as_int64();
    rig.hub({core::CarrierRecorded{"050140000013", "Name " + std::to_string(n), "A", "B", "C"}});
    rig.kiosk().post("/api/v1/kiosk/help", R"({"screen":"start"})");
    if (n < 12) continue;
    const auto called = rig.officer().post("/api/v1/queue/call", R"({"lane":"1"})");
    ASSERT_EQ(called.status, 200) << called.text;
    while (message.at("data").at("called").as_array().empty()) {
      message = late.read();
      EXPECT_EQ(message.at("seq").as_int64(), ++seq);
    }
  }
}

TEST(Push, RequiresASessionForTheConsole) {
  Rig rig;
  rig.people();
  EXPECT_EQ(Socket(rig.console().port(), "/api/v1/console/push").status(), 401);
  const auto officer = rig.officer();
  Socket console(officer.port(), "/api/v1/console/push", officer.cookie());
  ASSERT_EQ(console.status(), 101);
  const auto message = console.read();
  EXPECT_EQ(message.at("type"), "snapshot");
  EXPECT_TRUE(message.at("data").as_object().contains("print_jobs"));
  rig.kiosk().post("/api/v1/kiosk/help", R"({"screen":"start"})");
  for (;;) {
    const auto update = console.read();
    if (!update.at("data").at("officer_calls").as_array().empty()) break;
  }
}

TEST(Push, ClosesTheConsoleWithItsSession) {
  Rig rig;
  rig.people();
  const auto stays = rig.officer();
  Socket other(stays.port(), "/api/v1/console/push", stays.cookie());
  const auto leaves = rig.officer();
  Socket socket(leaves.port(), "/api/v1/console/push", leaves.cookie());
  ASSERT_EQ(socket.status(), 101);
  EXPECT_EQ(leaves.ask("DELETE", "/api/v1/session", {}, {}).status, 204);
  EXPECT_EQ(socket.read_to_close(), 1008);
  EXPECT_EQ(other.read().at("type"), "snapshot");
  rig.set_clock("2025-05-20T05:15:01Z");
  EXPECT_EQ(other.read_to_close(), 1008) << "idle too long";
}

TEST(Push, ClosesTheConsoleIfThePasswordChanges) {
  Rig rig;
  rig.people();
  const auto officer = rig.officer();
  Socket socket(officer.port(), "/api/v1/console/push", officer.cookie());
  ASSERT_EQ(socket.read().at("type"), "snapshot");
  rig.hub({core::OfficerRecorded{"aliya", "aliya", core::OfficerRole::officer, "another", true}});
  EXPECT_EQ(socket.read_to_close(), 1008);
}

TEST(Push, RefusesAForeignPage) {
  Rig rig;
  Socket foreign(rig.kiosk().port(), "/api/v1/board/push", {}, "http://evil.example");
  EXPECT_EQ(foreign.status(), 403);
}

TEST(Push, AnswersAPlainRequestWithUpgradeRequired) {
  Rig rig;
  EXPECT_EQ(rig.kiosk().get("/api/v1/board/push").status, 426);
}

}  // namespace
}  // namespace otkel::http::test
