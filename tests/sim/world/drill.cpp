// The bad days, played in the stepped world with as many trucks as wanted, and judged by what both
// logs say in the end: `./dev drill --out DIR` writes summary.json.
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "firmware-daemon/app/history.hpp"
#include "sync/hub/app/history.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

using ledger::Doubt;
namespace json = boost::json;

/// What must be 0, and how long nobody could be given a number.
struct Verdict {
  std::int64_t numbers_twice = 0;       ///< blanks that two applications were given
  std::int64_t lost = 0;                ///< events that one end had acknowledged and nobody holds
  std::int64_t mixed_applications = 0;  ///< permits that show another's vehicle
  std::int64_t ready_while_unable = 0;  ///< numbers were given while the history was not whole
  double minutes_to_issue_again = 0;

  static constexpr auto fields() {
    using V = Verdict;
    return std::tuple{core::field("numbers_twice", &V::numbers_twice),
                      core::field("lost", &V::lost),
                      core::field("mixed_applications", &V::mixed_applications),
                      core::field("ready_while_unable", &V::ready_while_unable),
                      core::field("minutes_to_issue_again", &V::minutes_to_issue_again)};
  }
};

/// One world in which something bad happens between two halves of its trucks.
class Drill {
 public:
  Drill(std::uint64_t seed, int trucks) : world(seed), trucks_(trucks) {
    first().dispatch("B-1", "C00000001", 3 * trucks + 10);
  }

  World world;

  /// The next truck's papers, at the portal.
  Journey& prepare() {
    auto& truck =
        fleet_.emplace_back(std::make_unique<Journey>(world, static_cast<int>(fleet_.size())));
    truck->prepare();
    return *truck;
  }
  /// That many trucks all the way.
  void half() {
    for (int i = 0; i < trucks_; ++i) {
      auto& truck = prepare();
      if (!received_) {
        world.run_for(seconds{30});
        truck.receive("B-1", "C00000001", 3 * trucks_ + 10);
        received_ = true;
      }
      truck.cross();
    }
    settle();
  }
  void settle() { world.run_for(minutes{1}); }

  Doubt doubt() { return world.at(kHere).edge->stores().history.load().doubt; }
  void accept_what_waits() {
    const auto epoch = world.at_hub([&](hub::Context& h) -> core::Result<std::string> {
      for (const auto& known : h.stores.reading.standings(kHere))
        if (known.standing == sync::Standing::waits) return known.epoch;
      return std::string();
    });
    if (epoch && !epoch->empty())
      good(world.hub_verb([&](hub::Context& h) {
        return hub::accept_epoch(h, {kHere, *epoch, "marat", "drill"}, world.now().wall);
      }));
  }

  void begin_bad() {
    began_ = world.now().boot;
    known_ = events_at_hub();
  }
  /// Until numbers are given again; true where they were.
  bool wait_until_able(std::chrono::minutes most) {
    const bool able = world.run_until(
        [&] {
          const bool ready = doubt() == Doubt::none;
          if (ready && !whole()) ++verdict_.ready_while_unable;
          return ready;
        },
        most);
    verdict_.minutes_to_issue_again =
        std::chrono::duration<double, std::ratio<60>>(world.now().boot - began_).count();
    return able;
  }
  Verdict judge() {
    settle();
    verdict_.numbers_twice = numbers_twice();
    for (const auto& id : known_)
      if (!events_at_hub().contains(id)) ++verdict_.lost;
    for (const auto& truck : fleet_) {
      if (truck->application_no.empty()) continue;
      const auto shown = truck->plate_in_register();
      if (!shown.empty() && shown != truck->plate) ++verdict_.mixed_applications;
      if (shown.empty()) ++verdict_.lost;
    }
    return verdict_;
  }
  Verdict& verdict() { return verdict_; }

 private:
  Journey first() { return Journey(world, 0); }

  /// The checkpoint holds everything of its own log that the hub holds.
  bool whole() {
    auto& stores = world.at(kHere).edge->stores();
    return world
        .at_hub([&](hub::Context& h) -> core::Result<bool> {
          return !sync::lacks(stores.log.heads(), h.stores.edge_log(kHere).heads());
        })
        .value();
  }
  std::set<std::string> events_at_hub() {
    std::set<std::string> ids;
    world.at_hub([&](hub::Context& h) -> core::Result<void> {
      auto log = h.stores.edge_log(kHere);
      for (const auto& head : log.heads())
        for (const auto& event : log.read(head.epoch, 1, INT64_MAX)) ids.insert(event.event_id);
      return {};
    });
    return ids;
  }
  std::int64_t numbers_twice() {
    std::map<std::string, std::set<std::string>> given;
    auto& log = world.at(kHere).edge->stores().log;
    for (const auto& head : log.heads())
      for (const auto& event : log.read(head.epoch, 1, INT64_MAX)) {
        if (event.type != core::NumberAllocated::type) continue;
        const auto fact = codec::decode_event(event.type, event.body);
        for (const auto& step : std::get<core::NumberAllocated>(*fact).steps)
          given[step.blank].insert(step.application_no);
      }
    return std::ranges::count_if(given, [](const auto& one) { return one.second.size() > 1; });
  }

  int trucks_;
  bool received_ = false;
  std::vector<std::unique_ptr<Journey>> fleet_;
  milliseconds began_{};
  std::set<std::string> known_;
  Verdict verdict_;
};

using Play = void (*)(Drill&);

void edge_put_back(Drill& d, World::How how) {
  const auto copy = d.world.back_up(kHere);
  d.half();
  d.begin_bad();
  d.world.put_back(kHere, copy, how);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able(minutes{15});
  d.half();
}

