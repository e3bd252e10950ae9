// Registration, decision, payment and revocation with their refusals.
#include "sync/hub/app/applications.hpp"

#include "base/codec/json.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::ApplicationState;
using core::Code;
using core::RefusalGround;

TEST(RegisterApplication, NumbersInOrderWithoutGapsUnderInterleaving) {
  Hub hub;
  std::vector<std::string> numbers;
  for (int i = 0; i < 3; ++i) {
    const std::string plate = std::to_string(101 + i) + "ABC02";
    const auto bin = hub.carrier(i);
    hub.settings.checkpoints[0].capacity[0].per_day = 960;
    // A refused registration between two others must not use up a number.
    auto broken = Hub::form(hub.booking(plate, bin));
    broken.consent = false;
    EXPECT_FALSE(hub.run([&] { return register_application(hub.context, broken, hub.now); }));
    broken.consent = true;
    numbers.push_back(hub.run([&] { return register_application(hub.context, broken, hub.now); })
                          ->application_no);
    numbers.push_back(
        hub.registered(10 + i, std::to_string(201 + i) + "ABC02", "dostyk").application_no);
    hub.settings.checkpoints[1].capacity[0].per_day = 960;
  }
  EXPECT_EQ(numbers, (std::vector<std::string>{"NZ25-000001", "DO25-000001", "NZ25-000002",
                                               "DO25-000002", "NZ25-000003", "DO25-000003"}));
}

TEST(RegisterApplication, CountsTheAnswerFromTheNextWorkingDay) {
  Hub hub;
  // Friday evening after the provider's day: counts for Monday, due on Wednesday 18:00.
  hub.now = time_of("2025-05-16T14:00:00Z");
  const auto row = hub.registered(1, "101ABC02");
  EXPECT_EQ(core::to_iso(row.decision_due), "2025-05-21T13:00:00.000Z");
  EXPECT_EQ(row.submitted, hub.now);
}

