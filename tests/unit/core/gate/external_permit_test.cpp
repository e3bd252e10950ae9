// A permit from outside the pilot against the card.
#include "core/gate/external_permit.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

const StatedPermit kStated{"KZ-0042", "123ABC02", "M.A.N."};

PassageFacts guest() {
  auto facts = inside();
  facts.application.reset();
  facts.stay->application_no.reset();
  return facts;
}

TEST(ExternalPermit, IsRecordedForTheStayThatIsOpen) {
  const auto d = record_external(kStated, guest());
  EXPECT_EQ(reported(d), (Lines{"fact external_permit_recorded", "external KZ-0042"}));
  const auto fact = only<ExternalPermitRecorded>(d);
  EXPECT_EQ(fact.plate, "123ABC02");
  EXPECT_EQ(fact.entry_visit, "visit-1");
  EXPECT_TRUE(fact.card_matches);
}

TEST(ExternalPermit, IsReportedIfItDiffersFromTheCard) {  // R-38, p.17
  auto other_plate = kStated, other_make = kStated, no_make = kStated;
  other_plate.plate = "124ABC02";
  other_make.make = "Volvo";
  no_make.make.clear();
  auto without_card = guest();
  without_card.card.reset();
  for (const auto& d :
       {record_external(other_plate, guest()), record_external(other_make, guest()),
        record_external(no_make, guest()), record_external(kStated, without_card)}) {
    EXPECT_EQ(reported(d), (Lines{"fact external_permit_recorded", "external KZ-0042",
                                  "incident external_permit_differs"}));
    EXPECT_FALSE(only<ExternalPermitRecorded>(d).card_matches);
    EXPECT_EQ(only<OpenIncident>(d).subject, "123ABC02");
  }
  EXPECT_NE(only<OpenIncident>(record_external(other_make, guest())).detail.find("Volvo"),
            std::string::npos);
}

TEST(ExternalPermit, IsRefusedIfItCannotBeOfThisTrip) {
  EXPECT_EQ(reported(record_external({"", "123ABC02", "MAN"}, guest())),
            Lines{"refused value_malformed"});
  EXPECT_EQ(reported(record_external(kStated, {})), Lines{"refused vehicle_not_on_territory"});
  for (const auto state : {BlankState::allocated, BlankState::printed, BlankState::issued})
    EXPECT_EQ(reported(record_external(kStated, inside_with(state))),
              Lines{"refused blank_wrong_state"})
        << word(state);
  EXPECT_TRUE(record_external(kStated, inside_with(BlankState::returned)));
}

}  // namespace
}  // namespace otkel::core
