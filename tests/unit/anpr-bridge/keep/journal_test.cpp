// What was promised stays: across restarts, kill -9, a full disk and a second process.
#include "anpr-bridge/keep/journal.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::noon;
using test::row_of;
using test::seconds;
using test::TempFolder;
using test::visit_of;

Journal open(const TempFolder& folder) {
  auto journal = Journal::open(folder / "journal.db", 1024, 3);
  EXPECT_TRUE(journal) << (journal ? "" : journal.error().detail);
  return std::move(*journal);
}

void write(Journal& journal, const std::string& key, std::int64_t revision = 1) {
  const auto written = journal.write(row_of(key + std::to_string(revision), noon()),
                                     visit_of("visit-" + key, revision, noon()));
  ASSERT_TRUE(written) << written.error().detail;
}

std::int64_t count(Journal& journal, const char* sql) {
  auto statement = journal.database().prepare(sql);
  EXPECT_TRUE(statement.step());
  return statement.integer(0);
}

TEST(Journal, RemembersMessagesVisitsAndTheOutboxAcrossARestart) {
  TempFolder folder;
  {
    auto journal = open(folder);
    write(journal, "a");
    write(journal, "b");
  }
  auto journal = open(folder);
  EXPECT_TRUE(journal.seen("a1").value());
  EXPECT_FALSE(journal.seen("c1").value());
  const auto pending = journal.pending(64).value();
  ASSERT_EQ(pending.size(), 2u);
  EXPECT_EQ(pending[0].visit_id, "visit-a");
  const auto visit = codec::decode<core::Visit>(pending[0].json);
  ASSERT_TRUE(visit);
  EXPECT_EQ(visit->reads.at(0).plate, "123ABC02");
  EXPECT_EQ(journal.visits_since(noon())->size(), 2u);
  EXPECT_TRUE(journal.visits_since(noon() + seconds(1))->empty());
}

TEST(Journal, ReplacesAnUnacknowledgedRevisionByANewerOne) {
  TempFolder folder;
  auto journal = open(folder);
  write(journal, "a", 1);
  write(journal, "b", 1);
  write(journal, "a", 2);
  const auto pending = journal.pending(64).value();
  ASSERT_EQ(pending.size(), 2u);
  EXPECT_EQ(pending[0].visit_id, "visit-a") << "and keeps its place in the line";
  EXPECT_EQ(pending[0].revision, 2);
}

TEST(Journal, SettlesAVisitOnlyByAnAcknowledgementOfItsRevision) {
  TempFolder folder;
  auto journal = open(folder);
  write(journal, "a", 1);
  write(journal, "a", 2);
  EXPECT_FALSE(journal.acknowledge("visit-a", 1).value()) << "an old answer";
  EXPECT_EQ(journal.pending(64)->size(), 1u);
  EXPECT_FALSE(journal.acknowledge("visit-x", 9).value());
  EXPECT_TRUE(journal.acknowledge("visit-a", 2).value());
  EXPECT_TRUE(journal.pending(64)->empty());
  EXPECT_EQ(journal.backlog("").value(), 0);
}

TEST(Journal, RefusesTheSameMessageTwice) {
  TempFolder folder;
  auto journal = open(folder);
  write(journal, "a");
  EXPECT_FALSE(journal.write(row_of("a1", noon()), visit_of("visit-a", 2, noon())));
  EXPECT_EQ(journal.pending(64)->at(0).revision, 1) << "nothing of the refused write stays";
}

TEST(Journal, KeepsARawPayloadOnlyForTheNewestMessagesAndOnlyItsBeginning) {
  TempFolder folder;
  auto journal = open(folder);
  for (const char* key : {"a", "b", "c", "d", "e"}) write(journal, key);
  EXPECT_EQ(count(journal, "SELECT count(*) FROM messages WHERE raw IS NOT NULL"), 3);
  ASSERT_TRUE(journal.write_undecodable("gate-in", noon(), "why", std::string(5000, 'x')));
  EXPECT_EQ(count(journal, "SELECT length(raw) FROM undecodable"), 1024);
}

TEST(Journal, KeepsTheNewestFiftyUndecodablePayloadsOfEachCamera) {
  TempFolder folder;
  auto journal = open(folder);
  journal.database().script("PRAGMA synchronous = OFF");
  ASSERT_TRUE(journal.write_undecodable("exit", noon(), "why", "x"));
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(journal.write_undecodable("gate-in", noon(), "why", "x"));
  EXPECT_EQ(count(journal, "SELECT count(*) FROM undecodable WHERE camera = 'gate-in'"), 50);
  EXPECT_EQ(count(journal, "SELECT count(*) FROM undecodable WHERE camera = 'exit'"), 1)
      << "a camera that talks rubbish drives nobody else out";
}

