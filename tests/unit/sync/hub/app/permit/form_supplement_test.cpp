// E1 to E5 and the text of form A3.
#include "base/codec/json.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::ApplicationState;

TEST(Supplement, IsFormedOnTheDayOfPayment) {
  Hub hub;
  const auto row = hub.formed(1, "101ABC02");
  EXPECT_EQ(row.state, ApplicationState::supplement_formed);
  EXPECT_EQ(row.pending, "[]");
  const auto types = hub.log_types();
  EXPECT_EQ(std::vector<std::string>(types.end() - 3, types.end()),
            (std::vector<std::string>{"pay_notice_sent", "fee_paid", "supplement_formed"}));
}

TEST(Supplement, HasTheFieldsInTheOrderOfTheForm) {
  Hub hub;
  const auto row = hub.formed(1, "101ABC02");
  const auto entry = hub.stores.permits.find(row.application_no).value();
  const auto text = codec::decode<core::SupplementText>(entry.supplement).value();
  EXPECT_EQ(text.carrier_name, "Тасымал 1");
  EXPECT_EQ(text.carrier_address, "Алматы");
  EXPECT_EQ(text.vehicle, "KAMAZ 5490, 20000 кг, 2 орын, 101ABC02");
  EXPECT_EQ(text.planned_crossing, "2025-05-20");
  EXPECT_EQ(text.valid_from, "2025-05-20");
  EXPECT_EQ(text.valid_until, "2025-06-19");
  EXPECT_EQ(text.direction_from, "Алматы");
  EXPECT_EQ(text.direction_to, "Қорғас");
  EXPECT_EQ(text.checkpoint_exit, "Нұр Жолы");
  EXPECT_EQ(text.checkpoint_entry, "Нұр Жолы");
  EXPECT_EQ(text.cargo_name, "Күнжара");
  EXPECT_EQ(text.cargo_weight, "18500 кг");
  EXPECT_EQ(text.loading_place, "Алматы");
  EXPECT_EQ(text.unloading_place, "Үрімші");
  EXPECT_EQ(text.other, "");
  EXPECT_EQ(entry.make, "KAMAZ");
}

TEST(Supplement, HasTheVehicleOfTheCardAndNotWhatTheApplicantTyped) {
  Hub hub;
  const auto bin = hub.carrier(1);
  auto card = Hub::card_of("101ABC02", bin);
  card.make = "Mercedes-Benz";
  card.model = "Actros";
  card.capacity_kg = 22000;
  card.seats = 3;
  ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
  auto form = Hub::form(hub.booking("101ABC02", bin));
  form.vehicle = {"101ABC02", "MERCEDES BENZ 1845", 20000, 2};
  const auto no =
      hub.run([&] { return register_application(hub.context, form, hub.now); })->application_no;
  ASSERT_TRUE(hub.run([&] {
    return decide_application(hub.context, {no, DecisionKind::pay_notice, "aigul", {}, ""},
                              hub.now);
  }));
  ASSERT_TRUE(hub.pay(no));
  const auto entry = hub.stores.permits.find(no).value();
  const auto text = codec::decode<core::SupplementText>(entry.supplement).value();
  EXPECT_EQ(text.vehicle, "Mercedes-Benz Actros, 22000 кг, 3 орын, 101ABC02");
  EXPECT_EQ(entry.make, "Mercedes-Benz");
}

TEST(Supplement, NamesTrailerAndAnotherEntry) {
  Hub hub;
  const auto bin = hub.carrier(1);
  hub.card("101ABC02", bin);
  auto form = Hub::form(hub.booking("101ABC02", bin));
  form.trailer = TrailerForm{"11ABC02", "SCHMITZ", 30000};
  form.other = "тез бұзылатын";
  form.entry_site = "dostyk";
  const auto no =
      hub.run([&] { return register_application(hub.context, form, hub.now); })->application_no;
  ASSERT_TRUE(hub.run([&] {
    return decide_application(hub.context, {no, DecisionKind::pay_notice, "aigul", {}, ""},
                              hub.now);
  }));
  ASSERT_TRUE(hub.pay(no));
  const auto text = codec::decode<core::SupplementText>(hub.stores.permits.find(no)->supplement);
  EXPECT_EQ(text->other, "Тіркеме: SCHMITZ, 11ABC02, 30000 кг; тез бұзылатын");
  EXPECT_EQ(text->checkpoint_entry, "Достық");
}

/// What spoils the truck's papers between notice and payment, and what repairs them.
struct Condition {
  const char* name;
  const char* code;
  void (*spoil)(Hub&, const std::string& bin);
  void (*repair)(Hub&, const std::string& bin);
};

class Conditions : public testing::TestWithParam<Condition> {};

