// Numbers and deadlines of cases.
#include "sync/hub/app/service/case.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

TEST(TakeIn, NumbersPerCheckpointAndYear) {
  Hub hub;
  const auto number = [&](std::size_t site, const char* now) {
    return take_in(hub.context, hub.settings.checkpoints[site], time_of(now)).number;
  };
  EXPECT_EQ(number(0, "2025-05-20T04:00:00Z"), "NZ25-000001");
  EXPECT_EQ(number(1, "2025-05-20T04:00:00Z"), "DO25-000001");
  EXPECT_EQ(number(0, "2025-12-31T18:59:59Z"), "NZ25-000002");
  EXPECT_EQ(number(0, "2025-12-31T19:00:00Z"), "NZ26-000001") << "a new year at the checkpoint";
}

TEST(TakeIn, GivesNoNumberTwiceAndLeavesNoGapAfterARefusal) {
  Hub hub;
  const auto& at = hub.settings.checkpoints[0];
  const auto refused = hub.run([&]() -> core::Result<void> {
    take_in(hub.context, at, kNow);
    return core::fail(core::Code::no_booking, "");
  });
  EXPECT_FALSE(refused);
  EXPECT_EQ(take_in(hub.context, at, kNow).number, "NZ25-000001");
  EXPECT_EQ(take_in(hub.context, at, kNow).number, "NZ25-000002");
}

TEST(FindApplication, DistinguishesAnInvalidNumberFromAnUnknownOne) {
  Hub hub;
  EXPECT_EQ(find_application(hub.context, "17").error().code, core::Code::application_no_malformed);
  EXPECT_EQ(find_application(hub.context, "NZ25-000099").error().code,
            core::Code::application_not_found);
}

}  // namespace
}  // namespace otkel::hub::test
