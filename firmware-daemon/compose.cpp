// The composition root's parts, in the order in which they need each other.
#include "firmware-daemon/compose.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>
#include <iterator>

#include "base/codec/hash.hpp"
#include "base/files/status_text.hpp"
#include "base/sqlite/database.hpp"
#include "config/clock.hpp"
#include "config/command_line.hpp"
#include "config/log.hpp"
#include "config/machine.hpp"
#include "config/system_random.hpp"
#include "core/value/text.hpp"
#include "firmware-daemon/app/backup_watch.hpp"
#include "firmware-daemon/app/notices.hpp"
#include "firmware-daemon/http/api.hpp"
#include "firmware-daemon/node.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "ledger/witness.hpp"
#include "printer/device/make_device.hpp"
#include "printer/job/page_picture.hpp"
#include "printer/job/print_thread.hpp"
#include "sync/bridge/bridge_port.hpp"
#include "sync/link/transport_zmq.hpp"

namespace otkel::daemon {
namespace {

using config::EdgeSettings;
using core::Code;
using core::Result;
namespace fs = std::filesystem;

/// A demonstration wants the same ids again: derived from its seed and what they are for.
std::optional<std::array<std::uint8_t, 32>> demonstrated(const EdgeSettings& settings,
                                                         const std::string& what) {
  const auto seed = settings.common.demo_seed;
  if (!seed) return std::nullopt;
  return codec::blake2b(codec::bytes_of(what + "/" + std::string(settings.checkpoint.site.code()) +
                                        "/" + std::to_string(*seed)));
}

std::string new_epoch(const EdgeSettings& settings, core::Random& random) {
  if (const auto same = demonstrated(settings, "epoch")) return codec::to_hex(*same).substr(0, 32);
  return codec::to_hex(random.bytes<16>());
}

/// The key that signs, and the public halves of itself and of those before it.
struct QrKeys {
  printer::SigningKey signing;
  std::vector<printer::PublicKey> own;
};

Result<QrKeys> with_former(Result<printer::SigningKey> key, const std::string& file) {
  if (!key) return std::unexpected(key.error());
  auto own = printer::former_keys(file);
  if (!own) return std::unexpected(own.error());
  own->insert(own->begin(), key->public_key());
  return QrKeys{*std::move(key), *std::move(own)};
}

/// Without a file of its own the key stands beside the database; a demonstration's comes from its
/// seed.
Result<QrKeys> qr_keys(const EdgeSettings& settings) {
  using printer::SigningKey;
  if (const auto& file = settings.printer.signing_key_file; !file.empty())
    return with_former(SigningKey::load(file), file);
  if (const auto same = demonstrated(settings, "signing-key")) {
    const auto key = SigningKey::from_seed(*same);
    return QrKeys{key, {key.public_key()}};
  }
  const auto file = (fs::path(settings.storage.database).parent_path() / "signing.key").string();
  return with_former(fs::exists(file) ? SigningKey::load(file) : SigningKey::generate(file), file);
}

/// Without a file of its own the print thread's journal stands beside the database.
std::string journal_path(const EdgeSettings& settings) {
  if (!settings.printer.journal_file.empty()) return settings.printer.journal_file;
  return (fs::path(settings.storage.database).parent_path() / "print.journal").string();
}

/// What is known of each printer stands beside the database too.
printer::DeviceOptions printer_options(const EdgeSettings& settings, core::Random& random) {
  return {random, fs::path(settings.storage.database).parent_path() / "printers",
          [](const std::string& news) {
            config::log(config::LogLevel::info, "printer_known", {{"printer", news}});
          }};
}

/// What the print thread wrote before this start; nothing if it has no file yet.
Result<std::optional<std::vector<printer::Recovered>>> recovered_prints(
    const EdgeSettings& settings) {
  auto known = printer::recover(journal_path(settings));
  if (known) return std::optional(*std::move(known));
  if (known.error().code == Code::not_found) return std::nullopt;
  return std::unexpected(known.error());
}

/// The last event of the database, kept outside it.
Result<files::StatusText> open_witness(const EdgeSettings& settings) {
  return files::StatusText::open(settings.storage.database + ".witness");
}

std::optional<sync::Position> last_witnessed(const EdgeSettings& settings,
                                             const files::StatusText& witness) {
  const ledger::LogName log(settings.checkpoint.site, core::LogSide::edge);
  for (const auto& [name, last] : ledger::read_witness(witness.before()))
    if (name == log.text()) return last;
  return std::nullopt;
}

Result<EdgeStart> start_of(const EdgeSettings& settings, const files::StatusText& witness,
                           core::Random& random) {
  auto prints = recovered_prints(settings);
  if (!prints) return std::unexpected(prints.error());
  return EdgeStart{std::string(core::word(settings.common.profile)), new_epoch(settings, random),
                   *std::move(prints), last_witnessed(settings, witness), settings.link.enabled};
}

Time time_of(const EdgeSettings& settings) {
  return settings.common.clock.source == config::ClockSource::driven ? Time::driven : Time::real;
}

Result<std::unique_ptr<sync::EdgeTransport>> edge_transport(const config::LinkSettings& link) {
  auto hub = sync::load_public_key(link.hub_public_key_file);
  if (!hub) return std::unexpected(hub.error());
  auto keys = sync::load_keys(link.secret_key_file);
  if (!keys) return std::unexpected(keys.error());
  return sync::EdgeTransport::open({link.hub_endpoint, *hub, *keys});
}

printer::Paper paper_of(const EdgeSettings& s) {
  // Two layers that do not know each other name the same papers.
  static_assert(core::EnumWords<config::Paper>::words == core::EnumWords<printer::Paper>::words);
  return static_cast<printer::Paper>(s.printer.paper);
}

http::ApiSettings api_settings(
    const EdgeSettings& s, std::function<Result<std::string>(const core::Document&)> page_picture) {
  http::ApiSettings api;
  api.kiosk = {s.kiosk_listen.address, s.kiosk_listen.port, {}};
  api.console = {s.console.listen.address, s.console.listen.port, s.console.hosts,
                 s.console.public_url, s.console.trusted_proxies};
  api.static_root = s.static_root;
  // A driven clock squeezes the visitors of a day into seconds.
  if (s.common.clock.source == config::ClockSource::driven) api.kiosk_requests_per_second = 0;
  api.about = {OTKEL_VERSION, std::string(core::word(s.common.profile)), s.bridge.pictures_dir,
               s.link.enabled, std::move(page_picture)};
  return api;
}

/// Every notice is a line of the log when it begins, when its words change, and when it ends.
app::Worker notice_worker() {
  app::Worker worker;
  worker.name = "notices";
  worker.on_news = false;
  worker.step = [reported = std::vector<app::Notice>()](app::Context& c,
                                                        std::chrono::milliseconds boot) mutable {
    constexpr std::chrono::milliseconds kEvery{1000};
    const auto now = app::notices_of(c.around, c.now);
    for (const auto& notice : now)
      if (std::ranges::find(reported, notice) == reported.end())
        config::log(notice.weight == core::NoticeWeight::stops ? config::LogLevel::error
                                                               : config::LogLevel::warning,
                    "notice", {{"code", notice.code}, {"detail", notice.detail}});
    for (const auto& old : reported)
      if (std::ranges::find(now, old.code, &app::Notice::code) == now.end())
        config::log(config::LogLevel::info, "notice_ended", {{"code", old.code}});
    reported = now;
    return boot + kEvery;
  };
  return worker;
}

void report_failed_log_in(const http::FailedLogIn& failed) {
  config::log(
      config::LogLevel::warning, "log_in_failed",
      {{"login", failed.login}, {"address", failed.address}, {"code", core::word(failed.why)}});
}

void report_trouble(const core::Error& error) {
  config::log(config::LogLevel::error, "request_failed",
              {{"code", core::word(error.code)}, {"detail", error.detail}});
}

}  // namespace

app::Checkpoint checkpoint_of(const EdgeSettings& s) {
  app::Checkpoint c{s.checkpoint, s.kiosk, s.console.sessions};
  c.pack = s.common.rules.pack;
  c.register_base = core::upper_ascii(s.printer.register_base);
  c.demonstration = s.common.profile == config::Profile::demonstration;
  return c;
}

/// What refers to something stands below it, so that it goes first.
struct Daemon::State {
  State(sqlite::Database db, const EdgeSettings& s, std::unique_ptr<core::Clock> the_clock)
      : clock(std::move(the_clock)),
        edge(std::move(db), checkpoint_of(s), random, time_of(s)),
        api({edge.loop(), server, *clock, report_trouble, report_failed_log_in},
            api_settings(s,
                         [this, paper = paper_of(s), archive = s.printer.archive_dir](
                             const core::Document& sheet) -> Result<std::string> {
                           return printer::page_picture(sheet, *signing, {paper, archive});
                         })) {}

