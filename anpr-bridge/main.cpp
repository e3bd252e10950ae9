// otkel-anpr: settings, journal, listener and forwarder put together; nothing is decided here.
#include <filesystem>
#include <map>
#include <utility>

#include "anpr-bridge/forwarder.hpp"
#include "anpr-bridge/intake.hpp"
#include "anpr-bridge/listener.hpp"
#include "anpr-bridge/reception.hpp"
#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/secret.hpp"
#include "web/server.hpp"

namespace otkel {
namespace {

using std::chrono::milliseconds;

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
  for (const auto& c : from.cameras)
    to.cameras.push_back({c.name, c.role, c.addresses, c.lane, c.zone, c.view});
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

void report_link(const anpr::Forwarder& forwarder, bool& was_connected) {
  if (forwarder.connected() == was_connected) return;
  was_connected = forwarder.connected();
  config::log(was_connected ? config::LogLevel::info : config::LogLevel::warning,
              was_connected ? "daemon_connected" : "daemon_gone");
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
  const auto edge = config::start_edge(
      argc, argv, "Takes what the gate cameras send, keeps it, and hands it to otkeld.");
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
