// Returned, spoiled, lost, annulled.
#include "firmware-daemon/app/end_of_blank.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::ApplicationState;
using core::BlankState;

Result<void> spoil(CheckpointInMemory& w, const std::string& number,
                   const std::optional<Countersignature>& second = with("berik"),
                   const std::string& reason = "ink") {
  return w.as("officer:aliya", [&](Context& c) { return spoil_blank(c, number, reason, second); });
}
Result<void> give_back(CheckpointInMemory& w, const std::string& number,
                       const std::optional<Countersignature>& second = with("berik")) {
  return w.as("officer:aliya",
              [&](Context& c) { return return_blank(c, number, "did not go", second); });
}
Result<void> lose(CheckpointInMemory& w, const std::string& number,
                  const std::optional<Countersignature>& second) {
  return w.as("officer:aliya", [&](Context& c) { return lose_blank(c, number, "gone", second); });
}

TEST(EndOfBlank, ReplacesASpoiledNumberByTheNextAndLinksBoth) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto spoiled = w.number(truck);
  EXPECT_TRUE(spoil(w, spoiled));
  EXPECT_EQ(w.blank_state(spoiled), BlankState::spoiled);
  EXPECT_EQ(w.number(truck), "C00000002");
  EXPECT_EQ(w.stores.blanks.find(spoiled)->replaced_by, "C00000002");
  const auto given = std::get<core::NumberAllocated>(w.events_of("number_allocated").back());
  EXPECT_EQ(given.replaces, spoiled);
  EXPECT_EQ(w.state(truck), ApplicationState::at_checkpoint);
  EXPECT_EQ(w.print(), 1);
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(EndOfBlank, HasOneCauseOfTheClosedListInRowAndFact) {
  using core::EndCause;
  CheckpointInMemory w;
  w.blanks(9);
  const Truck carrier = w.issued(1);
  const Truck office = w.inside(2);
  EXPECT_TRUE(w.issue(office));
  const Truck turned = w.inside(3);
  EXPECT_TRUE(w.issue(turned));
  const Truck revoked = w.inside(4);
  EXPECT_TRUE(w.issue(revoked));
  const Truck violation = w.issued(5);
  const auto numbers = std::vector{w.number(carrier), w.number(office), w.number(turned),
                                   w.number(revoked), w.number(violation)};
  EXPECT_TRUE(lose(w, numbers[0], with("berik")));
  EXPECT_TRUE(lose(w, numbers[1], with("berik")));
  EXPECT_TRUE(w.return_lane(turned));
  w.hub({core::PermitRevoked{revoked.application_no, "court"}});
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return annul_blank(c, numbers[4], "another carrier drives", with("berik"));
  }));
  const auto causes =
      std::vector{EndCause::lost_by_carrier, EndCause::lost_by_office, EndCause::set_aside,
                  EndCause::revoked_by_centre, EndCause::violation};
  const auto facts = w.events_of("blank_ended");
  ASSERT_EQ(facts.size(), causes.size());
  for (std::size_t i = 0; i < causes.size(); ++i) {
    EXPECT_EQ(w.stores.blanks.find(numbers[i])->cause, causes[i]) << core::word(causes[i]);
    EXPECT_EQ(std::get<core::BlankEnded>(facts[i]).cause, causes[i]) << core::word(causes[i]);
  }
}

TEST(EndOfBlank, KeepsTheOrderOfApplicationsWhenASpoiledNumberIsReplaced) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck later = w.issued(2);
  const Truck earlier = w.inside(1);
  EXPECT_TRUE(spoil(w, w.number(later)));
  EXPECT_EQ(w.number(earlier), "C00000002");
  EXPECT_EQ(w.number(later), "C00000003");
}

