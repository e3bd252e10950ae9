// The result of a draw by its size, and its check as anybody runs it.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "base/codec/draw_check.hpp"
#include "tests/support/draws.hpp"

namespace otkel {
namespace {

/// `tickets` for each request; 48 intervals that together have room for a third of them.
codec::DrawFile draw_of(std::int64_t requests, std::int64_t tickets) {
  codec::DrawFile file;
  file.draw = "NZ-2026-12-14-M1";
  file.closes = core::Instant{std::chrono::hours{24 * 20'000}};
  file.opens = file.closes - std::chrono::hours{24};
  for (int n = 0; n < 48; ++n)
    file.places.push_back(
        {core::DrawInterval(file.closes + core::minutes{30 * n}), requests / 144 + 1});
  for (std::int64_t n = 0; n < requests; ++n) {
    std::string wanted;
    for (int k = 0; k < 5; ++k)
      wanted += (k == 0 ? "" : ",") +
                file.places[static_cast<std::size_t>(n * 7 + k * 11) % 48].interval.str();
    file.requests.push_back({codec::draw_vehicle(file.draw, std::to_string(n), "VIN"), tickets,
                             core::DrawChoices::parse(wanted).value(), "", file.opens});
  }
  std::ranges::sort(file.requests, {}, &codec::DrawRequest::vehicle);
  file.root = codec::draw_root(file);
  file.witnesses = {{"NZ", file.root, file.closes}};
  test::reveal(file, test::counted_from(1), test::counted_from(2));
  return file;
}

void draw_result(benchmark::State& state) {
  const auto file = draw_of(state.range(0), state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(codec::draw_result(file));
}
BENCHMARK(draw_result)
    ->Args({100, 64})
    ->Args({1'000, 64})
    ->Args({10'000, 1})
    ->Args({10'000, 64})
    ->Args({100'000, 64})
    ->Unit(benchmark::kMillisecond);

void draw_check(benchmark::State& state) {
  const auto file = draw_of(state.range(0), state.range(1));
  const auto nothing = [](const std::string&) -> const codec::DrawFile* { return nullptr; };
  for (auto _ : state) benchmark::DoNotOptimize(codec::check_draw(file, nothing));
}
BENCHMARK(draw_check)->Args({10'000, 64})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace otkel
