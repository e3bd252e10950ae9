// Composition and the two threads: net (web::Server::run) and work (database, links).
#include "sync/hub/service.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "base/sqlite/database.hpp"
#include "config/log.hpp"
#include "config/secret.hpp"
#include "ledger/work_loop.hpp"
#include "sync/hub/app/applications.hpp"
#include "sync/hub/app/deliveries.hpp"
#include "sync/hub/http/face.hpp"
#include "sync/hub/link_service.hpp"
#include "sync/hub/migrations.hpp"
#include "sync/link/keys.hpp"
#include "sync/link/transport_zmq.hpp"

namespace otkel::hub {

using std::chrono::milliseconds;

struct Service::State {
  State(const config::HubSettings& s, const core::Clock& c, core::Random& r, sqlite::Database d)
      : settings(s), clock(c), random(r), db(std::move(d)) {}

  const config::HubSettings& settings;
  const core::Clock& clock;
  core::Random& random;
  sqlite::Database db;
  Context context{db, settings, random};
  ledger::WorkLoop work{{.session = db, .facts = &context.facts}};
  std::unique_ptr<sync::HubTransport> transport;
  std::optional<LinkService> links;
  Api api{context, clock, nullptr, {}};
  web::Server server;
  std::uint16_t port = 0;
  std::optional<core::LocalDate> tried_on;  ///< the day on which all paid applications were tried
};

namespace {

/// Keys of the QR that lie in a folder: SITE.pub with 64 hex digits.
core::Result<void> read_key_folder(Context& context, core::Instant now) {
  const std::filesystem::path folder = context.settings.keys_dir;
  if (folder.empty()) return {};
  for (const auto& one : context.settings.checkpoints) {
    const std::string site(core::word(one.site));
    const auto file = folder / (site + ".pub");
    std::ifstream in(file);
    if (!in) continue;
    std::string hex;
    in >> hex;
    const auto done = context.facts.commit([&] { return record_key(context, {site, hex}, now); });
    if (!done)
      return core::fail(core::Code::config_invalid, file.string() + ": " + done.error().detail);
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

core::Result<Service> Service::open(const config::HubSettings& settings, const core::Clock& clock,
                                    core::Random& random, EpochReason reason) {
  auto token = read_token(settings);
  if (!token) return std::unexpected(token.error());
  auto db = sqlite::Database::open(settings.storage.database, migrations());
  if (!db) return std::unexpected(db.error());
  auto state = std::make_unique<State>(settings, clock, random, *std::move(db));
  if (auto begun = enrol(state->context, reason, clock.now()); !begun)
    return std::unexpected(begun.error());
  if (auto keys = read_key_folder(state->context, clock.now()); !keys)
    return std::unexpected(keys.error());
  if (!settings.link.secret_key_file.empty()) {
    auto keys = sync::load_keys(settings.link.secret_key_file);
    if (!keys) return std::unexpected(keys.error());
    auto transport = sync::HubTransport::open(
        {settings.link.bind, *std::move(keys), settings.link.authorised_dir});
    if (!transport) return std::unexpected(transport.error());
    state->transport = *std::move(transport);
    state->links.emplace(state->context, *state->transport, "otkel-hub");
    state->transport->set_wakeup([work = &state->work] { work->wake(); });
    state->api.links = &*state->links;
  }
  state->api.token = *std::move(token);
  const auto port = state->server.listen(make_face(settings, state->api, state->work));
  if (!port) return std::unexpected(port.error());
  state->port = *port;
  return Service(std::move(state));
}

std::uint16_t Service::http_port() const { return state_->port; }

std::string Service::link_endpoint() const {
  return state_->transport ? state_->transport->endpoint() : std::string();
}

namespace {

/// Once a day a condition may have been met by the date alone, such as the end of a ban.
void daily_step(Context& context, std::optional<core::LocalDate>& tried_on, core::Instant now) {
  const auto today = core::local_date(now, core::kKazakhstanOffset);
  if (tried_on == today) return;
  tried_on = today;
  const auto formed =
      context.facts.commit([&] { return retry_supplements(context, Whose{}, now); });
  if (!formed)
    config::log(config::LogLevel::error, "daily_step_failed", {{"why", formed.error().detail}});
}

}  // namespace

void Service::add_workers(State& s) {
  s.work.add({.name = "day",
              .step =
                  [&s](const core::Moment& at) {
                    daily_step(s.context, s.tried_on, at.wall);
                    return at.boot + milliseconds{1000};
                  },
              .on_news = false});
  if (s.links)
    s.work.add(
        {.name = "links", .step = [&s](const core::Moment& at) { return s.links->step(at); }});
  s.work.add({.name = "wal",
              .step =
                  [&s](const core::Moment& at) {
                    s.db.checkpoint();
                    return at.boot + milliseconds{5000};
                  },
              .on_news = false});
}

void Service::run() {
  State& s = *state_;
  add_workers(s);
  std::thread work([&s] { s.work.run(s.clock); });
  s.server.run();
  s.work.stop();
  work.join();
}

void Service::stop() { state_->server.stop(); }

void Service::stop_at_signals() {
  state_->server.on_signal([server = &state_->server](int) { server->stop(); });
}

}  // namespace otkel::hub
