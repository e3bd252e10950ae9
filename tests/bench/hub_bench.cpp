// What it costs to hold the hub's tables against the logs (ADR 0051).
#include <benchmark/benchmark.h>

#include <tuple>

#include "sync/hub/store/state_check.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub {
namespace {

/// "C00000001" and on.
std::string blank_of(int n) {
  std::string digits = std::to_string(n);
  return "C" + std::string(8 - digits.size(), '0') + digits;
}

/// One truck from its application to its redeemed permit, as the portal and the checkpoint tell it.
void cross(test::Hub& hub, test::EdgeLogWriter& edge, int n) {
  const auto plate = std::to_string(100'000 + n) + "AB";
  const auto no = hub.formed(n, plate).application_no;
  const auto row = hub.application(no);
  core::Evidence evidence;
  evidence.received = hub.now;
  test::deliver(hub, edge.site,
                {edge.fact(core::BookingConfirmed{row.booking_no, plate, row.bin, core::Seller::hub,
                                                  test::kSlot, test::kSlot + core::minutes{60}}),
                 edge.fact(core::BookingMoved{row.booking_no, "check_in", "checked_in", ""}),
                 edge.fact(core::BookingMoved{row.booking_no, "enter", "on_territory", ""}),
                 edge.fact(core::VehicleEntered{plate, row.booking_no, no, evidence}),
                 edge.fact(core::NumberAllocated{no, {no}, {blank_of(n)}, {{no, blank_of(n)}}, {}}),
                 edge.fact(core::PrintEnded{no,
                                            blank_of(n),
                                            1,
                                            core::PrintResult::confirmed,
                                            {},
                                            {},
                                            "",
                                            core::PrintJudge::printer,
                                            "AAAABBB2"}),
                 edge.fact(core::PermitIssued{no, blank_of(n), plate, row.bin, "KAMAZ"}),
                 edge.fact(core::PermitRedeemed{no, blank_of(n), evidence, "exact"}),
                 edge.fact(core::BookingMoved{row.booking_no, "cross", "crossed", ""})});
}

/// `range(0)` permits, each with a carrier, a card and a booking of its own.
void hold_tables_against_logs(benchmark::State& state) {
  const auto permits = static_cast<int>(state.range(0));
  test::Hub hub;
  for (auto& at : hub.settings.checkpoints)
    at.capacity = {{test::date_of("2023-01-01"), 1'000'000, 50}};
  test::EdgeLogWriter edge;
  std::ignore = hub.run([&] {
    return dispatch_blanks(hub.context, {"nur-zholy", "B-1", blank_of(1), permits}, hub.now);
  });
  test::deliver(hub, edge.site, {edge.fact(core::BlanksReceived{"B-1", blank_of(1), permits})});
  for (int n = 1; n <= permits; ++n) cross(hub, edge, n);
  for ([[maybe_unused]] auto _ : state) {
    const auto check = check_state(hub.db);
    if (!check || !check->differences.empty())
      state.SkipWithError(check ? check->differences.front().words().c_str()
                                : check.error().detail.c_str());
    else
      state.counters["rows"] = static_cast<double>(check->rows);
  }
}
BENCHMARK(hold_tables_against_logs)->Arg(1000)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace otkel::hub
