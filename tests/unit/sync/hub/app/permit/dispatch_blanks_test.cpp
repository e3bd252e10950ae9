// A range of blanks goes out once.
#include "sync/hub/app/permit/blanks.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

TEST(DispatchBlanks, SendsEveryNumberOnce) {
  struct Case {
    const char* name;
    DispatchBlanks command;
    std::optional<Code> code;
  };
  Hub hub;
  ASSERT_TRUE(hub.run([&] {
    return dispatch_blanks(hub.context, {"nur-zholy", "B-1", "C00000101", 100}, hub.now);
  }));
  const std::vector<Case> cases{
      {"the same batch", {"nur-zholy", "B-1", "C00009000", 1}, Code::number_taken},
      {"inside", {"dostyk", "B-2", "C00000150", 10}, Code::batch_overlaps},
      {"its last number", {"dostyk", "B-2", "C00000200", 1}, Code::batch_overlaps},
      {"around it", {"dostyk", "B-2", "C00000001", 1000}, Code::batch_overlaps},
      {"up to it", {"dostyk", "B-2", "C00000001", 100}, std::nullopt},
      {"after it", {"dostyk", "B-3", "C00000201", 100}, std::nullopt},
      {"another series", {"dostyk", "B-4", "D00000101", 1}, Code::blank_number_malformed},
      {"nothing", {"dostyk", "B-5", "C00001000", 0}, Code::value_malformed},
      {"digits run out", {"dostyk", "B-6", "C99999999", 2}, Code::blank_number_malformed},
  };
  for (const auto& c : cases) {
    const auto result = hub.run([&] { return dispatch_blanks(hub.context, c.command, hub.now); });
    ASSERT_EQ(result.has_value(), !c.code) << c.name;
    if (c.code) {
      EXPECT_EQ(result.error().code, *c.code) << c.name << result.error().detail;
    }
  }
  EXPECT_EQ(hub.log_types(core::Site{"dostyk"}),
            (std::vector<std::string>{"epoch_began", "blanks_dispatched", "blanks_dispatched"}));
}

TEST(DispatchBlanks, SendsNoneToASiteThatGivesNoPermits) {
  Hub hub;
  hub.serve_alakol();
  const auto sent = hub.run(
      [&] { return dispatch_blanks(hub.context, {"alakol", "B-1", "C00000101", 100}, hub.now); });
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, Code::not_a_permit_site);
  EXPECT_TRUE(sent.error().detail.starts_with("$.site: R-08: ")) << sent.error().detail;
  EXPECT_EQ(hub.log_types(core::Site{"alakol"}), std::vector<std::string>{"epoch_began"});
}

}  // namespace
}  // namespace otkel::hub::test
