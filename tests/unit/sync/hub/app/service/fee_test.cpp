// The fee by itself, before anything follows from it.
#include "sync/hub/app/service/fee.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

TEST(TakeFee, LeavesTheCasePaidAndReportsItToTheCheckpoint) {
  Hub hub;
  const auto no = hub.noticed(1, "101ABC02").application_no;
  const RecordPayment payment{no, {3692}, {}, "PAY-1"};
  const auto paid = hub.run([&] { return take_fee(hub.context, payment, hub.now); });
  ASSERT_TRUE(paid);
  EXPECT_EQ(paid->state, core::ApplicationState::paid);
  EXPECT_EQ(hub.application(no).state, core::ApplicationState::paid);
  EXPECT_EQ(hub.stores.applications.payment_of(no)->reference, "PAY-1");
  EXPECT_EQ(hub.log_types().back(), "fee_paid") << "what follows is the caller's";
}

}  // namespace
}  // namespace otkel::hub::test
