// The state machines as tables: what leads where, and what never comes back.
#include <gtest/gtest.h>

#include "core/permit/application.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/queue/booking.hpp"

namespace otkel::core {
namespace {

template <class E>
std::vector<E> all() {
  std::vector<E> values;
  for (std::size_t i = 0; i < EnumWords<E>::words.size(); ++i) values.push_back(static_cast<E>(i));
  return values;
}

TEST(BlankTable, LeadsOutOfNoEndOfANumber) {
  for (const auto end : {BlankState::redeemed, BlankState::returned, BlankState::lost,
                         BlankState::annulled, BlankState::spoiled}) {
    EXPECT_TRUE(is_terminal(end));
    for (const auto event : all<BlankEvent>()) EXPECT_FALSE(advance(end, event)) << word(end);
  }
}

TEST(BlankTable, NeverLeadsBackIntoTheStock) {
  for (const auto& t : blank_table()) EXPECT_NE(t.to, BlankState::in_stock);
}

// I4, I5: only what was handed over can be redeemed or returned, and one excludes the other.
TEST(BlankTable, RedeemsAndReturnsOnlyWhatWasIssued) {
  for (const auto state : all<BlankState>()) {
    EXPECT_EQ(advance(state, BlankEvent::redeem).has_value(), state == BlankState::issued);
    EXPECT_EQ(advance(state, BlankEvent::take_back).has_value(), state == BlankState::issued);
  }
  EXPECT_EQ(advance(BlankState::redeemed, BlankEvent::take_back).error().code,
            Code::already_redeemed);
}

// nothing is handed over that was not printed.
TEST(BlankTable, IssuesOnlyWhatWasPrinted) {
  for (const auto state : all<BlankState>())
    EXPECT_EQ(advance(state, BlankEvent::issue).has_value(), state == BlankState::printed);
}

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
  for (const auto s : all<ApplicationState>())
    EXPECT_EQ(advance(s, ApplicationEvent::issue).has_value(),
              s == ApplicationState::at_checkpoint);
}

TEST(ApplicationTable, SaysThatTheFeeIsMissingWhereItIs) {
  EXPECT_EQ(advance(ApplicationState::pay_notice, ApplicationEvent::issue).error().code,
            Code::application_unpaid);
  EXPECT_EQ(advance(ApplicationState::closed, ApplicationEvent::issue).error().code,
            Code::application_closed);
}

TEST(Refusal, CarriesGroundsOnceAndAMotivation) {
  using G = RefusalGround;
  EXPECT_TRUE(check_refusal({G::f1, G::f3}, "бланк жоқ"));
  EXPECT_EQ(check_refusal({}, "x").error().code, Code::grounds_missing);
  EXPECT_EQ(check_refusal({G::f1, G::f1}, "x").error().code, Code::grounds_missing);
  EXPECT_EQ(check_refusal({G::f2}, "  ").error().code, Code::reason_missing);
}

TEST(BookingTable, CrossesOnlyFromTheTerritory) {
  for (const auto state : all<BookingState>()) {
    EXPECT_EQ(advance(state, BookingEvent::cross).has_value(), state == BookingState::on_territory);
    EXPECT_EQ(advance(state, BookingEvent::miss).has_value(), state == BookingState::booked);
  }
}

TEST(BookingTable, EndsEveryActiveStateSomewhere) {
  for (const auto state : all<BookingState>()) {
    bool leads_out = false;
    for (const auto event : all<BookingEvent>()) leads_out |= advance(state, event).has_value();
    EXPECT_EQ(leads_out, is_active(state)) << word(state);
  }
}

TEST(Arrival, KnowsEarlyInTimeLateAndMissed) {
  RulePack pack;
  const Instant start = parse_iso("2025-05-20T10:00:00+05:00").value();
  const Instant end = start + minutes{30};
  EXPECT_EQ(arrival(pack, start, end, start - minutes{121}), Arrival::too_early);
  EXPECT_EQ(arrival(pack, start, end, start - minutes{120}), Arrival::in_time);
  EXPECT_EQ(arrival(pack, start, end, end + minutes{60}), Arrival::late);
  EXPECT_EQ(arrival(pack, start, end, end + minutes{180}), Arrival::missed);
}

}  // namespace
}  // namespace otkel::core
