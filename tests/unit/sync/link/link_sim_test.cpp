// The promise of the link, under thousands of seeds: whatever the network and the processes do,
// nothing is lost, nothing comes twice, nothing comes out of order, and the backlog drains.
// OTKEL_SIM_SEEDS sets how many worlds are tried, OTKEL_SIM_FIRST the first seed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/sync/link/link_world.hpp"

namespace otkel::sync {
namespace {

using core::LogSide;
using std::chrono::minutes;
using std::chrono::seconds;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void write_some(World& world) {
  if (world.chance(0.5)) return;
  const auto side = world.chance(0.5) ? LogSide::edge : LogSide::hub;
  for (auto n = 1 + world.draw(5); n > 0; --n)
    world.disk(side).append(std::to_string(world.draw(1'000'000)));
}

void expect_equal_logs(World& world) {
  for (const auto side : {LogSide::edge, LogSide::hub}) {
    const auto other = side == LogSide::edge ? LogSide::hub : LogSide::edge;
    for (const auto& [epoch, log] : world.disk(side).own()) {
      if (log.empty()) continue;
      const auto& received = world.disk(other).peers().at(epoch);
      ASSERT_EQ(received.size(), log.size());
      for (std::size_t i = 0; i < log.size(); ++i) ASSERT_EQ(received[i].hash, log[i].hash);
    }
  }
}

std::vector<std::string> hashes(const Disk& disk) {
  std::vector<std::string> out;
  for (const auto& [epoch, log] : disk.peers())
    for (const auto& event : log) out.push_back(event.hash);
  return out;
}

Faults bad_day(World& world) {
  return {.drop = 0.3 * world.chance(0.7) * static_cast<double>(world.draw(100)) / 100,
          .twice = 0.2 * world.chance(0.7),
          .max_delay_ms = world.chance(0.5) ? 30 : 2000,
          .crash = 0.01 * world.chance(0.6),
          .store_refuses = 0.1 * world.chance(0.5),
          .slow_owner = 0.3 * world.chance(0.5)};
}

TEST(LinkSimulation, LosesNothingDoublesNothingAndDrainsOnceTheFaultsStop) {
  const auto first = from_environment("OTKEL_SIM_FIRST", 1);
  const auto seeds = from_environment("OTKEL_SIM_SEEDS", 600);
  std::map<std::string, int> happened;
  for (auto seed = first; seed < first + seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    world.faults = bad_day(world);
    for (int i = 0; i < 25 && world.broken().empty(); ++i) {
      write_some(world);
      world.run_for(seconds(1));
    }
    ASSERT_EQ(world.broken(), "");
    world.faults = {};
    // The longest pause a link may have imposed on itself, the silence that ends a dead session,
    // and room for frames that are still under way from before.
    ASSERT_TRUE(world.run_until([&] { return world.drained(); }, minutes(5)))
        << "did not drain by " << world.now().count();
    ASSERT_EQ(world.broken(), "");
    expect_equal_logs(world);
    // A fresh event passes, and both ends know it.
    world.disk(LogSide::edge).append("fresh");
    ASSERT_TRUE(world.run_until(
        [&] {
          return world.drained() && world.status(LogSide::edge).peer_acked ==
                                        world.disk(LogSide::edge).state({}).own_log.back();
        },
        minutes(2)));
    ASSERT_EQ(world.broken(), "");
    for (const auto side : {LogSide::edge, LogSide::hub})
      for (const auto& alarm : world.alarms(side))
        ASSERT_FALSE(alarm.quarantined) << alarm.error.detail;
    for (const auto& [what, count] : world.happened) happened[what] += count;
  }
  // A simulation whose faults never happened proves nothing.
  if (seeds < 100) return;
  for (const char* what : {"crash", "dropped", "doubled", "store refused", "connection dropped"})
    EXPECT_GT(happened[what], 0) << what;
}

TEST(LinkSimulation, CarriesANewEpochBesideTheOldOneAfterARestore) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    world.faults = bad_day(world);
    for (int i = 0; i < 10; ++i) {
      write_some(world);
      world.run_for(seconds(1));
    }
    // Restored from a copy made after all that was written: the old epoch ends here.
    world.disk(LogSide::edge).begin_epoch(epoch_named("e2"));
    world.crash(LogSide::edge);
    for (int i = 0; i < 10; ++i) {
      write_some(world);
      world.run_for(seconds(1));
    }
    world.disk(LogSide::edge).append("after");
    world.faults = {};
    ASSERT_TRUE(world.run_until([&] { return world.drained(); }, minutes(5)));
    ASSERT_EQ(world.broken(), "");
    expect_equal_logs(world);
  }
}

TEST(LinkSimulation, AnOldDiskImageIsFoundAndNeverMerged) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (int i = 0; i < 20; ++i) world.disk(LogSide::edge).append("first life");
    ASSERT_TRUE(world.run_until([&] { return world.drained(); }, minutes(1)));
    const auto before = hashes(world.disk(LogSide::hub));
    const auto kept = 1 + world.draw(19);
    world.disk(LogSide::edge).cut_own(kept);
    for (auto more = world.draw(30); more > 0; --more)
      world.disk(LogSide::edge).append("second life");
    world.faults = bad_day(world);
    world.crash(LogSide::edge);
    world.run_for(seconds(30));
    world.faults = {};
    world.run_for(minutes(3));
    ASSERT_EQ(world.broken(), "");
    EXPECT_EQ(hashes(world.disk(LogSide::hub)), before);
    const auto forked = [&](LogSide side) {
      return std::ranges::any_of(world.alarms(side), [](const Alarm& a) {
        return a.quarantined && a.error.code == core::Code::log_fork;
      });
    };
    EXPECT_TRUE(forked(LogSide::edge));
    EXPECT_TRUE(world.status(LogSide::edge).sending_quarantined);
    // The hub's own log still flows: the checkpoint needs it to be mended.
    world.disk(LogSide::hub).append("revocation");
    EXPECT_TRUE(world.run_until(
        [&] {
          return world.disk(LogSide::edge).holds(world.disk(LogSide::hub).state({}).own_log.back());
        },
        minutes(5)));
  }
}

}  // namespace
}  // namespace otkel::sync
