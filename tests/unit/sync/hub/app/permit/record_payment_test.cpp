// The fee and what it sets off.
#include "sync/hub/app/permit/applications.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

// The MCI changes from 3692 to 3932 on 21 May: the day of payment counts, not of application.
TEST(RecordPayment, AcceptsExactlyTheFeeOfTheDayOfPayment) {
  struct Case {
    const char* name;
    const char* now;
    std::optional<const char*> paid;
    std::int64_t tenge;
    std::optional<Code> code;
  };
  const std::vector<Case> cases{
      {"the old fee on the old day", "2025-05-20T05:00:00Z", {}, 3692, {}},
      {"the new fee on the old day", "2025-05-20T05:00:00Z", {}, 3932, Code::fee_wrong_amount},
      {"the old fee a day late", "2025-05-21T05:00:00Z", {}, 3692, Code::fee_wrong_amount},
      {"the new fee on the new day", "2025-05-21T05:00:00Z", {}, 3932, {}},
      {"local midnight counts", "2025-05-20T19:00:00Z", {}, 3932, {}},
      {"paid yesterday, told today", "2025-05-21T05:00:00Z", "2025-05-20T10:00:00Z", 3692, {}},
      {"paid tomorrow", "2025-05-20T05:00:00Z", "2025-05-21T05:00:00Z", 3932, Code::time_malformed},
      {"nothing", "2025-05-20T05:00:00Z", {}, 0, Code::fee_wrong_amount},
  };
  for (const auto& c : cases) {
    Hub hub;
    const auto no = hub.noticed(1, "101ABC02").application_no;
    std::optional<core::Instant> paid;
    if (c.paid) paid = time_of(*c.paid);
    const auto result = hub.run([&] {
      return record_payment(hub.context, {no, {c.tenge}, paid, "PAY-1"}, time_of(c.now));
    });
    ASSERT_EQ(result.has_value(), !c.code) << c.name;
    if (c.code) {
      EXPECT_EQ(result.error().code, *c.code) << c.name << result.error().detail;
    }
  }
}

TEST(RecordPayment, IsTakenOnceAndOnlyAfterTheNotice) {
  Hub hub;
  const auto no = hub.registered(1, "101ABC02").application_no;
  EXPECT_EQ(hub.pay(no).error().code, Code::application_wrong_state);
  const auto paid = hub.formed(2, "102ABC02", "dostyk");
  EXPECT_EQ(hub.pay(paid.application_no).error().code, Code::application_wrong_state);
  ASSERT_TRUE(hub.run([&] {
    return decide_application(hub.context, {no, DecisionKind::pay_notice, "aigul", {}, ""},
                              hub.now);
  }));
  EXPECT_EQ(hub.run([&] {
                 return record_payment(hub.context, {no, {3692}, {}, "PAY-" + paid.application_no},
                                       hub.now);
               })
                .error()
                .code,
            Code::number_taken)
      << "one payment for two applications";
}

}  // namespace
}  // namespace otkel::hub::test
