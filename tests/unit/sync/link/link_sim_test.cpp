// The promise of the link, under thousands of seeds: whatever the network and the processes do,
// nothing is lost, nothing comes twice, nothing comes out of order, and the backlog drains.
// OTKEL_SIM_SEEDS sets how many pairs are tried, OTKEL_SIM_FIRST the first seed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/sync/link/link_pair.hpp"

namespace otkel::sync {
namespace {

using core::LogSide;
using std::chrono::minutes;
using std::chrono::seconds;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void write_some(LinkPair& pair) {
  if (pair.chance(0.5)) return;
  const auto side = pair.chance(0.5) ? LogSide::edge : LogSide::hub;
  for (auto n = 1 + pair.draw(5); n > 0; --n)
    pair.disk(side).append(std::to_string(pair.draw(1'000'000)));
}

void expect_equal_logs(LinkPair& pair) {
  for (const auto side : {LogSide::edge, LogSide::hub}) {
    const auto other = side == LogSide::edge ? LogSide::hub : LogSide::edge;
    for (const auto& [epoch, log] : pair.disk(side).own()) {
      if (log.empty()) continue;
      const auto& received = pair.disk(other).peers().at(epoch);
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

Faults bad_day(LinkPair& pair) {
  return {.drop = 0.3 * pair.chance(0.7) * static_cast<double>(pair.draw(100)) / 100,
          .twice = 0.2 * pair.chance(0.7),
          .max_delay_ms = pair.chance(0.5) ? 30 : 2000,
          .crash = 0.01 * pair.chance(0.6),
          .store_refuses = 0.1 * pair.chance(0.5),
          .slow_owner = 0.3 * pair.chance(0.5)};
}

TEST(LinkSimulation, LosesNothingDuplicatesNothingAndDrainsOnceTheFaultsStop) {
  const auto first = from_environment("OTKEL_SIM_FIRST", 1);
  const auto seeds = from_environment("OTKEL_SIM_SEEDS", 600);
  std::map<std::string, int> happened;
  for (auto seed = first; seed < first + seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    LinkPair pair(seed);
    pair.faults = bad_day(pair);
    for (int i = 0; i < 25 && pair.broken().empty(); ++i) {
      write_some(pair);
      pair.run_for(seconds(1));
    }
    ASSERT_EQ(pair.broken(), "");
    pair.faults = {};
    // The longest pause a link may have imposed on itself, the silence that ends a dead session,
    // and room for frames that are still under way from before.
    ASSERT_TRUE(pair.run_until([&] { return pair.drained(); }, minutes(5)))
        << "did not drain by " << pair.now().count();
    ASSERT_EQ(pair.broken(), "");
    expect_equal_logs(pair);
    // A fresh event passes, and both ends know it.
    pair.disk(LogSide::edge).append("fresh");
    ASSERT_TRUE(pair.run_until(
        [&] {
          return pair.drained() && pair.status(LogSide::edge).peer_acked ==
                                       pair.disk(LogSide::edge).state({}).own_log.back();
        },
        minutes(2)));
    ASSERT_EQ(pair.broken(), "");
    for (const auto side : {LogSide::edge, LogSide::hub})
      for (const auto& alarm : pair.alarms(side))
        ASSERT_FALSE(alarm.quarantined) << alarm.error.detail;
    for (const auto& [what, count] : pair.happened) happened[what] += count;
  }
  // A simulation whose faults never happened proves nothing.
  if (seeds < 100) return;
  for (const char* what : {"crash", "dropped", "doubled", "store refused", "connection dropped"})
    EXPECT_GT(happened[what], 0) << what;
}

TEST(LinkSimulation, CarriesANewEpochBesideTheOldOneAfterARestore) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    LinkPair pair(seed);
    pair.faults = bad_day(pair);
    for (int i = 0; i < 10; ++i) {
      write_some(pair);
      pair.run_for(seconds(1));
    }
    // Restored from a copy made after all that was written: the old epoch ends here.
    pair.disk(LogSide::edge).begin_epoch(epoch_named("e2"));
    pair.crash(LogSide::edge);
    for (int i = 0; i < 10; ++i) {
      write_some(pair);
      pair.run_for(seconds(1));
    }
    pair.disk(LogSide::edge).append("after");
    pair.faults = {};
    ASSERT_TRUE(pair.run_until([&] { return pair.drained(); }, minutes(5)));
    ASSERT_EQ(pair.broken(), "");
    expect_equal_logs(pair);
  }
}

TEST(LinkSimulation, DetectsAnOldDiskImageAndNeverMergesIt) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    LinkPair pair(seed);
    for (int i = 0; i < 20; ++i) pair.disk(LogSide::edge).append("first life");
    ASSERT_TRUE(pair.run_until([&] { return pair.drained(); }, minutes(1)));
    const auto before = hashes(pair.disk(LogSide::hub));
    const auto kept = 1 + pair.draw(19);
    pair.disk(LogSide::edge).cut_own(kept);
    for (auto more = pair.draw(30); more > 0; --more)
      pair.disk(LogSide::edge).append("second life");
    pair.faults = bad_day(pair);
    pair.crash(LogSide::edge);
    pair.run_for(seconds(30));
    pair.faults = {};
    pair.run_for(minutes(3));
    ASSERT_EQ(pair.broken(), "");
    EXPECT_EQ(hashes(pair.disk(LogSide::hub)), before);
    const auto forked = [&](LogSide side) {
      return std::ranges::any_of(pair.alarms(side), [](const Alarm& a) {
        return a.quarantined && a.error.code == core::Code::log_fork;
      });
    };
    EXPECT_TRUE(forked(LogSide::edge));
    EXPECT_TRUE(pair.status(LogSide::edge).sending_quarantined);
    // The hub's own log still flows: the checkpoint needs it to be mended.
    pair.disk(LogSide::hub).append("revocation");
    EXPECT_TRUE(pair.run_until(
        [&] {
          return pair.disk(LogSide::edge).holds(pair.disk(LogSide::hub).state({}).own_log.back());
        },
        minutes(5)));
  }
}

}  // namespace
}  // namespace otkel::sync
