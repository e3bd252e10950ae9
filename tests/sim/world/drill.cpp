// The two halves of a drill and how it is judged.
#include "tests/sim/world/drill.hpp"

#include <cstdio>
#include <map>

#include "base/codec/event.hpp"
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/notices.hpp"
#include "sync/hub/app/history.hpp"
#include "sync/hub/app/machine.hpp"

namespace otkel::sim {

using core::Result;

namespace {

constexpr const char* kBatch = "B-1";
constexpr const char* kFirst = "C00000001";
/// A clock further away than this may decide nothing (ADR 0050).
constexpr minutes kClockBound{5};

}  // namespace

Drill::Drill(std::uint64_t seed, int trucks) : world(seed), trucks_(trucks) {
  Journey(world).dispatch(kBatch, kFirst, 3 * trucks + 20);
  world.on_step([this](core::Site site, World::SiteDevices& post) { look(site, post); });
}

Journey& Drill::add_truck() {
  fleet_.push_back(std::make_unique<Journey>(world, static_cast<int>(fleet_.size())));
  return *fleet_.back();
}

Journey& Drill::prepare() {
  auto& truck = add_truck();
  truck.prepare();
  return truck;
}

std::string Drill::next_in_stock() {
  const auto next = world.at(kHere).edge->stores().blanks.next_in_stock(1);
  return next.empty() ? std::string() : next.front().str();
}

void Drill::receive_pack() {
  if (std::exchange(received_, true)) return;
  world.run_for(seconds{30});
  Journey(world).receive(kBatch, kFirst, 3 * trucks_ + 20);
}

void Drill::half() {
  const auto first = fleet_.size();
  for (int i = 0; i < trucks_; ++i) {
    auto& truck = prepare();
    receive_pack();
    truck.arrive();
    truck.enter();
    truck.issue();
  }
  for (auto i = first; i < fleet_.size(); ++i) fleet_[i]->leave();
  settle();
}

void Drill::accept_what_waits() {
  const auto epoch = world.at_hub([&](hub::Context& h) -> Result<std::string> {
    for (const auto& known : h.stores.reading.standings(kHere))
      if (known.standing == sync::Standing::waits) return known.epoch;
    return std::string();
  });
  if (epoch && !epoch->empty())
    good(world.hub_verb([&](hub::Context& h) {
      return hub::accept_epoch(h, {kHere, *epoch, "marat", "drill"}, world.now().wall);
    }));
}

void Drill::begin_bad() {
  began_ = unable_at_ = world.now().boot;
  known_ = reported_events();
}

void Drill::wait_until_able() {
  EXPECT_TRUE(world.run_until([&] { return able(); }, minutes{60}))
      << "an hour later no number can be given";
  verdict_.minutes_to_issue_again =
      std::chrono::duration<double, std::ratio<60>>(unable_at_ - began_).count();
}

/// What readyz answers, but for the proof that the disk can be written.
bool Drill::ready(World::SiteDevices& post) {
  return core::is_ready(app::notices_of(post.edge->loop().around(), world.now_at(post).wall));
}

bool Drill::hub_is_able() {
  return world.hub_verb([&](hub::Context& h) {
    return hub::history_known(h, kHere).has_value() &&
           hub::needs_clock(h, world.now_at_hub().wall).has_value();
  });
}

/// Every moment in which a load balancer or an officer is told "ready" is held against what is
/// true: what the hub holds, what the time is, and what the verbs answer.
void Drill::look(core::Site site, World::SiteDevices& post) {
  if (&post == &world.at(kHere) && !able()) unable_at_ = world.now().boot;
  if (!ready(post)) return;
  const auto why = why_unable(site, post);
  if (!why) return;
  if (++verdict_.ready_while_unable == 1) std::printf("  ready, but %s\n", why->c_str());
}

std::optional<std::string> Drill::why_unable(core::Site site, World::SiteDevices& post) {
  auto& stores = post.edge->stores();
  app::Context context{stores,  post.checkpoint,         post.edge->loop().around(),
                       random_, world.now_at(post).wall, core::Actor::system()};
  if (auto may = app::may_give_numbers(context); !may) return may.error().detail;
  if (auto trusted = app::needs_clock(context); !trusted) return trusted.error().detail;
  if (std::chrono::abs(post.clock_ahead) > kClockBound) return "its clock is wrong";
  // Before the first word of the hub nothing on an old disk can know that it is old.
  if (persons_answer_ || !post.edge->loop().around().link.up) return std::nullopt;
  if (sync::lacks(stores.log.heads(), heads_at_hub(site)))
    return "it lacks events of its own log that the hub holds";
  return std::nullopt;
}

sync::Positions Drill::heads_at_hub(core::Site site) {
  return world.hub_verb([&](hub::Context& h) { return h.stores.edge_log(site).heads(); });
}

/// Ids of what the other end has: the checkpoint's events at the hub, the hub's at the checkpoint.
std::set<std::string> Drill::reported_events() {
  std::set<std::string> ids;
  const auto keep = [&](const core::EventRecord& event) { ids.insert(event.event_id); };
  world.hub_verb([&](hub::Context& h) { see_all(h.stores.edge_log(kHere), keep); });
  see_all(world.at(kHere).edge->stores().hub, keep);
  return ids;
}

std::int64_t Drill::numbers_twice() {
  std::map<std::string, std::set<std::string>> given;
  const auto see = [&](const core::EventRecord& event) {
    if (event.type != core::NumberAllocated::type) return;
    const auto fact = codec::decode_event(event.type, event.body);
    for (const auto& step : std::get<core::NumberAllocated>(*fact).steps)
      given[step.blank].insert(step.application_no);
  };
  see_all(world.at(kHere).edge->stores().log, see);
  world.hub_verb([&](hub::Context& h) { see_all(h.stores.edge_log(kHere), see); });
  return std::ranges::count_if(given, [](const auto& one) { return one.second.size() > 1; });
}

Verdict Drill::judge() {
  settle();
  verdict_.numbers_twice += numbers_twice();
  const auto there = reported_events();
  for (const auto& id : known_)
    if (!there.contains(id)) ++verdict_.lost;
  for (const auto& truck : fleet_) {
    if (truck->application_no.empty()) continue;
    const auto shown = truck->plate_in_register();
    if (!shown.empty() && shown != truck->plate) ++verdict_.mixed_applications;
    if (shown.empty()) ++verdict_.lost;
  }
  verdict_.lost +=
      world.hub_verb([&](hub::Context& h) { return h.stores.incidents.count_dead_letters(kHere); });
  return verdict_;
}

std::vector<std::string> broken_promises(const Case& played, const Verdict& verdict) {
  std::vector<std::string> broken;
  core::for_each_field(verdict, [&]<class T>(std::string_view name, const T& value) {
    const T most = std::is_same_v<T, double> ? static_cast<T>(played.most_minutes) : T{};
    if (value > most)
      broken.push_back(played.name + ": " + std::string(name) + " is " + std::to_string(value) +
                       ", at most " + std::to_string(most) + " was promised");
  });
  return broken;
}

}  // namespace otkel::sim
