// An act that waits for another officer.
#include "firmware-daemon/app/second_person.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/print_supplement.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::BlankState;
using core::Verb;
using store::SecondState;

struct SecondPerson : testing::Test {
  CheckpointInMemory w;
  Truck truck;
  std::string number;

  void SetUp() override {
    w.blanks(8);
    truck = w.issued(1);
    number = w.number(truck);
  }
  Result<store::SecondRequestRow> ask(Verb verb, const std::string& subject,
                                      const std::string& who = "aliya") {
    return w.as("officer:" + who, [&](Context& c) {
      return ask_for_second(c, {verb, subject, " the ink has run "});
    });
  }
  Result<store::SecondRequestRow> confirm(std::int64_t id, const std::string& who = "berik") {
    return w.as("officer:" + who, [&](Context& c) { return confirm_as_second(c, id); });
  }
  Result<store::SecondRequestRow> refuse(std::int64_t id, const std::string& who = "berik",
                                         const std::string& why = "I saw it whole") {
    return w.as("officer:" + who, [&](Context& c) { return refuse_as_second(c, id, why); });
  }
  Result<store::SecondRequestRow> withdraw(std::int64_t id, const std::string& who = "aliya") {
    return w.as("officer:" + who, [&](Context& c) { return withdraw_request(c, id); });
  }
  std::vector<SecondRequestView> shown() {
    auto c = w.context();
    return second_requests(c);
  }
};

TEST_F(SecondPerson, ConfirmsAnActThatIsRecordedForTheFirst) {
  const auto asked = ask(Verb::spoil, number);
  ASSERT_TRUE(asked) << asked.error().detail;
  EXPECT_EQ(w.blank_state(number), BlankState::issued) << "it waits";
  EXPECT_TRUE(w.incident_kinds().empty());
  const auto done = confirm(asked->id);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->state, SecondState::confirmed);
  EXPECT_EQ(done->answered_by, "berik");
  EXPECT_EQ(w.blank_state(number), BlankState::spoiled);
  EXPECT_EQ(w.stores.blanks.find(number)->reason, "the ink has run");
  EXPECT_EQ(w.stores.blanks.find(number)->second, "berik");
  EXPECT_EQ(w.log().back().actor, "officer:aliya");
  EXPECT_EQ(w.incident_kinds(), std::vector<std::string>{"issued_number_replaced"})
      << "his own session is no incident of its own";
  EXPECT_EQ(refusal(confirm(asked->id, "bolat")), Code::version_conflict) << "once";
}

TEST_F(SecondPerson, IsNeverTheOneWhoAsked) {
  const auto asked = ask(Verb::lose, number).value();
  EXPECT_EQ(refusal(confirm(asked.id, "aliya")), Code::second_person_missing);
  w.hub({core::OfficerRecorded{"aliya2", "ӘЛИЯ СӘРСЕНОВА", core::OfficerRole::senior, "-", true}});
  EXPECT_EQ(refusal(confirm(asked.id, "aliya2")), Code::second_person_missing);
  EXPECT_EQ(refusal(refuse(asked.id, "aliya")), Code::second_person_missing);
  EXPECT_EQ(refusal(confirm(asked.id, "tamara")), Code::second_person_missing);
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
  EXPECT_TRUE(confirm(asked.id, "bolat"));
}

TEST_F(SecondPerson, RefusesWithAReasonAndOpensAnIncidentOfTheFirst) {
  const auto asked = ask(Verb::give_back, number).value();
  EXPECT_EQ(refusal(refuse(asked.id, "berik", ".")), Code::reason_missing);
  const auto answered = refuse(asked.id);
  ASSERT_TRUE(answered);
  EXPECT_EQ(answered->state, SecondState::refused);
  EXPECT_EQ(answered->answer, "I saw it whole");
  EXPECT_EQ(w.incident("second_refused").caused_by, "aliya");
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
  EXPECT_EQ(refusal(confirm(asked.id, "bolat")), Code::version_conflict);
}

TEST_F(SecondPerson, MustConfirmWithinTenMinutes) {
  const auto asked = ask(Verb::annul, number).value();
  w.now += core::kSecondWaits - std::chrono::milliseconds{1};
  EXPECT_EQ(shown().size(), 1U);
  w.now += std::chrono::milliseconds{1};
  EXPECT_TRUE(shown().empty());
  EXPECT_EQ(refusal(confirm(asked.id)), Code::version_conflict);
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
}

TEST_F(SecondPerson, IsNoLongerRequiredIfTheFirstWithdraws) {
  const auto asked = ask(Verb::lose, number).value();
  EXPECT_EQ(refusal(withdraw(asked.id, "berik")), Code::forbidden);
  EXPECT_TRUE(withdraw(asked.id));
  EXPECT_EQ(refusal(confirm(asked.id)), Code::version_conflict);
  EXPECT_TRUE(w.incident_kinds().empty());
}

