// What is told about a case.
#include "sync/hub/app/service/case_view.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

TEST(CaseView, NamesTheFeeOfTodayOnlyWhileItIsAwaited) {
  Hub hub;
  const auto registered = hub.registered(1, "101ABC02");
  EXPECT_FALSE(case_view(hub.context, registered, hub.now)->fee);
  const auto noticed = hub.noticed(2, "102ABC02", "dostyk");
  EXPECT_EQ(case_view(hub.context, noticed, hub.now)->fee, core::Money{3692});
  EXPECT_EQ(case_view(hub.context, noticed, hub.now + std::chrono::days{1})->fee,
            core::Money{3932});
  const auto paid = hub.pay(noticed.application_no).value();
  const auto view = case_view(hub.context, paid, hub.now).value();
  EXPECT_FALSE(view.fee);
  EXPECT_EQ(view.payment->amount.tenge, 3692);
}

TEST(CaseView, ReportsARowItCannotReadInsteadOfLeavingItOut) {
  Hub hub;
  auto row = hub.registered(1, "101ABC02");
  row.pending = "[1]";
  const auto view = case_view(hub.context, row, hub.now);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().code, core::Code::database_corrupt);
  EXPECT_NE(view.error().detail.find(row.application_no), std::string::npos);
}

}  // namespace
}  // namespace otkel::hub::test