TEST(EndOfBlank, LetsTheApplicationWaitIfNoNumberIsLeftToReplaceASpoiledOne) {
  CheckpointInMemory w;
  w.blanks(1);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(spoil(w, w.number(truck)));
  EXPECT_FALSE(w.blank(truck));
  EXPECT_EQ(refusal(w.issue(truck)), Code::no_blanks);
  w.blanks(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(w.number(truck), "C00000002");
}

TEST(EndOfBlank, ReleasesAHeldVehicleWhenItsBlankComesBack) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_TRUE(give_back(w, number));
  EXPECT_EQ(w.blank_state(number), BlankState::returned);
  EXPECT_FALSE(w.stores.stays.open_of(truck.plate));
  EXPECT_EQ(w.state(truck), ApplicationState::closed);
  EXPECT_EQ(w.booking_state(truck), core::BookingState::turned_back);
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(EndOfBlank, ReturnsNothingThatWasRedeemedAndRedeemsNothingThatWasReturned) {  // I5, R-31
  CheckpointInMemory w;
  w.blanks(5);
  const Truck left = w.issued(1), stayed = w.issued(2);
  const auto redeemed = w.number(left), returned = w.number(stayed);
  EXPECT_TRUE(w.exit(left));
  EXPECT_EQ(refusal(give_back(w, redeemed)), Code::already_redeemed);
  EXPECT_TRUE(give_back(w, returned));
  EXPECT_TRUE(w.exit(stayed));
  EXPECT_EQ(w.blank_state(returned), BlankState::returned);
  EXPECT_TRUE(w.has_incident("ended_blank_left"));
}

TEST(EndOfBlank, RequiresASecondOfficerForALossOrAnAnnulment) {  // R-36, R-34(4)
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_EQ(refusal(lose(w, number, std::nullopt)), Code::second_person_missing);
  for (const char* nobody : {"", "aliya", "Aliya", "tamara", "nobody"})
    EXPECT_EQ(refusal(lose(w, number, with(nobody))), Code::second_person_missing) << nobody;
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
  EXPECT_TRUE(lose(w, number, with("berik")));
  EXPECT_EQ(w.blank_state(number), BlankState::lost);
  EXPECT_EQ(w.state(truck), ApplicationState::closed);
  const auto fact = std::get<core::BlankEnded>(w.events_of("blank_ended").front());
  EXPECT_EQ(fact.reason, "gone");
  EXPECT_EQ(fact.second, "berik");
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(EndOfBlank, ReplacesANumberThatTheOfficeLostBeforeTheHandOver) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto lost = w.number(truck);
  EXPECT_TRUE(lose(w, lost, with("berik")));
  EXPECT_EQ(w.blank_state(lost), BlankState::lost);
  EXPECT_EQ(w.state(truck), ApplicationState::at_checkpoint) << "the paid right survives";
  EXPECT_EQ(w.number(truck), "C00000002");
  EXPECT_EQ(w.stores.blanks.find(lost)->replaced_by, "C00000002");
  const auto fact = std::get<core::BlankEnded>(w.events_of("blank_ended").front());
  EXPECT_EQ(fact.cause, core::EndCause::lost_by_office);
  EXPECT_EQ(w.statistics().lost, 0) << "the applicant lost nothing";
  EXPECT_EQ(w.statistics().ended_apart.lost_by_office, 1);
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(lose(w, "C00000002", with("berik")));
  EXPECT_EQ(w.state(truck), ApplicationState::closed)
      << "the driver lost it: that was the one trip";
  EXPECT_EQ(w.statistics().lost, 1);
}

TEST(EndOfBlank, LinksTheNumberThatIsGivenOnceTheStockIsFilledAgain) {
  CheckpointInMemory w;
  w.blanks(1);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_TRUE(spoil(w, "C00000001", {}));
  w.blanks(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(w.stores.blanks.find("C00000001")->replaced_by, "C00000002");
  EXPECT_EQ(std::get<core::NumberAllocated>(w.events_of("number_allocated").back()).replaces,
            "C00000001");
}

TEST(EndOfBlank, ReplacesANumberThatTheCentreRevokedByError) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  w.hub({core::PermitRevoked{truck.application_no, "another carrier was meant"}});
  const auto ended = std::get<core::BlankEnded>(w.events_of("blank_ended").front());
  EXPECT_EQ(ended.cause, core::EndCause::revoked_by_centre);
  EXPECT_EQ(refusal(w.issue(truck)), Code::application_closed);
  w.hub({core::RevocationWithdrawn{truck.application_no, "it was the wrong application"}});
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(w.number(truck), "C00000002");
  EXPECT_EQ(w.stores.blanks.find("C00000001")->replaced_by, "C00000002");
  EXPECT_EQ(w.statistics().annulled, 0);
  EXPECT_EQ(w.statistics().ended_apart.revoked_by_centre, 1);
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
}

TEST(EndOfBlank, EndsTheApplicationOfANumberThatWasAnnulledForAViolation) {  // R-34(4), R-39
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return annul_blank(c, number, "the seal was broken", with("berik"));
  }));
  EXPECT_EQ(w.state(truck), ApplicationState::closed);
  EXPECT_FALSE(w.blank(truck)) << "nothing takes its place";
  EXPECT_EQ(refusal(w.issue(truck)), Code::application_closed);
  EXPECT_EQ(w.incident("annulled_for_violation").subject, number);
  EXPECT_NE(w.incident("annulled_for_violation").detail.find("authorised body"), std::string::npos);
  EXPECT_EQ(std::get<core::BlankEnded>(w.events_of("blank_ended").front()).cause,
            core::EndCause::violation);
  EXPECT_EQ(w.statistics().annulled, 1);
  const auto closed = std::get<core::ApplicationClosed>(w.events_of("application_closed").back());
  EXPECT_EQ(closed.reason, "annulled: violation");
}

TEST(EndOfBlank, CountsANumberThatWasSetAsideInNoGroupOfTheLaw) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_EQ(w.statistics().annulled, 0);
  EXPECT_EQ(w.statistics().ended_apart.set_aside, 1);
  EXPECT_TRUE(w.statistics().stock_adds_up);
}