TEST_F(SecondPerson, ConfirmsByTheStateOfThatMoment) {
  const auto asked = ask(Verb::give_back, number).value();
  EXPECT_TRUE(w.exit(truck));
  EXPECT_EQ(refusal(confirm(asked.id)), Code::already_redeemed);
  EXPECT_EQ(w.stores.second_requests.find(asked.id)->state, SecondState::waiting)
      << "the refusal of the act is no answer of the second";
}

TEST_F(SecondPerson, ConfirmsNothingForAWithdrawnOfficer) {
  const auto asked = ask(Verb::lose, number).value();
  w.hub({core::OfficerRecorded{"aliya", "Әлия Сәрсенова", core::OfficerRole::officer, "-", false}});
  EXPECT_EQ(refusal(confirm(asked.id)), Code::forbidden);
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
}

TEST_F(SecondPerson, ConfirmsTheBlanksFromWhichNumbersContinue) {
  EXPECT_EQ(refusal(ask(Verb::begin_numbers, "C00000004")), Code::version_conflict)
      << "nothing is in doubt";
  auto history = w.stores.history.load();
  history.doubt = ledger::Doubt::restored;
  EXPECT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
    return c.stores.history.save(history), Result<void>{};
  }));
  EXPECT_EQ(refusal(ask(Verb::begin_numbers, number)), Code::blank_wrong_state);
  const auto asked = ask(Verb::begin_numbers, " C00000004 ,").value();
  EXPECT_EQ(w.stores.history.load().doubt, ledger::Doubt::restored) << "it waits";
  EXPECT_TRUE(confirm(asked.id));
  EXPECT_EQ(w.stores.history.load().doubt, ledger::Doubt::none);
  EXPECT_EQ(w.stores.blanks.unaccounted(), 2);
  EXPECT_EQ(w.incident("numbers_begun_by_persons").caused_by, "aliya, berik");
  EXPECT_EQ(w.incident("blanks_unaccounted").caused_by, "aliya, berik");
}

TEST_F(SecondPerson, IsNotRequiredForWhatOneMayDoAloneOrNobodyMay) {
  EXPECT_EQ(refusal(ask(Verb::reprint, truck.application_no)), Code::value_malformed)
      << "the second print is one officer's";
  EXPECT_EQ(refusal(ask(Verb::issue, truck.application_no)), Code::value_malformed);
  EXPECT_EQ(refusal(ask(Verb::spoil, "C00000008")), Code::value_malformed);
  EXPECT_EQ(refusal(ask(Verb::lose, "C00000999")), Code::blank_not_found);
  EXPECT_EQ(refusal(ask(Verb::lose, number, "tamara")), Code::forbidden);
  EXPECT_EQ(refusal(confirm(77)), Code::not_found);
}

TEST_F(SecondPerson, ConfirmsTheThirdPrintOfANumber) {
  const auto reprint = [&] {
    return w.as("officer:aliya", [&](Context& c) {
      return reprint_supplement(c, truck.application_no, "torn by the wind");
    });
  };
  EXPECT_TRUE(reprint());
  w.print();
  EXPECT_EQ(refusal(reprint()), Code::second_person_missing);
  const auto asked = ask(Verb::reprint, truck.application_no);
  ASSERT_TRUE(asked) << asked.error().detail;
  EXPECT_TRUE(confirm(asked->id));
  w.print();
  EXPECT_EQ(w.stores.print_jobs.of_blank(number).back().attempt, 3);
  const auto fact = std::get<core::PrintQueued>(w.events_of("print_queued").back());
  EXPECT_EQ(fact.reason, "the ink has run");
  EXPECT_EQ(fact.second, "berik");
}

TEST_F(SecondPerson, ShowsOpenRequestsWithTheirVehicleAndTheirResult) {
  const auto first = ask(Verb::lose, number).value();
  w.now += core::minutes{1};
  const auto second = ask(Verb::annul, number, "bolat").value();
  EXPECT_TRUE(withdraw(first.id));
  const auto views = shown();
  ASSERT_EQ(views.size(), 2U);
  EXPECT_EQ(views[0].state, SecondState::withdrawn);
  EXPECT_EQ(views[1].id, second.id);
  EXPECT_EQ(views[1].plate, truck.plate);
  EXPECT_EQ(views[1].asked_by_name, "Болат Сейітов");
  EXPECT_EQ(views[1].reason, "the ink has run");
  EXPECT_EQ(views[1].expires_at, w.now + core::kSecondWaits);
}

}  // namespace
}  // namespace otkel::app::test
