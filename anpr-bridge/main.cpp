// otkel-anpr: settings, journal, listener and forwarder put together; nothing is decided here.
#include <filesystem>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "anpr-bridge/forwarder.hpp"
#include "anpr-bridge/keep/intake.hpp"
#include "anpr-bridge/keep/reception.hpp"
#include "anpr-bridge/listener.hpp"
#include "anpr-bridge/pull/mqtt.hpp"
#include "anpr-bridge/pull/puller.hpp"
#include "anpr-bridge/status.hpp"
#include "base/codec/json.hpp"
#include "base/web/server.hpp"
#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/secret.hpp"
#include "config/system_random.hpp"

namespace otkel {
namespace {

using std::chrono::milliseconds;

core::Result<anpr::CameraSettings> camera_settings(const config::CameraSettings& from) {
  anpr::CameraSettings to{from.name, from.role, from.addresses, from.lane, from.zone, from.view};
  to.protocol = from.protocol;
  to.url = from.url;
  to.user = from.user;
  to.topic = from.topic;
  to.source = from.source;
  to.channel = from.channel;
  if (!from.password_file.empty()) {
    auto password = config::read_secret(from.password_file);
    if (!password) return std::unexpected(password.error());
    to.password = std::move(*password);
  }
  return to;
}

using Profiles = std::map<std::string, std::shared_ptr<const anpr::Profile>>;

/// Also those that no camera uses: a mistake must show before it is needed.
core::Result<Profiles> compiled_profiles(const config::BridgeSettings& from) {
  Profiles profiles;
  for (const auto& fields : from.profiles) {
    auto profile = anpr::Profile::compile(fields);
    if (!profile) return std::unexpected(profile.error());
    profiles[fields.name] = std::make_shared<const anpr::Profile>(std::move(*profile));
  }
  return profiles;
}

core::Result<anpr::BridgeSettings> bridge_settings(const config::EdgeSettings& edge) {
  const config::BridgeSettings& from = edge.bridge;
  auto secret = config::bridge_secret(from);
  if (!secret) return std::unexpected(secret.error());
  anpr::BridgeSettings to;
  to.address = from.listen.address;
  to.port = from.listen.port;
  to.hosts = from.hosts;
  to.secret = std::move(*secret);
  to.journal_path = from.journal;
  to.pictures_dir = from.pictures_dir;
  to.endpoint = from.endpoint;
  to.visits.reread_window = from.reread_window;
  to.visits.gap = from.visit_gap;
  to.visits.late_after = from.late_after;
  to.visits.pairing_window = from.pairing_window;
  to.keep = from.keep_pictures;
  to.keep_free = static_cast<std::uint64_t>(from.keep_free_mib) << 20;
  to.silent_after = from.silent_after;
  to.quiet_after = from.quiet_after;
  auto profiles = compiled_profiles(from);
  if (!profiles) return std::unexpected(profiles.error());
  for (const auto& camera : from.cameras) {
    auto made = camera_settings(camera);
    if (!made) return std::unexpected(made.error());
    if (camera.profile) made->profile = (*profiles)[*camera.profile];
    to.cameras.push_back(std::move(*made));
  }
  return to;
}

int give_up(const core::Error& error) {
  config::log(config::LogLevel::error, "start_failed",
              {{"code", core::word(error.code)}, {"detail", error.detail}});
  return error.code == core::Code::config_invalid ? config::kExitConfig : 1;
}

/// Every hour, and once at the start: what is older than the settings keep goes.
void forget_old(anpr::Intake& intake, const core::Clock& clock) {
  const auto gone = intake.forget_old(clock.now());
  if (!gone)
    config::log(config::LogLevel::error, "prune_failed", {{"detail", gone.error().detail}});
  else if (*gone > 0)
    config::log(config::LogLevel::info, "pictures_deleted", {{"count", *gone}});
}

void make_room(anpr::Intake& intake) {
  const auto gone = intake.make_room();
  if (!gone)
    config::log(config::LogLevel::error, "make_room_failed", {{"detail", gone.error().detail}});
  else if (*gone > 0)
    config::log(config::LogLevel::warning, "disk_nearly_full", {{"pictures_deleted", *gone}});
}

/// For the screens of otkeld.
void tell_daemon(const anpr::Intake& intake, const anpr::Reception& reception,
                 const anpr::Journal& journal, anpr::Forwarder& forwarder, core::Instant now) {
  const auto status = anpr::status_of_bridge(intake, reception, journal, forwarder, now);
  if (status) forwarder.tell(codec::encode(*status));
}

void report_link(const anpr::Forwarder& forwarder, bool& was_connected) {
  if (forwarder.connected() == was_connected) return;
  was_connected = forwarder.connected();
  config::log(was_connected ? config::LogLevel::info : config::LogLevel::warning,
              was_connected ? "daemon_connected" : "daemon_gone");
}

void report_camera(const anpr::CameraState& camera) {
  const bool fine = camera.pull.health == core::CameraHealth::connected;
  config::log(fine ? config::LogLevel::info : config::LogLevel::warning, "camera_connection",
              {{"camera", camera.settings.name},
               {"health", core::word(camera.pull.health)},
               {"detail", camera.pull.trouble}});
}

using Subscriptions = std::vector<std::unique_ptr<anpr::MqttSubscription>>;

/// Begins to ask the cameras that do not post. The subscriptions end between its run and the
/// server.
core::Result<Subscriptions> ask_cameras(const anpr::PullContext& context,
                                        const anpr::BridgeSettings& settings,
                                        anpr::Intake& intake) {
  Subscriptions subscriptions;
  for (const auto& c : settings.cameras) {
    anpr::CameraState& camera = *intake.camera(c.name);
    if (c.protocol == core::CameraProtocol::push) continue;
    if (c.protocol == core::CameraProtocol::mqtt) {
      auto made = anpr::MqttSubscription::open(context, camera);
      if (!made) return std::unexpected(made.error());
      subscriptions.push_back(std::move(*made));
    } else if (auto begun = anpr::start_pulling(context, camera); !begun) {
      return std::unexpected(begun.error());
    }
  }
  return subscriptions;
}

/// One line per camera that had trouble since the last look; what exactly is in /status and, for
/// payloads, in the journal's table `undecodable`.
class TroubleReport {
 public:
  void look(const anpr::Intake& intake) {
    for (const auto& [name, camera] : intake.cameras()) {
      const auto& c = camera.counts;
      const std::int64_t trouble = c.undecodable + c.refused + c.failed + c.late;
      if (std::exchange(seen_[name], trouble) == trouble) continue;
      config::log(config::LogLevel::warning, "camera_trouble",
                  {{"camera", name},
                   {"undecodable", c.undecodable},
                   {"refused", c.refused},
                   {"failed", c.failed},
                   {"late", c.late}});
    }
  }