  std::unique_ptr<core::Clock> clock;
  std::unique_ptr<files::StatusText> witness;
  config::SystemRandom random;
  Edge edge;
  std::optional<printer::SigningKey> signing;  ///< set before anybody can ask
  std::vector<printer::PublicKey> own_keys;    ///< of the QR, the present one first
  std::unique_ptr<printer::PrintThread> printer;
  std::unique_ptr<sync::BridgePort> bridge;
  std::unique_ptr<sync::EdgeTransport> transport;
  web::Server server;
  http::Api api;
  std::uint16_t kiosk_port = 0, console_port = 0;

  Result<void> open_printer(const EdgeSettings& s) {
    auto device = printer::make_device(s.printer.device, printer_options(s, random));
    if (!device) return std::unexpected(device.error());
    const auto keys = qr_keys(s);
    if (!keys) return std::unexpected(keys.error());
    signing = keys->signing;
    own_keys = keys->own;
    printer::PrintThreadOptions options;
    options.paper = paper_of(s);
    options.archive_folder = s.printer.archive_dir;
    options.journal_path = journal_path(s);
    options.wake = [this] { edge.loop().wake(); };
    printer =
        std::make_unique<printer::PrintThread>(std::move(*device), *signing, std::move(options));
    config::log(config::LogLevel::info, "printer_opened",
                {{"device", s.printer.device}, {"qr_key", signing->public_hex()}});
    return {};
  }