TEST(RegisterApplication, RefusesAFormThatSaysTooLittle) {
  struct Case {
    const char* name;
    void (*spoil)(ApplicationForm&);
    Code code;
    const char* where;
  };
  const std::vector<Case> cases{
      {"no consent", [](ApplicationForm& f) { f.consent = false; }, Code::consent_missing,
       "$.consent"},
      {"no drivers", [](ApplicationForm& f) { f.drivers.clear(); }, Code::field_missing,
       "$.drivers"},
      {"a driver's IIN", [](ApplicationForm& f) { f.drivers[0].iin = "1"; },
       Code::bin_iin_malformed, "$.drivers[0].iin"},
      {"an owner's address", [](ApplicationForm& f) { f.owner.address = ""; }, Code::field_missing,
       "$.owner.address"},
      {"a past crossing", [](ApplicationForm& f) { f.planned_crossing = "2025-05-19"; },
       Code::value_malformed, "$.planned_crossing"},
      {"no date", [](ApplicationForm& f) { f.planned_crossing = "soon"; }, Code::time_malformed,
       "$.planned_crossing"},
      {"another year", [](ApplicationForm& f) { f.permit_year = 2023; }, Code::value_malformed,
       "$.permit_year"},
      {"no cargo", [](ApplicationForm& f) { f.cargo.name = ""; }, Code::field_missing,
       "$.cargo.name"},
      {"no seats", [](ApplicationForm& f) { f.vehicle.seats = 0; }, Code::value_malformed,
       "$.vehicle.seats"},
      {"no signature", [](ApplicationForm& f) { f.signature.subject = ""; }, Code::field_missing,
       "$.signature.subject"},
      {"unknown booking", [](ApplicationForm& f) { f.booking_no = "NZ25-H000099"; },
       Code::booking_not_found, "NZ25-H000099"},
      {"another vehicle's booking", [](ApplicationForm& f) { f.vehicle.plate = "999ZZZ02"; },
       Code::no_booking, "another vehicle"},
      {"another checkpoint's booking", [](ApplicationForm& f) { f.site = "dostyk"; },
       Code::no_booking, "nur-zholy"},
  };
  for (const auto& c : cases) {
    Hub hub;
    auto form = Hub::form(hub.booking("101ABC02", hub.carrier(1)));
    c.spoil(form);
    const auto result = hub.run([&] { return register_application(hub.context, form, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
    EXPECT_NE(result.error().detail.find(c.where), std::string::npos) << result.error().detail;
  }
}

TEST(RegisterApplication, TakesOneOpenApplicationPerBooking) {
  Hub hub;
  const auto first = hub.registered(1, "101ABC02");
  const auto form = codec::decode<ApplicationForm>(first.form).value();
  EXPECT_EQ(hub.run([&] { return register_application(hub.context, form, hub.now); }).error().code,
            Code::application_wrong_state);
  ASSERT_TRUE(hub.run([&] {
    return decide_application(hub.context,
                              {first.application_no,
                               DecisionKind::refusal,
                               "aigul",
                               {RefusalGround::f1},
                               "tech passport differs"},
                              hub.now);
  }));
  EXPECT_TRUE(hub.run([&] { return register_application(hub.context, form, hub.now); }))
      << "after a refusal anew";
}

TEST(RegisterApplication, RejectsExpiredDocumentsAtTheIntakeButNotMissingOnes) {
  struct Case {
    const char* name;
    const char* certificate;
    const char* tachograph;
    bool card;
    ApplicationState state;
  };
  const std::vector<Case> cases{
      {"all good", "2026-01-01", "2026-01-01", true, ApplicationState::registered},
      {"last valid day", "2025-05-20", "2025-05-20", true, ApplicationState::registered},
      {"certificate expired", "2025-05-19", "2026-01-01", true, ApplicationState::rejected_intake},
      {"tachograph expired", "2026-01-01", "2025-05-19", true, ApplicationState::rejected_intake},
      {"nothing on record", "", "", false, ApplicationState::registered},
  };
  for (const auto& c : cases) {
    Hub hub;
    const auto bin = bin_of(1);
    ASSERT_TRUE(hub.run([&] {
      return record_carrier(hub.context, {bin, "T", "Алматы", "AC", c.certificate}, hub.now);
    }));
    auto card = Hub::card_of("101ABC02", bin);
    card.tachograph_until = c.tachograph;
    if (c.card) {
      ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
    }
    const auto form = Hub::form(hub.booking("101ABC02", bin));
    const auto row = hub.run([&] { return register_application(hub.context, form, hub.now); });
    ASSERT_TRUE(row) << c.name;
    EXPECT_EQ(row->state, c.state) << c.name;
    EXPECT_EQ(hub.log_types().back() == "intake_rejected",
              c.state == ApplicationState::rejected_intake)
        << c.name;
  }
}

TEST(DecideApplication, WantsGroundsAndWordsForARefusal) {
  struct Case {
    const char* name;
    DecideApplication command;
    Code code;
  };
  Hub hub;
  const auto no = hub.registered(1, "101ABC02").application_no;
  const std::vector<Case> cases{
      {"no grounds", {no, DecisionKind::refusal, "aigul", {}, "because"}, Code::grounds_missing},
      {"twice the same",
       {no, DecisionKind::refusal, "aigul", {RefusalGround::f1, RefusalGround::f1}, "because"},
       Code::grounds_missing},
      {"no words",
       {no, DecisionKind::refusal, "aigul", {RefusalGround::f3}, " "},
       Code::reason_missing},
      {"nobody signs", {no, DecisionKind::pay_notice, "", {}, ""}, Code::field_missing},
      {"a notice with grounds",
       {no, DecisionKind::pay_notice, "aigul", {RefusalGround::f1}, ""},
       Code::value_malformed},
      {"no such",
       {"NZ25-000099", DecisionKind::pay_notice, "aigul", {}, ""},
       Code::application_not_found},
      {"no number",
       {"17", DecisionKind::pay_notice, "aigul", {}, ""},
       Code::application_no_malformed},
  };
  for (const auto& c : cases) {
    const auto result =
        hub.run([&] { return decide_application(hub.context, c.command, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
}

TEST(DecideApplication, IsFinal) {
  Hub hub;
  const auto no = hub.registered(1, "101ABC02").application_no;
  ASSERT_TRUE(hub.run([&] {
    return decide_application(
        hub.context,
        {no, DecisionKind::refusal, "aigul", {RefusalGround::f3, RefusalGround::f5}, "no blanks"},
        hub.now);
  }));
  EXPECT_EQ(hub.application(no).grounds, R"(["F3","F5"])");
  EXPECT_EQ(hub.run([&] {
                 return decide_application(
                     hub.context, {no, DecisionKind::pay_notice, "aigul", {}, ""}, hub.now);
               })
                .error()
                .code,
            Code::application_closed);
}

// The MCI changes from 3692 to 3932 on 21 May: the day of payment counts, not of application.
TEST(RecordPayment, TakesExactlyTheFeeOfTheDayOfPayment) {
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

TEST(RevokePermit, TakesAFormedPermitBackOnce) {
  Hub hub;
  const auto unformed = hub.registered(1, "101ABC02").application_no;
  const auto revoke = [&](const std::string& no, const char* reason = "court") {
    return hub.run([&] { return revoke_permit(hub.context, no, reason, "aigul", hub.now); });
  };
  EXPECT_EQ(revoke(unformed).error().code, Code::application_wrong_state);
  const auto formed = hub.formed(2, "102ABC02", "dostyk").application_no;
  EXPECT_EQ(revoke(formed, " ").error().code, Code::reason_missing);
  EXPECT_TRUE(revoke(formed));
  EXPECT_EQ(revoke(formed).error().code, Code::application_wrong_state);
  EXPECT_EQ(hub.log_types(core::Site::dostyk).back(), "permit_revoked");
}

}  // namespace
}  // namespace otkel::hub::test
