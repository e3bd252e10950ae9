// otkel-anpr: settings, files, sockets and the loop around the stepped bridge; nothing is decided
// here.
#include <filesystem>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "anpr-bridge/bridge.hpp"
#include "anpr-bridge/listener.hpp"
#include "anpr-bridge/national/connection.hpp"
#include "anpr-bridge/pull/mqtt.hpp"
#include "anpr-bridge/pull/puller.hpp"
#include "base/web/server.hpp"
#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/machine.hpp"
#include "config/secret.hpp"
#include "config/system_random.hpp"
#include "sync/bridge/visit_sink_zmq.hpp"

namespace otkel {
namespace {

using config::log;
using config::LogLevel;
using std::chrono::milliseconds;

core::Result<anpr::CameraSettings> camera_settings(const config::CameraSettings& from) {
  anpr::CameraSettings to{from.name, from.role, from.addresses, from.lane, from.zone, from.view};
  to.protocol = from.protocol;
  to.url = from.url;
  to.user = from.user;
  to.topic = from.topic;
  to.source = from.source;
  to.channel = from.channel;
  to.date_order = from.date_order;
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
  if (from.national.enabled) {
    auto password = config::read_secret(from.national.password_file);
    if (!password) return std::unexpected(password.error());
    to.national = {from.national, std::move(*password), edge.checkpoint.utc_offset};
  }
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
  log(LogLevel::error, "start_failed",
      {{"code", core::word(error.code)}, {"detail", error.detail}});
  // A person has to repair these, starting again does not.
  if (error.code == core::Code::config_invalid) return config::kExitConfig;
  return error.code == core::Code::database_corrupt || error.code == core::Code::database_newer
             ? config::kExitDatabase
             : 1;
}

void report(const anpr::DaemonConnection& link) {
  log(link.connected ? LogLevel::info : LogLevel::warning,
      link.connected ? "daemon_connected" : "daemon_gone");
}
void report(const anpr::OldPicturesDeleted& deleted) {
  log(LogLevel::info, "pictures_deleted", {{"count", deleted.count}});
}
void report(const anpr::PicturesGaveWay& gone) {
  log(LogLevel::warning, "disk_nearly_full", {{"pictures_deleted", gone.count}});
}
void report(const anpr::DeletingFailed& failed) {
  const bool old = failed.what == anpr::DeletingFailed::What::old_messages;
  log(LogLevel::error, old ? "prune_failed" : "make_room_failed", {{"detail", failed.detail}});
}
void report(const anpr::ClockDoubted& clock) {
  const bool trusted = clock.doubt == core::ClockDoubt::none;
  log(trusted ? LogLevel::info : LogLevel::warning, trusted ? "clock_trusted" : "clock_untrusted",
      {{"doubt", core::word(clock.doubt)}});
}
void report(const anpr::CameraTrouble& trouble) {
  log(LogLevel::warning, "camera_trouble",
      {{"camera", trouble.camera},
       {"undecodable", trouble.undecodable},
       {"refused", trouble.refused},
       {"failed", trouble.failed},
       {"late", trouble.late}});
}

void report(const anpr::NationalTrouble& trouble) {
  const bool over = trouble.detail.empty();
  log(over ? LogLevel::info : LogLevel::warning, over ? "national_queue_fine" : "national_trouble",
      {{"detail", trouble.detail}});
}
void report(const anpr::NationalEventRefused& refused) {
  log(LogLevel::warning, "national_event_refused",
      {{"visit", refused.visit_id}, {"status", refused.status}});
}
void report(const anpr::NationalPlatesMalformed& malformed) {
  std::string problems;
  for (const auto& one : malformed.problems) problems += (problems.empty() ? "" : "; ") + one;
  log(LogLevel::warning, "national_plates_malformed",
      {{"count", malformed.count}, {"first", problems}});
}

void report_camera(const anpr::CameraState& camera) {
  const bool fine = camera.pull.health == core::CameraHealth::connected;
  log(fine ? LogLevel::info : LogLevel::warning, "camera_connection",
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

/// Steps the bridge when it is due, when a message was submitted and when the daemon sent
/// something. On the server's thread.
class BridgeStepper {
 public:
  BridgeStepper(web::Server& server, const core::Clock& clock, sync::VisitSinkZmq& sink)
      : server_(&server), clock_(&clock), sink_(&sink) {}

  void wake() {
    server_->post([this] { turn(); });
  }
  void begin(anpr::Bridge& bridge) {
    bridge_ = &bridge;
    turn();
    // What ZeroMQ offers to wait for is signalled once and easily missed; to look is cheap.
    server_->every(milliseconds{20}, [this] {
      if (sink_->ready() || clock_->boot() >= due_) turn();
    });
  }

 private:
  void turn() {
    due_ = bridge_->step(moment_of(*clock_));
    for (const auto& news : bridge_->take_news())
      std::visit([](const auto& one) { report(one); }, news);
  }

  web::Server* server_;
  const core::Clock* clock_;
  sync::VisitSinkZmq* sink_;
  anpr::Bridge* bridge_ = nullptr;
  milliseconds due_{0};
};

/// Null where nothing is reported to the national queue; then nothing waits for it either.
core::Result<std::unique_ptr<anpr::NationalClient>> national_client(
    const std::optional<anpr::NationalSetup>& setup, anpr::NationalClient::Ends ends,
    const core::Clock& clock) {
  if (setup) return anpr::NationalClient::open(*setup, ends, moment_of(clock));
  const auto dropped = anpr::NationalOutbox(ends.journal).end();
  if (!dropped) return std::unexpected(dropped.error());
  if (*dropped > 0) log(LogLevel::warning, "national_events_dropped", {{"count", *dropped}});
  return nullptr;
}

int serve(const anpr::BridgeSettings& settings, const core::Clock& clock) {
  std::error_code ec;
  std::filesystem::create_directories(
      std::filesystem::absolute(settings.journal_path).parent_path(), ec);
  auto journal =
      anpr::Journal::open(settings.journal_path, settings.raw_bytes, settings.raw_messages);
  if (!journal) return give_up(journal.error());
  auto pictures = anpr::Pictures::open(settings.pictures_dir);
  if (!pictures) return give_up(pictures.error());
  auto sink = sync::VisitSinkZmq::connect(settings.endpoint);
  if (!sink) return give_up(sink.error());
  config::SystemRandom random;
  const auto national = national_client(settings.national, {*journal, *pictures, random}, clock);
  if (!national) return give_up(national.error());
  web::Server server;
  BridgeStepper turns(server, clock, **sink);
  const auto bridge = anpr::Bridge::open(
      settings, {*journal, *pictures, **sink, national->get()}, [&turns] { turns.wake(); },
      moment_of(clock), config::boot_id());
  if (!bridge) return give_up(bridge.error());
  anpr::Listener listener(settings, **bridge, clock);
  const auto port = server.listen(listener.vhost());
  if (!port) return give_up(port.error());
  const anpr::PullContext pull{server, (*bridge)->reception(), *journal, clock,
                               random, report_camera};
  const auto subscriptions = ask_cameras(pull, settings, (*bridge)->intake());
  if (!subscriptions) return give_up(subscriptions.error());
  if (*national) {
    const auto news = [&client = **national] {
      for (const auto& one : client.take_news())
        std::visit([](const auto& what) { report(what); }, one);
    };
    const auto begun =
        anpr::start_national({server, **national, clock, news}, settings.national->settings);
    if (!begun) return give_up(begun.error());
  }
  log(LogLevel::info, "ready",
      {{"address", settings.address},
       {"port", *port},
       {"cameras", settings.cameras.size()},
       {"endpoint", settings.endpoint}});
  turns.begin(**bridge);
  server.on_signal([&server](int) { server.stop(); });
  server.run();
  log(LogLevel::info, "stopped");
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

int main(int argc, char** argv) {
  otkel::config::guard_memory();
  return otkel::run(argc, argv);
}
