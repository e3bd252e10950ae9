// The index of the cards and the whole decision, from a thousand cards to a million: the shape of
// the curve, and p50 and p99 of the thread's own processor time, which a busy machine does not
// bend.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <memory>

#include "core/plate/plate_match.hpp"
#include "tests/eval/fleets.hpp"

namespace otkel {
namespace {

constexpr std::string_view kLatin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// `dense`: few series, all their numbers, as fleets have; otherwise anything the grammar allows.
std::string plate(bool dense, eval::SeededRng& dice) {
  std::string text = std::to_string(1000 + dice.below(1000)).substr(1);
  const int series = dice.below(1500);
  for (const int of_26 : {1, 26, 676})
    text += dense ? kLatin[static_cast<std::size_t>(series / of_26 % 26)] : dice.of(kLatin);
  return text + std::to_string(101 + (dense ? series % 3 : dice.below(20))).substr(1);
}

struct List {
  std::vector<std::string> plates;
  core::CardIndex index;
};

const List& list_of(std::size_t size, bool dense) {
  static std::unique_ptr<List> held;
  static std::pair<std::size_t, bool> what;
  if (held != nullptr && what == std::pair{size, dense}) return *held;
  held = std::make_unique<List>();
  what = {size, dense};
  eval::SeededRng dice(size);
  while (held->index.size() < size) {
    held->plates.push_back(plate(dense, dice));
    held->index.put(held->plates.back());
  }
  return *held;
}

double thread_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// One read in three right, one misread, one of a stranger.
core::PlateRead any_read(const List& list, bool dense, eval::SeededRng& dice) {
  core::PlateRead read;
  const int kind = dice.below(3);
  read.plate =
      kind == 2
          ? plate(dense, dice)
          : list.plates[static_cast<std::size_t>(dice.below(static_cast<int>(list.plates.size())))];
  if (kind == 1) read.plate[static_cast<std::size_t>(dice.below(8))] = dice.of("0O8B3DQ1I2Z5S?");
  return read;
}

void decision(benchmark::State& state) {
  const bool dense = state.range(1) != 0;
  const List& list = list_of(static_cast<std::size_t>(state.range(0)), dense);
  const core::RulePack pack;
  eval::SeededRng dice(7);
  std::vector<double> took;
  for (auto _ : state) {
    state.PauseTiming();
    const std::vector reads{any_read(list, dense, dice)};
    state.ResumeTiming();
    const double before = thread_microseconds();
    benchmark::DoNotOptimize(core::match_plate(reads, list.index, {}, pack));
    took.push_back(thread_microseconds() - before);
  }
  std::sort(took.begin(), took.end());
  state.counters["p50_us"] = took[took.size() / 2];
  state.counters["p99_us"] = took[took.size() * 99 / 100];
  state.counters["bytes_per_card"] =
      static_cast<double>(list.index.bytes()) / static_cast<double>(list.index.size());
}
BENCHMARK(decision)
    ->ArgsProduct({{1'000, 10'000, 100'000, 1'000'000}, {0, 1}})
    ->ArgNames({"cards", "dense"})
    ->Iterations(3'000)
    ->Unit(benchmark::kMicrosecond);

/// A card that arrives while the gate works.
void put_and_erase(benchmark::State& state) {
  List list = list_of(static_cast<std::size_t>(state.range(0)), false);
  eval::SeededRng dice(9);
  for (auto _ : state) {
    const std::string card = plate(false, dice);
    if (list.index.contains(card)) continue;
    list.index.put(card);
    list.index.erase(card);
  }
}
BENCHMARK(put_and_erase)->Arg(1'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace otkel