TEST(EndOfBlank, AnnulsOnlyWhatIsGiven) {  // R-34(4)
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  const auto annul = [&](const std::string& which) {
    return w.as("officer:aliya",
                [&](Context& c) { return annul_blank(c, which, "violation", with("berik")); });
  };
  EXPECT_EQ(refusal(annul("C00000005")), Code::blank_wrong_state);
  EXPECT_TRUE(annul(number));
  EXPECT_EQ(w.blank_state(number), BlankState::annulled);
  EXPECT_EQ(refusal(annul(number)), Code::blank_wrong_state);
}

TEST(EndOfBlank, RequiresAReasonAndAKnownNumber) {
  CheckpointInMemory w;
  w.blanks(5);
  EXPECT_EQ(refusal(spoil(w, "C00000001", {}, " \t")), Code::reason_missing);
  EXPECT_EQ(refusal(spoil(w, "C00009999")), Code::blank_not_found);
  EXPECT_EQ(refusal(spoil(w, "X1")), Code::blank_number_malformed);
  EXPECT_EQ(refusal(give_back(w, "C00000001")), Code::blank_wrong_state);
}

TEST(EndOfBlank, SkipsASheetSpoiledInTheStock) {
  CheckpointInMemory w;
  w.blanks(5);
  EXPECT_TRUE(spoil(w, "C00000001", {}, "torn in the box"));
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(w.number(truck), "C00000002");
  EXPECT_TRUE(w.statistics().stock_adds_up);
}

TEST(EndOfBlank, RequiresTwoOfficersAndOpensAnIncidentIfAFilledBlankIsReplaced) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_EQ(refusal(spoil(w, number, {})), Code::second_person_missing);
  EXPECT_EQ(w.number(truck), number) << "nothing was done by halves";
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_TRUE(spoil(w, number));
  EXPECT_EQ(w.incident("issued_number_replaced").subject, number);
  EXPECT_EQ(w.incident("issued_number_replaced").caused_by, "aliya, berik");
  EXPECT_EQ(w.stores.blanks.find(number)->reason, "ink");
  EXPECT_EQ(w.stores.blanks.find(number)->second, "berik");
}

TEST(EndOfBlank, AllowsOneReplacementPerApplicationWithoutAnIncident) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(spoil(w, w.number(truck), {})) << "nobody holds it yet";
  EXPECT_TRUE(w.incident_kinds().empty());
  w.print();
  const auto second = w.number(truck);
  EXPECT_TRUE(spoil(w, second, {}));
  EXPECT_EQ(w.incident("number_replaced_again").subject, second);
  EXPECT_EQ(w.incident("number_replaced_again").caused_by, "aliya");
}

TEST(EndOfBlank, CountsAReplacementAlsoIfTheStockWasEmptyMeanwhile) {
  CheckpointInMemory w;
  w.blanks(1);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_TRUE(spoil(w, w.number(truck), {}));
  w.blanks(3);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_TRUE(spoil(w, w.number(truck), {}));
  EXPECT_TRUE(w.has_incident("number_replaced_again"));
}

TEST(EndOfBlank, OpensAnIncidentForASheetSpoiledInTheStock) {
  CheckpointInMemory w;
  w.blanks(5);
  EXPECT_TRUE(spoil(w, "C00000003", {}));
  EXPECT_EQ(w.incident("stock_blank_spoiled").caused_by, "aliya");
}

TEST(EndOfBlank, RequiresASecondOfficerForAReturnToo) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_EQ(refusal(give_back(w, w.number(truck), {})), Code::second_person_missing);
  EXPECT_EQ(w.state(truck), ApplicationState::issued);
}

TEST(EndOfBlank, OpensAnIncidentIfTheSecondPasswordWasTypedAtTheFirstOfficersConsole) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(lose(w, number, Countersignature{"berik", core::SecondBy::same_console}));
  EXPECT_EQ(w.incident("second_at_same_console").subject, number);
  EXPECT_EQ(w.incident("second_at_same_console").caused_by, "aliya, berik");
}

TEST(EndOfBlank, IsForOfficersWhoAreActive) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto spoil_as = [&](const std::string& actor) {
    return w.as(actor,
                [&](Context& c) { return spoil_blank(c, w.number(truck), "ink", std::nullopt); });
  };
  for (const char* actor : {"officer:tamara", "officer:stranger", "kiosk", "system"})
    EXPECT_EQ(refusal(spoil_as(actor)), Code::forbidden) << actor;
  w.hub({core::OfficerRecorded{"berik", "Берік Оспанов", core::OfficerRole::officer, "-", false}});
  EXPECT_EQ(refusal(spoil_as("officer:berik")), Code::forbidden);
  EXPECT_TRUE(spoil_as("officer:bolat"));
}

}  // namespace
}  // namespace otkel::app::test
