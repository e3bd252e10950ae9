// What the machine gives the node: files, sockets, and the two threads net (web::Server::run) and
// work (everything else).
#include "sync/hub/service.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "base/files/status_text.hpp"
#include "config/log.hpp"
#include "config/machine.hpp"
#include "config/secret.hpp"
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/http/virtual_host.hpp"
#include "sync/hub/migrations.hpp"
#include "sync/hub/node.hpp"
#include "sync/link/keys.hpp"
#include "sync/link/transport_zmq.hpp"

namespace otkel::hub {

struct Service::State {
  State(const config::HubSettings& s, const core::Clock& c, core::Random& random,
        sqlite::Database db, files::StatusText status_text)
      : settings(s), clock(c), witness(std::move(status_text)), node(std::move(db), s, random) {}

  const config::HubSettings& settings;
  const core::Clock& clock;
  files::StatusText witness;
  Node node;
  std::unique_ptr<sync::HubTransport> transport;
  Api api{node.context(), clock, {}};
  web::Server server;
  std::uint16_t port = 0;

  core::Result<void> open_link();
  void keep_witness();
  MachineProbe machine_probe() const;
};

namespace {

/// Keys of the QR that lie in a folder: SITE.pub with 64 hex digits, a line for each key that the
/// checkpoint has or had.
core::Result<void> read_key_folder(Context& context, core::Instant now) {
  const std::filesystem::path folder = context.settings.keys_dir;
  if (folder.empty()) return {};
  for (const auto& one : context.settings.checkpoints) {
    const std::string site(one.site.code());
    const auto file = folder / (site + ".pub");
    std::ifstream in(file);
    if (!in) continue;
    std::string hex;
    in >> hex;
    do {
      const auto done =
          context.facts.commit([&] { return record_key(context, {site, hex, {}}, now); });
      if (!done)
        return core::fail(core::Code::config_invalid, file.string() + ": " + done.error().detail);
    } while (in >> hex);
  }
  return {};
}

core::Result<std::string> read_token(const config::HubSettings& settings) {
  if (settings.api_token_file.empty()) return std::string();
  return config::read_secret(settings.api_token_file);
}

}  // namespace

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}
Service::Service(Service&&) noexcept = default;
Service& Service::operator=(Service&&) noexcept = default;
Service::~Service() = default;

/// Without a key of its own a hub has no links.
core::Result<void> Service::State::open_link() {
  if (settings.link.secret_key_file.empty()) return {};
  auto keys = sync::load_keys(settings.link.secret_key_file);
  if (!keys) return std::unexpected(keys.error());
  sync::AllowList::Served served;
  for (const auto& one : settings.checkpoints) served.insert(one.site);
  auto opened = sync::HubTransport::open(
      {settings.link.bind, *std::move(keys), settings.link.authorised_dir, std::move(served)});
  if (!opened) return std::unexpected(opened.error());
  transport = *std::move(opened);
  transport->set_wakeup([work = &node.loop()] { work->wake(); });
  return {};
}

/// After every commit: where the hub's logs end, outside the database.
void Service::State::keep_witness() {
  const auto write = [this](const core::Moment& at) {
    constexpr std::chrono::milliseconds kAtLatest{60'000};
    const auto last = node.database().read([&]() -> core::Result<ledger::Witness> {
      ledger::Witness heads;
      for (const auto& one : settings.checkpoints) {
        auto log = node.context().stores.hub_log(one.site);
        heads.emplace_back(log.name().text(), log.head());
      }
      return heads;
    });
    const auto done =
        last ? witness.write(ledger::witness_text(*last)) : std::unexpected(last.error());
    if (!done)
      config::log(config::LogLevel::error, "witness_not_written", {{"why", done.error().detail}});
    return at.boot + kAtLatest;
  };
  node.loop().add({.name = "witness", .step = write});
}

MachineProbe Service::State::machine_probe() const {
  MachineProbe probe;
  probe.boot_id = config::boot_id();
  probe.disk = [database = settings.storage.database] { return config::disk_space(database); };
  probe.state_report = [database = settings.storage.database] {
    return config::state_report(database);
  };
  if (settings.common.profile == config::Profile::production)
    probe.last_backup = [database = settings.storage.database] {
      return config::last_backup(database);
    };
  if (transport)
    probe.port = [port = transport.get()]() -> PortNews {
      const auto status = port->status();
      return {status.last_problem, status.refused,    status.dropped,
              status.frames_in,    status.frames_out, status.complaints};
    };
  return probe;
}

core::Result<Service> Service::open(const config::HubSettings& settings, const core::Clock& clock,
                                    core::Random& random) {
  auto token = read_token(settings);
  if (!token) return std::unexpected(token.error());
  auto db = sqlite::Database::open(settings.storage.database, migrations());
  if (!db) return std::unexpected(db.error());
  auto witness = files::StatusText::open(settings.storage.database + ".witness");
  if (!witness) return std::unexpected(witness.error());
  const auto seen = ledger::read_witness(witness->before());
  auto state =
      std::make_unique<State>(settings, clock, random, *std::move(db), *std::move(witness));
  if (auto begun = state->node.begin(clock.now(), seen); !begun)
    return std::unexpected(begun.error());
  if (auto keys = read_key_folder(state->node.context(), clock.now()); !keys)
    return std::unexpected(keys.error());
  if (auto open = state->open_link(); !open) return std::unexpected(open.error());
  state->node.attach(state->transport.get(), state->machine_probe());
  state->keep_witness();
  state->api.token = *std::move(token);
  const auto port = state->server.listen(make_vhost(settings, state->api, state->node.loop()));
  if (!port) return std::unexpected(port.error());
  state->port = *port;
  return Service(std::move(state));
}

std::uint16_t Service::http_port() const { return state_->port; }

std::int64_t Service::http_body_bytes() const { return state_->server.counts().body_bytes; }

std::string Service::link_endpoint() const {
  return state_->transport ? state_->transport->endpoint() : std::string();
}

void Service::run() {
  State& s = *state_;
  std::thread work([&s] { s.node.loop().run(s.clock); });
  s.server.run();
  s.node.loop().stop();
  work.join();
}

void Service::stop() { state_->server.stop(); }

void Service::stop_at_signals() {
  state_->server.on_signal([server = &state_->server](int) { server->stop(); });
}

}  // namespace otkel::hub