  Result<void> open_bridge(const EdgeSettings& s) {
    auto port = sync::BridgePort::open(s.bridge.endpoint, [this] { edge.loop().wake(); });
    if (!port) return std::unexpected(port.error());
    bridge = std::move(*port);
    return {};
  }

  Result<void> open_link(const EdgeSettings& s) {
    if (!s.link.enabled) return {};
    auto opened = edge_transport(s.link);
    if (!opened) return std::unexpected(opened.error());
    transport = std::move(*opened);
    transport->set_wakeup([this] { edge.loop().wake(); });
    return {};
  }

  Result<void> open_ports() {
    const auto kiosk = server.listen(api.kiosk_vhost());
    if (!kiosk) return std::unexpected(kiosk.error());
    const auto console = server.listen(api.console_vhost());
    if (!console) return std::unexpected(console.error());
    kiosk_port = *kiosk;
    console_port = *console;
    return {};
  }

  Result<void> open_all(const EdgeSettings& s) {
    auto opened = open_witness(s);
    if (!opened) return std::unexpected(opened.error());
    witness = std::make_unique<files::StatusText>(*std::move(opened));
    const auto start = start_of(s, *witness, random);
    if (!start) return std::unexpected(start.error());
    if (auto ok = edge.begin(*start, clock->now()); !ok) return ok;
    if (auto ok = open_ports(); !ok) return ok;
    if (auto ok = open_printer(s); !ok) return ok;
    if (auto ok = open_link(s); !ok) return ok;
    if (auto ok = open_bridge(s); !ok) return ok;
    edge.attach({*printer, s.printer.device, own_keys, *bridge, transport.get(), config::boot_id(),
                 machine_probe(s)});
    edge.loop().add(api.push_worker());
    edge.loop().add(drain_worker());
    edge.loop().add(notice_worker());
    edge.loop().add(witness_worker());
    if (s.common.profile == config::Profile::production)
      edge.loop().add(backup_worker(s.storage.database));
    return {};
  }