 private:
  std::map<std::string, std::int64_t> seen_;
};

int serve(const anpr::BridgeSettings& settings, const core::Clock& clock) {
  std::error_code ec;
  std::filesystem::create_directories(
      std::filesystem::absolute(settings.journal_path).parent_path(), ec);
  auto journal =
      anpr::Journal::open(settings.journal_path, settings.raw_bytes, settings.raw_messages);
  if (!journal) return give_up(journal.error());
  auto pictures = anpr::Pictures::open(settings.pictures_dir);
  if (!pictures) return give_up(pictures.error());
  auto intake = anpr::Intake::open(settings, *journal, *pictures, clock.now());
  if (!intake) return give_up(intake.error());
  auto forwarder = anpr::Forwarder::connect(settings.endpoint, *journal);
  if (!forwarder) return give_up(forwarder.error());
  web::Server server;
  anpr::Reception reception(
      *intake, clock, [&server](std::function<void()> task) { server.post(std::move(task)); },
      [&forwarder] { forwarder->wake(); }, {});
  anpr::Listener listener(settings, *intake, reception, *journal, *forwarder, clock);
  const auto port = server.listen(listener.face());
  if (!port) return give_up(port.error());
  config::SystemRandom random;
  const anpr::PullContext pull{server, reception, *journal, clock, random, report_camera};
  const auto subscriptions = ask_cameras(pull, settings, *intake);
  if (!subscriptions) return give_up(subscriptions.error());
  config::log(config::LogLevel::info, "ready",
              {{"address", settings.address},
               {"port", *port},
               {"cameras", settings.cameras.size()},
               {"endpoint", settings.endpoint}});
  bool connected = false;
  server.every(milliseconds{20}, [&forwarder, &clock, &connected] {
    forwarder->step(clock.boot());
    report_link(*forwarder, connected);
  });
  server.every(std::chrono::seconds{3},
               [&] { tell_daemon(*intake, reception, *journal, *forwarder, clock.now()); });
  TroubleReport trouble;
  server.every(std::chrono::seconds{10}, [&trouble, &intake] { trouble.look(*intake); });
  forget_old(*intake, clock);
  server.every(std::chrono::seconds{5}, [&journal, &intake] {
    journal->checkpoint();
    make_room(*intake);
  });
  server.every(std::chrono::hours{1}, [&intake, &clock] { forget_old(*intake, clock); });
  server.on_signal([&server](int) { server.stop(); });
  server.run();
  config::log(config::LogLevel::info, "stopped");
  return 0;
}

int run(int argc, char** argv) {
  const auto check = [](const config::EdgeSettings& settings) -> core::Result<void> {
    const auto profiles = compiled_profiles(settings.bridge);
    return profiles ? core::Result<void>{} : std::unexpected(profiles.error());
  };
  const auto edge = config::start_edge(
      argc, argv, "Takes what the gate cameras send, keeps it, and hands it to otkeld.", check);
  if (!edge) return edge.error();
  config::start_logging(edge->common.log_level);
  const auto settings = bridge_settings(*edge);
  if (!settings) return give_up(settings.error());
  const auto clock = config::make_clock(edge->common.clock);
  if (!clock) return give_up(clock.error());
  return serve(*settings, **clock);
}

}  // namespace
}  // namespace otkel

int main(int argc, char** argv) { return otkel::run(argc, argv); }
