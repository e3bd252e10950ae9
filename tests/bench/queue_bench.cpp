// The order of the queue from scratch and by one change, by its length.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>

#include "core/queue/order.hpp"

namespace otkel::core {
namespace {

/// Every tenth late, every fiftieth out of turn; they come in no order of their intervals.
WaitingTruck truck_of(std::int64_t n, std::int64_t count) {
  WaitingTruck truck;
  truck.booking_no = "NZ26-H" + std::to_string(1'000'000 + n);
  truck.interval = Instant{minutes{30 * (n * 7919 % (count / 2 + 1))}};
  truck.arrived_seq = n + 1;
  if (n % 10 == 0) truck.late_interval = *truck.interval + minutes{120};
  if (n % 50 == 0) truck.head = WaitingTruck::Head{CallGround::animals, n + 1};
  return truck;
}

std::vector<WaitingTruck> trucks_of(std::int64_t count) {
  std::vector<WaitingTruck> trucks;
  for (std::int64_t n = 0; n < count; ++n) trucks.push_back(truck_of(n, count));
  return trucks;
}

void order_from_scratch(benchmark::State& state) {
  const auto trucks = trucks_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(order(trucks));
}
BENCHMARK(order_from_scratch)->Arg(500)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

double thread_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// One truck checks in, one is called away: both changes and the next call.
void order_changed(benchmark::State& state) {
  const auto count = state.range(0);
  QueueOrder queue;
  for (std::int64_t n = 0; n < count; ++n) queue.put(std::to_string(n), truck_of(n, count));
  std::vector<double> took;
  std::int64_t n = count;
  for (auto _ : state) {
    const auto gone = std::to_string(n - count), came = std::to_string(n);
    auto truck = truck_of(n++, count);
    const double before = thread_microseconds();
    queue.erase(gone);
    queue.put(came, std::move(truck));
    benchmark::DoNotOptimize(queue.next({LaneNeed::general}));
    took.push_back(thread_microseconds() - before);
  }
  std::ranges::sort(took);
  state.counters["p50_us"] = took[took.size() / 2];
  state.counters["p99_us"] = took[took.size() * 99 / 100];
}
BENCHMARK(order_changed)->Arg(500)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace otkel::core