void edge_restored(Drill& d) { edge_put_back(d, World::How::with_the_tool); }
void stale_copy(Drill& d) { edge_put_back(d, World::How::by_hand); }
void old_folder(Drill& d) { edge_put_back(d, World::How::without_its_witness); }

void edge_emptied(Drill& d) {
  d.half();
  d.begin_bad();
  d.world.lose(kHere, World::How::without_its_witness);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able(minutes{15});
  d.half();
}

void edge_restored_without_a_line(Drill& d) {
  d.half();
  const auto copy = d.world.back_up(kHere);
  d.half();
  d.begin_bad();
  d.world.network().cut(kHere);
  d.world.put_back(kHere, copy, World::How::with_the_tool);
  // Two persons go to the packs of blanks and come back.
  d.world.run_for(minutes{10});
  auto& truck = d.prepare();
  const auto lies_in_front = d.world.at_hub([&](hub::Context& h) -> core::Result<std::string> {
    std::string next;
    auto log = h.stores.edge_log(kHere);
    for (const auto& head : log.heads())
      for (const auto& event : log.read(head.epoch, 1, INT64_MAX))
        if (event.type == core::NumberAllocated::type)
          next = std::get<core::NumberAllocated>(*codec::decode_event(event.type, event.body))
                     .steps.back()
                     .blank;
    char number[16];
    std::snprintf(number, sizeof number, "C%08d", std::atoi(next.c_str() + 1) + 1);
    return std::string(number);
  });
  good(d.world.as(kHere, kOfficer, [&](app::Context& c) {
    return app::begin_numbers(c,
                              {{*lies_in_front}, "drill: the line is down", app::StandBy{"serik"}});
  }));
  d.verdict().minutes_to_issue_again = 10;
  (void)truck;
  d.world.run_for(minutes{5});
  d.world.network().mend(kHere);
  d.settle();
  d.accept_what_waits();
  d.settle();
  d.half();
}

void hub_put_back(Drill& d, World::How how) {
  const auto copy = d.world.back_up_hub();
  d.half();
  d.begin_bad();
  d.world.put_hub_back(copy, how);
  d.settle();
  const auto doubt = d.world.at_hub(
      [&](hub::Context& h) -> core::Result<Doubt> { return h.stores.history(kHere).load().doubt; });
  if (doubt != Doubt::none) ++d.verdict().ready_while_unable;
  d.verdict().minutes_to_issue_again = 1;
  d.half();
}

void hub_restored(Drill& d) { hub_put_back(d, World::How::with_the_tool); }
void hub_restored_in_silence(Drill& d) { hub_put_back(d, World::How::by_hand); }

void both_restored(Drill& d) {
  d.half();
  const auto edge = d.world.back_up(kHere);
  const auto hub = d.world.back_up_hub();
  d.begin_bad();
  d.world.put_hub_back(hub, World::How::with_the_tool);
  d.world.put_back(kHere, edge, World::How::with_the_tool);
  d.settle();
  d.accept_what_waits();
  d.wait_until_able(minutes{15});
  d.half();
}

void spare_machine(Drill& d) {
  d.half();
  d.begin_bad();
  d.world.start_spare(kHere);
  d.world.run_for(seconds{30});
  if (d.world.spare(kHere).edge->stores().history.load().doubt == Doubt::none)
    ++d.verdict().ready_while_unable;
  d.world.stop_spare(kHere);
  d.wait_until_able(minutes{15});
  d.half();
}

int play_all(const std::string& out, int trucks, std::uint64_t seed) {
  const std::vector<std::pair<const char*, Play>> cases{
      {"edge_restored", edge_restored},
      {"edge_stale_copy", stale_copy},
      {"edge_old_folder", old_folder},
      {"edge_emptied", edge_emptied},
      {"edge_restored_without_a_line", edge_restored_without_a_line},
      {"hub_restored", hub_restored},
      {"hub_restored_in_silence", hub_restored_in_silence},
      {"both_restored", both_restored},
      {"spare_machine", spare_machine},
  };
  json::object summary;
  bool bad = false;
  for (const auto& [name, play] : cases) {
    std::printf("%s ...\n", name);
    std::fflush(stdout);
    Drill drill(seed, trucks);
    play(drill);
    const auto verdict = drill.judge();
    const auto told = codec::to_json(verdict);
    bad = bad || verdict.numbers_twice + verdict.lost + verdict.mixed_applications +
                         verdict.ready_while_unable >
                     0;
    std::printf("  %s\n", json::serialize(told).c_str());
    summary[name] = told;
  }
  std::filesystem::create_directories(out);
  std::ofstream(std::filesystem::path(out) / "summary.json") << json::serialize(summary) << "\n";
  return bad ? 1 : 0;
}

}  // namespace
}  // namespace otkel::sim

namespace {

struct Wish {
  std::string out;
  int trucks = 50;
  std::uint64_t seed = 7;
} wish;

}  // namespace

TEST(BadDaysDrill, EndsWithZeros) {
  EXPECT_EQ(otkel::sim::play_all(wish.out, wish.trucks, wish.seed), 0);
}

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  CLI::App app("Plays restores, a spare machine and emptied databases; writes summary.json");
  app.add_option("--out", wish.out, "folder")->required();
  app.add_option("--trucks", wish.trucks, "before and after the bad moment (50)");
  app.add_option("--seed", wish.seed, "(7)");
  CLI11_PARSE(app, argc, argv);
  return RUN_ALL_TESTS();
}
