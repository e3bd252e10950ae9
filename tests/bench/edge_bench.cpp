// What the checkpoint's work costs: permits against raw commits of the same disk, matching, the
// screens, and the start with a full register of cards.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <tuple>

#include "core/plate/plate_match.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app {
namespace {

using test::CheckpointInMemory;
using test::Truck;

/// The next trucks come through the gate.
std::vector<Truck> trucks_inside(CheckpointInMemory& w, int first, int count) {
  std::vector<Truck> trucks;
  for (int n = first; n < first + count; ++n) trucks.push_back(w.inside(n));
  return trucks;
}

void raw_single_row_commits(benchmark::State& state) {
  const support::TemporaryFolder folder;
  CheckpointInMemory w(folder / "raw.db");
  w.db.script("CREATE TABLE raw (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
  for ([[maybe_unused]] auto _ : state)
    std::ignore = w.db.transact([&]() -> Result<void> {
      w.db.run("INSERT INTO raw (text) VALUES ('a row of the size of a short fact')");
      return {};
    });
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(raw_single_row_commits)->Iterations(400)->UseRealTime()->Unit(benchmark::kMicrosecond);

/// As the work loop does it: each in a savepoint, all in one commit.
Result<void> issue_all(CheckpointInMemory& w, const std::vector<Truck>& trucks) {
  Context c = w.context();
  return w.db.transact([&]() -> Result<void> {
    for (const auto& truck : trucks)
      if (auto done = w.db.savepoint([&] { return issue_permit(c, truck.application_no); }); !done)
        return done;
    return {};
  });
}

/// One permit: checks, allocation, blank, print row and events. `range(0)` of them share a commit.
void issue_permits(benchmark::State& state) {
  const support::TemporaryFolder folder;
  CheckpointInMemory w(folder / "edge.db");
  const auto group = static_cast<int>(state.range(0));
  w.blanks(group * state.max_iterations);
  int next = 1;
  for ([[maybe_unused]] auto _ : state) {
    state.PauseTiming();
    const auto trucks = trucks_inside(w, next, group);
    next += group;
    state.ResumeTiming();
    if (auto committed = issue_all(w, trucks); !committed)
      state.SkipWithError(committed.error().detail.c_str());
  }
  state.SetItemsProcessed(state.iterations() * group);
}
BENCHMARK(issue_permits)->Arg(1)->Iterations(320)->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(issue_permits)->Arg(10)->Iterations(40)->UseRealTime()->Unit(benchmark::kMicrosecond);
BENCHMARK(issue_permits)->Arg(64)->Iterations(8)->UseRealTime()->Unit(benchmark::kMicrosecond);

/// As above, while as many others wait on the territory for theirs.
void issue_beside_waiting_trucks(benchmark::State& state) {
  const support::TemporaryFolder folder;
  CheckpointInMemory w(folder / "edge.db");
  const auto issued = static_cast<int>(state.max_iterations);
  w.blanks(issued + state.range(0));
  const auto trucks = trucks_inside(w, 1, issued + static_cast<int>(state.range(0)));
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state)
    if (auto committed = w.issue(trucks[next++]); !committed)
      state.SkipWithError(committed.error().detail.c_str());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(issue_beside_waiting_trucks)
    ->Arg(300)
    ->Iterations(20)
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);

std::string plate_of(int n) {
  char text[16];
  std::snprintf(text, sizeof text, "%03d%c%c%c%02d", n % 1000, 'A' + n / 1000 % 26,
                'A' + n / 26000 % 26, 'A' + n / 7 % 26, n % 17 + 1);
  return text;
}

/// A plate that was misread by one character: every card is looked at.
void match_plate(benchmark::State& state) {
  core::CardIndex cards;
  for (int n = 0; n < state.range(0); ++n) cards.put(plate_of(n));
  core::PlateRead read;
  read.plate = plate_of(static_cast<int>(state.range(0)) / 2);
  read.plate[1] = read.plate[1] == '8' ? 'B' : '8';
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(core::match_plate({read}, cards, {}, core::RulePack{}));
}
BENCHMARK(match_plate)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// 500 trucks inside, as on the worst of days.
struct FullCheckpoint {
  CheckpointInMemory w;
  FullCheckpoint() {
    w.blanks(500);
    trucks_inside(w, 1, 500);
  }
};

void kiosk_look_up(benchmark::State& state) {
  FullCheckpoint full;
  Context c = full.w.context("kiosk");
  int n = 0;
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(look_up(c, std::to_string(n++ % 500 + 1)));
}
BENCHMARK(kiosk_look_up)->Unit(benchmark::kMicrosecond);

void console_of_500_trucks(benchmark::State& state) {
  FullCheckpoint full;
  Context c = full.w.context();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(console_view(c));
}
BENCHMARK(console_of_500_trucks)->Unit(benchmark::kMillisecond);

/// Lock, check, migrations and the matcher's memory.
void cold_open_with_100000_cards(benchmark::State& state) {
  const support::TemporaryFolder folder;
  const auto path = folder / "edge.db";
  {
    CheckpointInMemory w(path);
    std::ignore = w.db.transact([&]() -> Result<void> {
      for (int n = 0; n < 100'000; ++n) {
        core::PermitCardRecorded card;
        card.plate = std::to_string(n) + "AAA";
        card.card_no = "K-" + std::to_string(n);
        card.bin = "050540004567";
        card.make = "MAN";
        card.model = "TGX 18.480";
        card.vin = "WMA06XZZ8GP0" + std::to_string(n);
        card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
        w.stores.registry.put(card);
      }
      return {};
    });
  }
  for ([[maybe_unused]] auto _ : state) {
    auto db = sqlite::Database::open(path, store::migrations()).value();
    store::Registry registry(db);
    benchmark::DoNotOptimize(registry.card_plates());
  }
}
BENCHMARK(cold_open_with_100000_cards)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace otkel::app
