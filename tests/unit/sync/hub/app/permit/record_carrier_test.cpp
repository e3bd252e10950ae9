// Carriers are told once.
#include "sync/hub/app/permit/registries.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(RecordCarrier, ReportsToEveryCheckpointOnce) {
  Hub hub;
  hub.carrier(1);
  const auto again = hub.run([&] {
    return record_carrier(hub.context, {bin_of(1), "Тасымал 1", "Алматы", "AC-1", "2026-01-01"},
                          hub.now);
  });
  EXPECT_EQ(again->unchanged, 1);
  for (const auto site : {core::Site{"nur-zholy"}, core::Site{"dostyk"}})
    EXPECT_EQ(hub.log_types(site), (std::vector<std::string>{"epoch_began", "carrier_recorded"}));
}

TEST(RecordCarrier, RefusesAnInvalidCarrier) {
  struct Case {
    const char* name;
    core::CarrierRecorded carrier;
    Code code;
  };
  const std::vector<Case> cases{
      {"wrong check digit", {"180140000017", "A", "B", "C", "2026-01-01"}, Code::bin_iin_malformed},
      {"no name", {bin_of(1), "  ", "B", "C", "2026-01-01"}, Code::field_missing},
      {"an emoji",
       {bin_of(1), "«Көлік \U0001F69A» ЖШС", "B", "C", "2026-01-01"},
       Code::page_has_unknown_glyphs},
      {"a C1 control",
       {bin_of(1), "A", "B\u0085", "C", "2026-01-01"},
       Code::page_has_unknown_glyphs},
      {"Mongolian", {bin_of(1), "\u182e", "B", "C", "2026-01-01"}, Code::page_has_unknown_glyphs},
      {"no date", {bin_of(1), "A", "B", "C", "1 January"}, Code::time_malformed},
  };
  for (const auto& c : cases) {
    Hub hub;
    const auto result = hub.run([&] { return record_carrier(hub.context, c.carrier, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
}

}  // namespace
}  // namespace otkel::hub::test
