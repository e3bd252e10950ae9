#pragma once
// A bridge behind its real port, with a clock that is set by hand.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "anpr-bridge/listener.hpp"
#include "base/web/client.hpp"
#include "sync/bridge/visit_sink_zmq.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr::test {

struct SetClock final : core::Clock {
  std::atomic<std::int64_t> ms{noon().time_since_epoch().count()};
  core::Instant now() const override { return core::Instant{std::chrono::milliseconds{ms}}; }
  std::chrono::milliseconds boot() const override { return std::chrono::milliseconds{ms}; }
};

inline constexpr const char* kGate = "/anpr/v1/a-path-nobody-guesses/gate-in";

class Listening : public testing::Test {
 protected:
  void SetUp() override { start(); }
  void TearDown() override { stop(); }

  void start() {
    journal.emplace(Journal::open(settings.journal_path, 1024, 10).value());
    pictures.emplace(Pictures::open(settings.pictures_dir).value());
    sink = sync::VisitSinkZmq::connect(settings.endpoint).value();
    server.emplace();
    const auto wake = [this] { server->post([this] { step(); }); };
    bridge = Bridge::open(settings, {*journal, *pictures, *sink}, wake, moment_of(clock)).value();
    listener.emplace(settings, *bridge, clock);
    const auto opened = server->listen(listener->vhost());
    ASSERT_TRUE(opened) << opened.error().detail;
    port = *opened;
    thread = std::thread([this] { server->run(); });
  }

  /// After this the journal belongs to the test.
  void stop() {
    if (!thread.joinable()) return;
    server->stop();
    thread.join();
  }

  void step() { bridge->step(moment_of(clock)); }

  web::Response call(web::Call request) {
    request.port = port;
    auto response = web::fetch(request);
    EXPECT_TRUE(response) << (response ? "" : response.error().detail);
    return response ? *response : web::Response{};
  }
  web::Response post(const std::string& target, const std::string& type, const std::string& body) {
    return call(
        {.method = "POST", .target = target, .headers = {{"Content-Type", type}}, .body = body});
  }
  web::Response get(const std::string& target) { return call({.target = target}); }

  TempFolder folder;
  BridgeSettings settings = bridge_in(folder);
  SetClock clock;
  std::optional<Journal> journal;
  std::optional<Pictures> pictures;
  std::unique_ptr<sync::VisitSinkZmq> sink;
  std::unique_ptr<Bridge> bridge;
  std::optional<Listener> listener;
  std::optional<web::Server> server;
  std::uint16_t port = 0;
  std::thread thread;
};

}  // namespace otkel::anpr::test
