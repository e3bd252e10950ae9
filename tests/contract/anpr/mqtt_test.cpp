// Frigate's messages over a private mosquitto on a free port of this machine.
#include "anpr-bridge/pull/mqtt.hpp"

#include <gtest/gtest.h>
#include <mosquitto.h>
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "base/codec/json.hpp"
#include "tests/contract/anpr/fake_camera.hpp"
#include "tests/contract/anpr/pulling.hpp"

namespace otkel::anpr {
namespace {

using core::CameraHealth;
using test::Pulling;

std::uint16_t free_port() {
  const test::FakeCamera there([](test::FakeCamera::Connection&) {});
  const std::string url = there.url();
  return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

/// A broker that knows admin with the password "secret" and nobody else.
class Broker {
 public:
  explicit Broker(std::uint16_t port) : port_(port) {
    const std::string users = folder_ / "users";
    EXPECT_EQ(std::system(("mosquitto_passwd -c -b " + users + " admin secret").c_str()), 0);
    std::filesystem::permissions(folder_ / ".", std::filesystem::perms::all);
    std::filesystem::permissions(users, std::filesystem::perms(0644));
    std::ofstream(folder_ / "conf") << "listener " << port << " 127.0.0.1\nallow_anonymous false\n"
                                    << "password_file " << users << "\nlog_dest none\n";
    const std::string conf = folder_ / "conf";
    std::string name = "mosquitto", flag = "-c", file = conf;
    char* argv[] = {name.data(), flag.data(), file.data(), nullptr};
    for (const char* program : {"/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto"})
      if (::posix_spawn(&pid_, program, nullptr, nullptr, argv, environ) == 0) break;
  }
  ~Broker() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  /// Waits until the broker has it.
  void publish(const std::string& topic, const std::string& text) const {
    mosquitto* client = mosquitto_new(nullptr, true, nullptr);
    mosquitto_username_pw_set(client, "admin", "secret");
    ASSERT_EQ(mosquitto_connect(client, "127.0.0.1", port_, 10), MOSQ_ERR_SUCCESS);
    bool done = false;
    mosquitto_user_data_set(client, &done);
    mosquitto_publish_callback_set(
        client, [](mosquitto*, void* flag, int) { *static_cast<bool*>(flag) = true; });
    mosquitto_publish(client, nullptr, topic.c_str(), static_cast<int>(text.size()), text.data(), 1,
                      false);
    while (!done && mosquitto_loop(client, 100, 1) == MOSQ_ERR_SUCCESS) {
    }
    mosquitto_destroy(client);
  }

 private:
  test::TempFolder folder_;
  std::uint16_t port_;
  pid_t pid_ = 0;
};

std::string url(std::uint16_t port) { return "mqtt://127.0.0.1:" + std::to_string(port); }

bool connected(const CameraState& c) { return c.pull.health == CameraHealth::connected; }

/// Whatever a decoder makes of it: it went through the reception.
std::int64_t taken(const CameraState& c) {
  return c.counts.reads + c.counts.no_reads + c.counts.other + c.counts.undecodable;
}

TEST(Mqtt, TakesOnlyFrigatesMessagesOfItsCamera) {
  const auto port = free_port();
  Pulling bridge(core::CameraProtocol::mqtt, url(port));
  EXPECT_TRUE(bridge.until([](const CameraState& c) {
    return c.pull.health == CameraHealth::unreachable;
  })) << "the broker is off";
  const Broker broker(port);
  ASSERT_TRUE(bridge.until(connected)) << bridge.end().pull.trouble;
  broker.publish("frigate/events", R"({"type":"new","after":{"camera":"yard","id":"1.5-a"}})");
  broker.publish("frigate/tracked_object_update",
                 R"({"type":"lpr","id":"1607123955.475377-mxklsc","plate":"123ABC02",)"
                 R"("score":0.95,"camera":"gate-in","timestamp":1607123958.748393})");
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return taken(c) >= 1; }));
  EXPECT_EQ(bridge.end().counts.reads, 1);
  const auto pending = bridge.journal().pending(64).value();
  ASSERT_EQ(pending.size(), 1U);
  const auto visit = codec::decode<core::Visit>(pending[0].json).value();
  EXPECT_EQ(visit.reads.at(0).plate, "123ABC02");
  EXPECT_EQ(visit.reads.at(0).confidence, 0.95);
}

TEST(Mqtt, KeepsATextThatIsNoJsonForDiagnosis) {
  const auto port = free_port();
  const Broker broker(port);
  Pulling bridge(core::CameraProtocol::mqtt, url(port));
  ASSERT_TRUE(bridge.until(connected)) << bridge.end().pull.trouble;
  broker.publish("frigate/events", "plate 123ABC02 at the gate");
  broker.publish("frigate/events", "{\"after\":" + std::string(1100 << 10, ' '));
  EXPECT_TRUE(bridge.until([](const CameraState& c) { return c.counts.undecodable == 2; }));
  bridge.end();
  auto kept = bridge.journal().database().prepare("SELECT raw FROM undecodable ORDER BY seq");
  ASSERT_TRUE(kept.step());
  EXPECT_EQ(kept.text(0), "plate 123ABC02 at the gate");
}

TEST(Mqtt, ReportsThatTheBrokerRefusesThePassword) {
  const auto port = free_port();
  const Broker broker(port);
  Pulling bridge(core::CameraProtocol::mqtt, url(port), {}, "wrong");
  EXPECT_TRUE(bridge.until(
      [](const CameraState& c) { return c.pull.health == CameraHealth::password_refused; }));
}

}  // namespace
}  // namespace otkel::anpr
