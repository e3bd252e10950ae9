// Messages that share a commit, and those that find no place.
#include "anpr-bridge/keep/reception.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/keep/desk.hpp"

namespace otkel::anpr {
namespace {

using test::alert;
using test::Desk;

TEST(Reception, AnswersNobodyBeforeTheCommitAndThenAll) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.submit(alert("456DEF05"), "exit");
  EXPECT_TRUE(desk.outcomes.empty());
  EXPECT_EQ(desk.wakes, 1) << "one commit for both";
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 2u);
  EXPECT_EQ(desk.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(desk.outcomes[1].value(), Outcome::stored);
  EXPECT_EQ(desk.stored, 1);
  EXPECT_EQ(desk.journal.backlog("").value(), 2);
}

TEST(Reception, GivesEachMessageOfABatchItsOwnOutcome) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.submit("rubbish");
  desk.submit(alert("123ABC02"));
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 3u);
  EXPECT_EQ(desk.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(desk.outcomes[1].error().code, core::Code::payload_malformed);
  EXPECT_EQ(desk.outcomes[2].value(), Outcome::repetition) << "told apart within one commit too";
}

TEST(Reception, TurnsAwayWhatFindsNoPlaceAndTakesItLater) {
  Desk desk;
  for (int i = 0; i < 5; ++i) desk.submit(alert("12" + std::to_string(i) + "ABC02"));
  ASSERT_EQ(desk.outcomes.size(), 1u) << "the fifth, at once";
  EXPECT_EQ(desk.outcomes[0].error().code, core::Code::busy);
  EXPECT_EQ(desk.status().turned_away, 1);
  desk.run();
  desk.submit(alert("124ABC02"));
  desk.run();
  EXPECT_EQ(desk.outcomes.back().value(), Outcome::stored);
}

TEST(Reception, CountsTheBytesThatWait) {
  Desk desk;
  desk.submit(alert("123ABC02") + std::string(40'000, ' '));
  desk.submit(alert("456DEF05") + std::string(40'000, ' '));
  ASSERT_EQ(desk.outcomes.size(), 1u);
  EXPECT_EQ(desk.outcomes[0].error().code, core::Code::busy);
}

TEST(Reception, KeepsNothingOfABatchThatTheDiskRefuses) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.run();
  desk.journal.database().script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  desk.submit(alert("456DEF05"));
  desk.submit(alert("789GHI10") + std::string(40'000, ' '), "exit");  // more than is left
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 3u);
  EXPECT_EQ(desk.outcomes[1].error().code, core::Code::database_full);
  EXPECT_EQ(desk.outcomes[2].error().code, core::Code::database_full);
  EXPECT_EQ(desk.intake.camera("gate-in")->counts.failed, 1);
  EXPECT_FALSE(desk.intake.healthy());
  desk.journal.database().script("PRAGMA max_page_count = 100000");
  desk.submit(alert("456DEF05"));
  desk.run();
  EXPECT_EQ(desk.outcomes.back().value(), Outcome::stored);
  const auto visits = desk.journal.visits_since(core::Instant{}).value();
  ASSERT_EQ(visits.size(), 2u);
  for (const auto& visit : visits) {
    EXPECT_EQ(visit.revision, 1) << "the refused batch left nothing in memory either";
    EXPECT_EQ(visit.reads.size(), 1u);
  }
}

}  // namespace
}  // namespace otkel::anpr