  /// Looks once an hour when `otkelctl backup` has last reported that it was done.
  static app::Worker backup_worker(std::string database) {
    return {"backup",
            [database = std::move(database)](app::Context& c, std::chrono::milliseconds boot) {
              const auto done = c.stores.db.transact([&]() -> Result<void> {
                app::watch_backup(c, config::last_backup(database));
                return {};
              });
              if (!done) report_trouble(done.error());
              return boot + std::chrono::hours{1};
            },
            false};
  }

  /// After every commit: where this database ends, outside it.
  app::Worker witness_worker() {
    return {"witness", [this](app::Context& c, std::chrono::milliseconds boot) {
              constexpr std::chrono::milliseconds kAtLatest{60'000};
              const auto done = witness->write(
                  ledger::witness_text({{c.stores.log.name().text(), c.stores.log.head()}}));
              if (!done) report_trouble(done.error());
              return boot + kAtLatest;
            }};
  }

  app::MachineProbe machine_probe(const EdgeSettings& s) const {
    app::MachineProbe probe;
    probe.disk = [database = s.storage.database] { return config::disk_space(database); };
    probe.state_report = [database = s.storage.database] { return config::state_report(database); };
    if (transport)
      probe.transport = [this]() -> app::TransportNews {
        const auto status = transport->status();
        return {status.connected ? std::string() : status.last_problem, status.refused,
                status.dropped, status.frames_in, status.frames_out};
      };
    return probe;
  }

  /// Once draining: reports when nothing lies at the printer whose end is not written down yet.
  app::Worker drain_worker() {
    return {"drain", [this](app::Context& c, std::chrono::milliseconds boot) {
              constexpr std::chrono::milliseconds kPause{500};
              if (draining && !drained_reports && c.stores.print_jobs.in_flight().empty()) {
                drained_reports = true;
                drained.set_value();
              }
              return boot + kPause;
            }};
  }

  void wait_for_printer() {
    constexpr std::chrono::seconds kMost{10};
    draining = true;
    edge.loop().wake();
    drained.get_future().wait_for(kMost);
  }

  std::atomic<bool> draining = false;
  bool drained_reports = false;  ///< work thread only
  std::promise<void> drained;
};

Daemon::Daemon(std::unique_ptr<State> state) : state_(std::move(state)) {}
Daemon::~Daemon() = default;

Result<std::unique_ptr<Daemon>> Daemon::open(const EdgeSettings& settings) {
  auto clock = config::make_clock(settings.common.clock);
  if (!clock) return std::unexpected(clock.error());
  std::error_code ignored;
  fs::create_directories(fs::path(settings.storage.database).parent_path(), ignored);
  auto db = sqlite::Database::open(settings.storage.database, store::migrations());
  if (!db) return std::unexpected(db.error());
  auto state = std::make_unique<State>(std::move(*db), settings, std::move(*clock));
  if (auto ok = state->open_all(settings); !ok) return std::unexpected(ok.error());
  return std::unique_ptr<Daemon>(new Daemon(std::move(state)));
}

std::uint16_t Daemon::kiosk_port() const { return state_->kiosk_port; }
std::uint16_t Daemon::console_port() const { return state_->console_port; }
app::WorkLoop& Daemon::loop() { return state_->edge.loop(); }
store::Stores& Daemon::stores() { return state_->edge.stores(); }

void Daemon::end_on_signals() {
  state_->server.on_signal([this](int) { stop(); });
}

void Daemon::run() {
  std::thread work([this] { state_->edge.loop().run(*state_->clock); });
  state_->server.run();
  state_->wait_for_printer();
  state_->edge.loop().stop();
  work.join();
}

void Daemon::stop() { state_->server.stop(); }

int exit_code(Code code) {
  switch (code) {
    case Code::config_invalid:
    case Code::rule_pack_invalid:
    case Code::value_malformed:
      return config::kExitConfig;
    // Starting again repairs nothing either: a person has to restore.
    case Code::database_corrupt:
    case Code::database_newer:
      return config::kExitDatabase;
    case Code::already_running:
    case Code::port_in_use:
    case Code::database_locked:
    case Code::busy:
      return 75;
    default:
      return 74;
  }
}

}  // namespace otkel::daemon
