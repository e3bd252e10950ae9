// What a page costs, from the document to bytes that two decoders have read, against the time the
// paper needs: p50 and p99 over single runs.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "printer/claim/check_qr.hpp"
#include "printer/claim/claim.hpp"
#include "printer/escpos/escpos.hpp"
#include "printer/job/prepare.hpp"
#include "printer/job/render.hpp"
#include "printer/page/qr.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;

constexpr double kPaperMmPerSecond = 150;
constexpr double kDotsPerMm = 8;
constexpr int kRuns = 200;

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void each_run_by_itself(benchmark::internal::Benchmark* bench) {
  bench->Iterations(1)->Repetitions(kRuns)->ReportAggregatesOnly()->Unit(benchmark::kMillisecond);
  bench->ComputeStatistics("p50", [](const auto& v) { return percentile(v, 0.5); });
  bench->ComputeStatistics("p99", [](const auto& v) { return percentile(v, 0.99); });
  bench->Arg(80)->Arg(58);
}

Paper paper_of(const benchmark::State& state) {
  return state.range(0) == 80 ? Paper::mm80 : Paper::mm58;
}

PreparedJob sample_job(const benchmark::State& state) {
  return prepare(sample_print(), sample_key(), paper_of(state)).value();
}

void page_to_bytes(benchmark::State& state) {
  const auto job = sample_job(state);  // the fonts are open, as in a daemon that has printed once
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(prepare(sample_print(), sample_key(), paper_of(state)));
  state.counters["bytes"] = static_cast<double>(job.escpos.size());
  state.counters["paper_ms"] = 1000 * job.page.height / kDotsPerMm / kPaperMmPerSecond;
}
BENCHMARK(page_to_bytes)->Apply(each_run_by_itself);

void lay_out_draw_and_encode(benchmark::State& state) {
  const auto job = sample_job(state);
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(render(sample_print(), job.qr_text, paper_of(state)));
}
BENCHMARK(lay_out_draw_and_encode)->Apply(each_run_by_itself);

void make_the_qr(benchmark::State& state) {
  const auto job = sample_job(state);
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(make_qr(job.qr_text, dots_across(paper_of(state)) - 12));
}
BENCHMARK(make_the_qr)->Apply(each_run_by_itself);

void read_qr_with_both_decoders(benchmark::State& state) {
  const auto job = sample_job(state);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(check_qr(job.page, job.qr_text));
}
BENCHMARK(read_qr_with_both_decoders)->Apply(each_run_by_itself);

void encode_escpos(benchmark::State& state) {
  const auto job = sample_job(state);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(escpos_of(job.page));
}
BENCHMARK(encode_escpos)->Apply(each_run_by_itself);

void sign_claim(benchmark::State& state) {
  const auto claims = claims_of(sample_print()).value();
  const auto key = sample_key();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(sign_claims(claims, key));
}
BENCHMARK(sign_claim)->Unit(benchmark::kMicrosecond);

void verify_claim(benchmark::State& state) {
  const auto token = sign_claims(claims_of(sample_print()).value(), sample_key());
  const std::vector keys{TrustedKey{.key = sample_key().public_key(),
                                    .site = core::Site{"nur-zholy"},
                                    .from = {},
                                    .until = {},
                                    .withdrawn = {}}};
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(verify_token(token, keys, printer_test::sample_now()));
}
BENCHMARK(verify_claim)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace otkel::printer
