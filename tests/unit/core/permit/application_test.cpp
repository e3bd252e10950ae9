// The way of an application, and the shape of a refusal.
#include "core/permit/application.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

TEST(ApplicationTable, ReachesIssueOnlyThroughPaymentSupplementAndEntry) {
  auto state = ApplicationState::registered;
  for (const auto event :
       {ApplicationEvent::send_pay_notice, ApplicationEvent::pay, ApplicationEvent::form_supplement,
        ApplicationEvent::enter, ApplicationEvent::issue, ApplicationEvent::close}) {
    const auto next = advance(state, event);
    ASSERT_TRUE(next) << word(state) << " " << word(event);
    state = *next;
  }
  EXPECT_EQ(state, ApplicationState::closed);
  for (const auto s : every<ApplicationState>())
    EXPECT_EQ(advance(s, ApplicationEvent::issue).has_value(),
              s == ApplicationState::at_checkpoint);
}

TEST(ApplicationTable, ReportsAMissingFee) {
  EXPECT_EQ(advance(ApplicationState::pay_notice, ApplicationEvent::issue).error().code,
            Code::application_unpaid);
  EXPECT_EQ(advance(ApplicationState::closed, ApplicationEvent::issue).error().code,
            Code::application_closed);
}

TEST(ApplicationTable, NamesTheReasonOfEveryRefusedMove) {
  using S = ApplicationState;
  using E = ApplicationEvent;
  for (const auto state : every<S>())
    for (const auto event : every<E>()) {
      const auto next = advance(state, event);
      if (next) continue;
      const bool ended = state == S::rejected_intake || state == S::refused || state == S::closed ||
                         state == S::lapsed;
      const bool wants_money =
          event == E::form_supplement || event == E::enter || event == E::issue;
      const bool unpaid = state == S::registered || state == S::pay_notice;
      EXPECT_EQ(word(next.error().code),
                word(ended                   ? Code::application_closed
                     : wants_money && unpaid ? Code::application_unpaid
                                             : Code::application_wrong_state))
          << word(state) << " " << word(event);
    }
}

TEST(Refusal, CarriesGroundsOnceAndAMotivation) {
  using G = RefusalGround;
  EXPECT_TRUE(check_refusal({G::f1, G::f3}, "бланк жоқ"));
  EXPECT_EQ(check_refusal({}, "x").error().code, Code::grounds_missing);
  EXPECT_EQ(check_refusal({G::f1, G::f1}, "x").error().code, Code::grounds_missing);
  EXPECT_EQ(check_refusal({G::f1, G::f3, G::f1}, "x").error().code, Code::grounds_missing);
  EXPECT_EQ(check_refusal({G::f2}, "  ").error().code, Code::reason_missing);
}

}  // namespace
}  // namespace otkel::core