TEST_P(Conditions, KeepTheApplicationPaidUntilTheyHold) {
  Hub hub;
  const auto row = hub.noticed(1, "101ABC02");
  GetParam().spoil(hub, row.bin);
  const auto paid = hub.pay(row.application_no).value();
  EXPECT_EQ(paid.state, ApplicationState::paid);
  EXPECT_NE(paid.pending.find(GetParam().code), std::string::npos) << paid.pending;
  EXPECT_EQ(hub.log_types().back() == "supplement_formed", false);
  if (GetParam().repair == nullptr) return;
  GetParam().repair(hub, row.bin);
  const auto now = hub.application(row.application_no);
  EXPECT_EQ(now.state, ApplicationState::supplement_formed) << now.pending;
  EXPECT_EQ(hub.log_types().back(), "supplement_formed");
}

void put_card(Hub& hub, const std::string& bin, void (*change)(core::PermitCardRecorded&)) {
  auto card = Hub::card_of("101ABC02", bin);
  if (change != nullptr) change(card);
  ASSERT_TRUE(hub.run([&] { return record_permit_cards(hub.context, {card}, hub.now); }));
}

void put_certificate(Hub& hub, const std::string& bin, const char* until) {
  ASSERT_TRUE(hub.run(
      [&] { return record_carrier(hub.context, {bin, "T", "Алматы", "AC", until}, hub.now); }));
}

INSTANTIATE_TEST_SUITE_P(
    Eligibility, Conditions,
    testing::Values(
        Condition{"E1", "no_admission_certificate",
                  [](Hub& h, const std::string& b) { put_certificate(h, b, "2025-05-19"); },
                  [](Hub& h, const std::string& b) { put_certificate(h, b, "2026-05-19"); }},
        Condition{"E2", "no_permit_card",
                  [](Hub& h, const std::string& b) {
                    put_card(h, b, [](auto& c) { c.valid_until = "2025-05-19"; });
                  },
                  [](Hub& h, const std::string& b) { put_card(h, b, nullptr); }},
        Condition{"E2_void", "permit_card_void",
                  [](Hub& h, const std::string& b) {
                    put_card(h, b, [](auto& c) { c.inspection_until = ""; });
                  },
                  [](Hub& h, const std::string& b) { put_card(h, b, nullptr); }},
        Condition{"E3", "no_booking",
                  [](Hub& h, const std::string&) {
                    ASSERT_TRUE(h.run([&] {
                      return withdraw_booking(h.context, "NZ25-H000001", "sold it", h.now);
                    }));
                  },
                  [](Hub& h, const std::string& b) { h.booking("101ABC02", b); }},
        Condition{"E4", "no_title_document",
                  [](Hub& h, const std::string& b) {
                    put_card(h, b, [](auto& c) { c.title_document = ""; });
                  },
                  [](Hub& h, const std::string& b) { put_card(h, b, nullptr); }},
        Condition{"E5", "misuse_on_record",
                  [](Hub& h, const std::string& b) {
                    ASSERT_TRUE(h.run([&] {
                      return record_misuse(
                          h.context, {b, core::Misuse::blank_handed_over, "2025-04-01", ""}, h.now);
                    }));
                  },
                  nullptr}),
    [](const auto& case_) { return std::string(case_.param.name); });

TEST(Supplement, IsTriedAgainWhenABanHasRunOut) {
  Hub hub;
  const auto row = hub.noticed(1, "101ABC02");
  ASSERT_TRUE(hub.run([&] {
    return record_misuse(hub.context, {row.bin, core::Misuse::blank_handed_over, "2024-11-21", ""},
                         hub.now);
  }));
  ASSERT_EQ(hub.pay(row.application_no)->state, ApplicationState::paid);
  const auto retry = [&](const char* iso) {
    return hub.run([&] { return retry_supplements(hub.context, SupplementFilter{}, time_of(iso)); })
        .value();
  };
  EXPECT_TRUE(retry("2025-05-20T18:00:00Z").empty());
  EXPECT_EQ(retry("2025-05-20T20:00:00Z"), std::vector<std::string>{row.application_no});
}

// Recorded before letters were looked at: the supplement waits for a corrected record.
TEST(Supplement, IsNotFormedOfTextThatCannotBePrinted) {
  Hub hub;
  const auto row = hub.noticed(1, "101ABC02");
  ASSERT_TRUE(hub.run([&]() -> core::Result<void> {
    auto carrier = *hub.stores.carriers.find(row.bin);
    carrier.name += " \U0001F69A";
    hub.stores.carriers.put(carrier);
    return {};
  }));
  const auto paid = hub.pay(row.application_no).value();
  EXPECT_EQ(paid.state, ApplicationState::paid);
  EXPECT_NE(paid.pending.find("carrier_name: the character U+1F69A"), std::string::npos)
      << paid.pending;
  hub.carrier(1);
  EXPECT_EQ(hub.stores.applications.find(row.application_no)->state,
            ApplicationState::supplement_formed);
}

}  // namespace
}  // namespace otkel::hub::test
