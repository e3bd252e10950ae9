// Messages that share a commit, and those that find no place.
#include "anpr-bridge/keep/reception.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/keep/intake_fixture.hpp"

namespace otkel::anpr {
namespace {

using test::alert;
using test::IntakeFixture;

TEST(Reception, AnswersAllAfterTheCommitAndNoneBefore) {
  IntakeFixture setup;
  setup.submit(alert("123ABC02"));
  setup.submit(alert("456DEF05"), "exit");
  EXPECT_TRUE(setup.outcomes.empty());
  EXPECT_EQ(setup.wakes, 1) << "one commit for both";
  setup.run();
  ASSERT_EQ(setup.outcomes.size(), 2u);
  EXPECT_EQ(setup.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(setup.outcomes[1].value(), Outcome::stored);
  EXPECT_EQ(setup.stored, 1);
  EXPECT_EQ(setup.journal.backlog("").value(), 2);
}

TEST(Reception, GivesEachMessageOfABatchItsOwnOutcome) {
  IntakeFixture setup;
  setup.submit(alert("123ABC02"));
  setup.submit("rubbish");
  setup.submit(alert("123ABC02"));
  setup.run();
  ASSERT_EQ(setup.outcomes.size(), 3u);
  EXPECT_EQ(setup.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(setup.outcomes[1].error().code, core::Code::payload_malformed);
  EXPECT_EQ(setup.outcomes[2].value(), Outcome::repetition) << "told apart within one commit too";
}

TEST(Reception, RejectsMessagesOfAFullQueueAndAcceptsThemLater) {
  IntakeFixture setup;
  for (int i = 0; i < 5; ++i) setup.submit(alert("12" + std::to_string(i) + "ABC02"));
  ASSERT_EQ(setup.outcomes.size(), 1u) << "the fifth, at once";
  EXPECT_EQ(setup.outcomes[0].error().code, core::Code::busy);
  EXPECT_EQ(setup.status().turned_away, 1);
  setup.run();
  setup.submit(alert("124ABC02"));
  setup.run();
  EXPECT_EQ(setup.outcomes.back().value(), Outcome::stored);
}

TEST(Reception, CountsTheBytesThatWait) {
  IntakeFixture setup;
  setup.submit(alert("123ABC02") + std::string(40'000, ' '));
  setup.submit(alert("456DEF05") + std::string(40'000, ' '));
  ASSERT_EQ(setup.outcomes.size(), 1u);
  EXPECT_EQ(setup.outcomes[0].error().code, core::Code::busy);
}

TEST(Reception, KeepsNothingOfABatchThatTheDiskRefuses) {
  IntakeFixture setup;
  setup.submit(alert("123ABC02"));
  setup.run();
  setup.journal.database().script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  setup.submit(alert("456DEF05"));
  setup.submit(alert("789GHI10") + std::string(40'000, ' '), "exit");  // more than is left
  setup.run();
  ASSERT_EQ(setup.outcomes.size(), 3u);
  EXPECT_EQ(setup.outcomes[1].error().code, core::Code::database_full);
  EXPECT_EQ(setup.outcomes[2].error().code, core::Code::database_full);
  EXPECT_EQ(setup.intake.camera("gate-in")->counts.failed, 1);
  EXPECT_FALSE(setup.intake.healthy());
  setup.journal.database().script("PRAGMA max_page_count = 100000");
  setup.submit(alert("456DEF05"));
  setup.run();
  EXPECT_EQ(setup.outcomes.back().value(), Outcome::stored);
  const auto visits = setup.journal.visits_since(core::Instant{}).value();
  ASSERT_EQ(visits.size(), 2u);
  for (const auto& visit : visits) {
    EXPECT_EQ(visit.revision, 1) << "the refused batch left nothing in memory either";
    EXPECT_EQ(visit.reads.size(), 1u);
  }
}

}  // namespace
}  // namespace otkel::anpr
