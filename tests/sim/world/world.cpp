// Start, the passing of time, and what is on the disks.
#include "tests/sim/world/world.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/codec/hash.hpp"
#include "config/load.hpp"
#include "firmware-daemon/compose.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "firmware-daemon/store/state_check.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/history.hpp"
#include "sync/hub/migrations.hpp"
#include "sync/hub/store/state_check.hpp"

namespace otkel::sim {
namespace {

const std::string kConfig = OTKEL_TOP "/config";

/// What was wrong with the settings is what is wrong with the test.
template <class S>
S settings_in(core::Result<config::Loaded<S>> loaded) {
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return std::move(loaded->settings);
}

config::HubSettings settings_of_hub(const Sites& sites) {
  auto settings = settings_in(config::load_hub({kConfig, sites.hub_files, {}}));
  settings.sites = sites.sites;
  std::erase_if(settings.checkpoints, [&](const core::SiteSettings& one) {
    return std::ranges::find(settings.sites, one.site) == settings.sites.end();
  });
  // The portal sells a slot to many, so that a fleet needs no days.
  for (auto& one : settings.checkpoints)
    for (auto& step : one.capacity) step.per_day *= 20;
  return settings;
}

template <class Result>
void must(const Result& done) {
  if (!done) throw std::runtime_error(done.error().detail);
}

/// Equal for equal rows, whatever way the pages of the database went.
std::string rows_of(sqlite::Database& db) {
  const support::TemporaryFolder folder;
  const std::string copy = folder / "copy.db";
  must(db.copy_to(copy));
  std::ostringstream bytes;
  bytes << std::ifstream(copy, std::ios::binary).rdbuf();
  return codec::blake2b_hex(bytes.str());
}

void add_heads(std::vector<std::string>& to, const std::string& log, const sync::Positions& heads) {
  for (const auto& head : heads)
    to.push_back(log + ": " + head.epoch + " " + std::to_string(head.seq) + " " + head.hash);
}

}  // namespace

Sites two_checkpoints() { return {{core::Site{"nur-zholy"}, core::Site{"dostyk"}}, {}, {}}; }

World::SiteDevices::SiteDevices(core::Random& random, app::Checkpoint here)
    : printer(printer::SigningKey::from_seed(random.bytes<32>())), checkpoint(std::move(here)) {}

app::Checkpoint World::checkpoint_at(core::Site site) const {
  const auto own = sites_.edge_files.find(site);
  const auto files =
      own == sites_.edge_files.end() ? std::vector<std::filesystem::path>{} : own->second;
  return daemon::checkpoint_of(settings_in(config::load_edge({kConfig, files, site})));
}

World::World(std::uint64_t seed, Sites sites)
    : sites_(std::move(sites)),
      random_(seed),
      now_{core::parse_iso("2025-05-20T04:00:00Z").value(), milliseconds{1000}},
      hub_settings_(settings_of_hub(sites_)) {
  auto db = sqlite::Database::open(":memory:", hub::migrations()).value();
  hub::Stores stores(db);
  hub::Context context{stores, hub_settings_, random_};
  must(hub::enrol(context, now_.wall));
  start_hub(std::move(db), How::without_its_witness);
  for (const auto& site : sites_.sites) {
    auto& post = *posts_.emplace(site, std::make_unique<SiteDevices>(random_, checkpoint_at(site)))
                      .first->second;
    post.line = &network_.edge(site);
    start(site, post, sqlite::Database::open(":memory:", store::migrations()).value(),
          How::without_its_witness);
  }
}

void World::start_hub(sqlite::Database db, How how) {
  network_.hub().set_wakeup({});
  hub_ = std::make_unique<hub::Node>(std::move(db), hub_settings_, random_);
  must(hub_->begin(now_.wall, how == How::without_its_witness ? ledger::Witness{} : hub_witness_));
  network_.hub().set_wakeup([this] {
    hub_->loop().wake();
    hub_due_ = now_.boot;
  });
  hub_->attach(&network_.hub());
  hub_due_ = now_.boot;
}

void World::start(core::Site site, SiteDevices& post, sqlite::Database db, How how) {
  post.edge =
      std::make_unique<daemon::Edge>(std::move(db), post.checkpoint, random_, daemon::Time::real);
  auto& loop = post.edge->loop();
  const auto wake = [&post, &loop, this] {
    loop.wake();
    post.due = now_.boot;
  };
  post.line->set_wakeup(wake);
  post.cameras.set_wakeup(wake);
  post.printer.set_wakeup(wake);
  daemon::EdgeStart begin{"production", codec::to_hex(random_.bytes<16>()), std::nullopt};
  begin.asks_hub = true;
  if (how != How::without_its_witness && witnesses_.contains(site))
    begin.witness = witnesses_[site];
  must(post.edge->begin(begin, now_at(post).wall));
  post.edge->attach({post.printer,
                     "stepped",
                     {post.printer.key().public_key()},
                     post.cameras,
                     post.line,
                     "the-first-start-of-this-machine",
                     {}});
  post.due = now_.boot;
}

std::string World::next_copy() { return folder_ / ("copy-" + std::to_string(++copies_) + ".db"); }

std::string World::back_up(core::Site site) {
  auto copy = next_copy();
  must(at(site).edge->stores().db.copy_to(copy));
  return copy;
}

std::string World::back_up_hub() {
  auto copy = next_copy();
  must(hub_->database().copy_to(copy));
  return copy;
}

/// Its witness holds what the daemon has written last.
void World::stop(core::Site site) {
  auto& post = at(site);
  if (post.edge) witnesses_[site] = post.edge->stores().log.head();
  post.edge.reset();
}

void World::stop_hub() {
  hub_witness_.clear();
  for (const auto& site : sites_.sites) {
    auto log = hub_->context().stores.hub_log(site);
    hub_witness_.emplace_back(log.name().text(), log.head());
  }
  hub_.reset();
}

void World::put_back(core::Site site, const std::string& copy, How how) {
  auto& post = at(site);
  stop(site);
  const auto path = next_copy();
  std::filesystem::copy_file(copy, path);
  auto db = sqlite::Database::open(path, store::migrations()).value();
  if (how == How::with_the_tool)
    must(db.transact([&]() -> core::Result<void> {
      store::Marks(db).set_put_back(true);
      return {};
    }));
  start(site, post, std::move(db), how);
}

void World::restart(core::Site site) { put_back(site, back_up(site), How::by_hand); }

void World::lose(core::Site site, How how) {
  auto& post = at(site);
  stop(site);
  start(site, post, sqlite::Database::open(":memory:", store::migrations()).value(), how);
}

void World::put_hub_back(const std::string& copy, How how) {
  stop_hub();
  const auto path = next_copy();
  std::filesystem::copy_file(copy, path);
  auto db = sqlite::Database::open(path, hub::migrations()).value();
  if (how == How::with_the_tool) {
    hub::Stores stores(db);
    hub::Context context{stores, hub_settings_, random_};
    must(hub::begin_restored(context, {"the disk died", "marat"}, now_.wall));
  }
  start_hub(std::move(db), how);
}

void World::start_spare(core::Site site) {
  auto& post = *spares_.emplace(site, std::make_unique<SiteDevices>(random_, checkpoint_at(site)))
                    .first->second;
  post.line = &network_.spare(site);
  start(site, post, sqlite::Database::open(":memory:", store::migrations()).value(),
        How::without_its_witness);
}

void World::stop_spare(core::Site site) {
  network_.spare(site).disconnect(sync::kHubPeer);
  network_.spare(site).set_wakeup({});
  spares_.erase(site);
}

core::Result<void> World::as(core::Site site, const std::string& actor,
                             const std::function<core::Result<void>(app::Context&)>& work) {
  core::Result<void> answer = core::fail(core::Code::internal, "it was not carried out");
  auto& post = at(site);
  post.edge->loop().submit({core::Actor::read(actor),
                            [&](app::Context& c) -> core::Result<app::Answer> {
                              if (auto done = work(c); !done) return std::unexpected(done.error());
                              return app::Answer{};
                            },
                            [&](const core::Result<app::Answer>& result) {
                              answer =
                                  result ? core::Result<void>{} : std::unexpected(result.error());
                            }});
  step(site, post);
  return answer;
}

void World::step(core::Site site, SiteDevices& post) {
  post.due = post.edge->step(now_at(post));
  if (looks_) looks_(site, post);
}

std::vector<std::string> World::state() {
  std::vector<std::string> state;
  for (auto& [site, post] : posts_) {
    const std::string word(site.code());
    auto& stores = post->edge->stores();
    add_heads(state, word + "/edge", stores.log.heads());
    add_heads(state, word + "/hub", hub_->context().stores.hub_log(site).heads());
    state.push_back("rows of " + word + ": " + rows_of(stores.db));
  }
  state.push_back("rows of the hub: " + rows_of(hub_->database()));
  return state;
}

std::vector<std::string> World::differences() {
  std::vector<std::string> words;
  const auto add = [&](std::string_view whose, const core::Result<ledger::StateCheck>& check) {
    must(check);
    for (const auto& one : check->differences)
      words.push_back(std::string(whose) + ": " + one.words());
  };
  add("hub", hub::check_state(hub_->database()));
  for (auto& [site, post] : posts_)
    if (post->edge) add(site.code(), store::check_state(post->edge->stores().db, site));
  return words;
}

void World::tick() {
  network_.advance(now_.boot);
  if (hub_due_ <= now_.boot) hub_due_ = hub_->step(now_at_hub());
  milliseconds next = hub_due_;
  for (auto* machines : {&posts_, &spares_})
    for (auto& [site, post] : *machines) {
      if (!post->edge) continue;
      post->printer.advance(now_.boot);
      if (post->due <= now_.boot) step(site, *post);
      next = std::min(next, post->due);
      next = std::min(next, post->printer.next_end().value_or(next));
    }
  next = std::min(next, network_.next_arrival().value_or(next));
  const auto passes = std::max(milliseconds{1}, next - now_.boot);
  now_.wall += passes;
  now_.boot += passes;
}

void World::run_for(milliseconds span) {
  run_until([] { return false; }, span);
}

bool World::run_until(const std::function<bool()>& done, milliseconds limit) {
  for (const auto until = now_.boot + limit; now_.boot < until; tick())
    if (done()) return true;
  return done();
}

}  // namespace otkel::sim
