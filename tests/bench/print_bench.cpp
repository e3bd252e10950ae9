// What one supplement costs, from the claim to bytes that two decoders have read.
#include <benchmark/benchmark.h>

#include "printer/check_qr.hpp"
#include "printer/claim.hpp"
#include "printer/escpos.hpp"
#include "printer/job.hpp"
#include "printer/pwg_raster.hpp"
#include "printer/render.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;

Paper paper_of(const benchmark::State& state) {
  return state.range(0) == 80 ? Paper::mm80 : Paper::mm58;
}

void prepare_whole_job(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(prepare(sample_print(), sample_key(), paper_of(state)));
}
BENCHMARK(prepare_whole_job)->Arg(80)->Arg(58)->Unit(benchmark::kMillisecond);

void lay_out_and_draw(benchmark::State& state) {
  const auto job = prepare(sample_print(), sample_key(), paper_of(state)).value();
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(render(sample_print(), job.qr_text, paper_of(state)));
}
BENCHMARK(lay_out_and_draw)->Arg(80)->Arg(58)->Unit(benchmark::kMillisecond);

void encode_escpos(benchmark::State& state) {
  const auto job = prepare(sample_print(), sample_key(), paper_of(state)).value();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(escpos_of(job.page));
}
BENCHMARK(encode_escpos)->Arg(80)->Arg(58)->Unit(benchmark::kMicrosecond);

void encode_pwg(benchmark::State& state) {
  const auto job = prepare(sample_print(), sample_key(), paper_of(state)).value();
  std::size_t bytes = 0;
  for ([[maybe_unused]] auto _ : state) bytes = pwg_of(job.page)->size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(encode_pwg)->Arg(80)->Arg(58)->Unit(benchmark::kMicrosecond);

void read_qr_with_both_decoders(benchmark::State& state) {
  const auto job = prepare(sample_print(), sample_key(), paper_of(state)).value();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(check_qr(job.escpos, job.qr_text));
}
BENCHMARK(read_qr_with_both_decoders)->Arg(80)->Arg(58)->Unit(benchmark::kMillisecond);

void sign_claim(benchmark::State& state) {
  const auto claims = claims_of(sample_print()).value();
  const auto key = sample_key();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(sign_claims(claims, key));
}
BENCHMARK(sign_claim)->Unit(benchmark::kMicrosecond);

void verify_claim(benchmark::State& state) {
  const auto token = sign_claims(claims_of(sample_print()).value(), sample_key());
  const std::vector keys{sample_key().public_key()};
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(verify_token(token, keys, printer_test::sample_now()));
}
BENCHMARK(verify_claim)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace otkel::printer
