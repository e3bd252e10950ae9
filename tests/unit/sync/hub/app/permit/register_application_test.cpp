// Form A1: numbers, deadlines and refusals.
#include "base/codec/json.hpp"
#include "sync/hub/app/permit/applications.hpp"
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

TEST(RegisterApplication, IsForTheCheckpointsOfTheRulePackAlone) {
  Hub hub;
  hub.serve_alakol();
  const auto bin = hub.carrier(1);
  const auto booked = hub.booking("101ABC02", bin, "alakol");
  EXPECT_EQ(booked.booking_no, "AL25-H000001") << "the queue is open to any site";
  const auto refused =
      hub.run([&] { return register_application(hub.context, Hub::form(booked), hub.now); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::not_a_permit_site);
  EXPECT_TRUE(refused.error().detail.starts_with("$.site: R-08: ")) << refused.error().detail;
  auto back = Hub::form(hub.booking("102ABC02", bin));
  back.entry_site = "alakol";
  const auto nowhere = hub.run([&] { return register_application(hub.context, back, hub.now); });
  ASSERT_FALSE(nowhere);
  EXPECT_TRUE(nowhere.error().detail.starts_with("$.entry_site: R-08: ")) << nowhere.error().detail;
  back.entry_site = "bakhty";
  EXPECT_TRUE(hub.run([&] { return register_application(hub.context, back, hub.now); }))
      << "another hub's checkpoint, but one of the five";
}

TEST(RegisterApplication, CountsTheAnswerFromTheNextWorkingDay) {
  Hub hub;
  // Friday evening after the provider's day: counts for Monday, due on Wednesday 18:00.
  hub.now = time_of("2025-05-16T14:00:00Z");
  const auto row = hub.registered(1, "101ABC02");
  EXPECT_EQ(core::to_iso(row.decision_due), "2025-05-21T13:00:00.000Z");
  EXPECT_EQ(row.submitted, hub.now);
}

TEST(RegisterApplication, RefusesAnIncompleteForm) {
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
      {"an emoji", [](ApplicationForm& f) { f.cargo.name = "Ұн \U0001F33E"; },
       Code::page_has_unknown_glyphs,
       "$.cargo.name: the character U+1F33E '\U0001F33E' in place 4"},
      {"a line separator", [](ApplicationForm& f) { f.cargo.unloading_place = "Үрімші\u202813."; },
       Code::page_has_unknown_glyphs, "$.cargo.unloading_place: the character U+2028"},
      {"a line break in field 12", [](ApplicationForm& f) { f.other = "a\nb"; },
       Code::page_has_unknown_glyphs, "$.other: the character U+000A"},
      {"an invisible character in field 6", [](ApplicationForm& f) { f.direction_to = "a\u200b"; },
       Code::page_has_unknown_glyphs, "$.direction_to: the character U+200B"},
      {"only a space that does not break", [](ApplicationForm& f) { f.cargo.name = "\u00a0"; },
       Code::field_missing, "$.cargo.name"},
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

TEST(RegisterApplication, AcceptsOneOpenApplicationPerBooking) {
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

}  // namespace
}  // namespace otkel::hub::test