TEST(Journal, ReportsAFullDiskAndLosesNothing) {
  TempFolder folder;
  auto journal = open(folder);
  write(journal, "a");
  journal.database().script("PRAGMA wal_checkpoint(TRUNCATE)");
  const auto pages = count(journal, "PRAGMA page_count");
  journal.database().script("PRAGMA max_page_count = " + std::to_string(pages));
  auto row = row_of("b1", noon());
  row.decoded = "\"" + std::string(20'000, 'x') + "\"";
  const auto written = journal.write(row, visit_of("visit-b", 1, noon()));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, core::Code::database_full) << written.error().detail;
  EXPECT_FALSE(journal.seen("b1").value());
  EXPECT_EQ(journal.pending(64)->size(), 1u);
  journal.database().script("PRAGMA max_page_count = 100000");
  EXPECT_TRUE(journal.write(row, visit_of("visit-b", 1, noon())));
}

TEST(Journal, IsHeldByOneProcess) {
  TempFolder folder;
  auto journal = open(folder);
  const auto second = Journal::open(folder / "journal.db", 1024, 3);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, core::Code::already_running);
  EXPECT_NE(second.error().detail.find("journal.db"), std::string::npos);
}

TEST(Journal, RefusesAFileThatIsNoDatabase) {
  TempFolder folder;
  std::ofstream(folder / "journal.db") << std::string(8192, 'z');
  const auto journal = Journal::open(folder / "journal.db", 1024, 3);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, core::Code::database_corrupt) << journal.error().detail;
}

TEST(Journal, RefusesTheFileOfANewerProgram) {
  TempFolder folder;
  {
    auto journal = open(folder);
    journal.database().script("PRAGMA user_version = 99");
  }
  const auto journal = Journal::open(folder / "journal.db", 1024, 3);
  ASSERT_FALSE(journal);
  EXPECT_EQ(journal.error().code, core::Code::database_newer);
}

TEST(Journal, ForgetsWhatIsOldAndSettledAndNothingElse) {
  TempFolder folder;
  auto journal = open(folder);
  auto old_row = row_of("old", noon()), waiting_row = row_of("waiting", noon());
  old_row.picture_hash = "old-picture";
  waiting_row.picture_hash = "waiting-picture";
  ASSERT_TRUE(journal.write(old_row, visit_of("old", 1, noon())));
  ASSERT_TRUE(journal.write(waiting_row, visit_of("waiting", 1, noon())));
  auto new_row = row_of("new", noon() + seconds(60));
  new_row.picture_hash = "new-picture";
  ASSERT_TRUE(journal.write(new_row, visit_of("new", 1, noon() + seconds(60))));
  ASSERT_TRUE(journal.acknowledge("old", 1).value());
  ASSERT_TRUE(journal.acknowledge("new", 1).value());
  EXPECT_EQ(journal.prune(noon() + seconds(1)).value(), std::vector<std::string>{"old-picture"});
  EXPECT_FALSE(journal.seen("old").value());
  EXPECT_TRUE(journal.seen("waiting").value()) << "not acknowledged: stays whatever its age";
  EXPECT_TRUE(journal.seen("new").value());
}

/// Writes until it is killed and says each key only after the journal has it.
[[noreturn]] void write_and_report(const std::string& path, int pipe) {
  auto journal = Journal::open(path, 1024, 100);
  for (std::int64_t i = 0; journal; ++i) {
    const std::string key = "k" + std::to_string(i);
    if (!journal->write(row_of(key, noon()), visit_of(key, 1, noon()))) break;
    if (::write(pipe, &i, sizeof i) != sizeof i) break;
  }
  ::_exit(1);
}

TEST(Journal, HasEveryMessageThatAKilledProcessAcknowledged) {
  TempFolder folder;
  for (int round = 0; round < 3; ++round) {
    const std::string path = folder / ("killed-" + std::to_string(round) + ".db");
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) write_and_report(path, ends[1]);
    ::close(ends[1]);
    std::int64_t reported = 0, last = -1;
    while (reported < 20 * (round + 1) && ::read(ends[0], &last, sizeof last) == sizeof last)
      ++reported;
    ::kill(child, SIGKILL);
    while (::read(ends[0], &last, sizeof last) == sizeof last) ++reported;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    ASSERT_GE(reported, 20 * (round + 1));
    auto journal = Journal::open(path, 1024, 100);
    ASSERT_TRUE(journal) << journal.error().detail;
    for (std::int64_t i = 0; i < reported; ++i)
      EXPECT_TRUE(journal->seen("k" + std::to_string(i)).value()) << i;
    EXPECT_GE(journal->backlog("").value(), reported);
  }
}

}  // namespace
}  // namespace otkel::anpr
