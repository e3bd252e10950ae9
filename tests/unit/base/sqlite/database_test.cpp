// Opening, migrating, and transactions that hold also where the disk does not.
#include "base/sqlite/database.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <sstream>
#include <tuple>

#include "tests/support/temporary_folder.hpp"

namespace otkel::sqlite {
namespace {

using core::Code;
using core::Result;
using sql::Migration;
using support::TemporaryFolder;

constexpr std::array<Migration, 3> kSteps{{
    {"0001_first",
     "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"},
    {"0002_colour", "ALTER TABLE notes ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';"},
    {"0003_more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;"},
}};
std::span<const Migration> upto(std::size_t n) { return std::span(kSteps).first(n); }

Result<void> write(Database& db, const std::string& text) {
  db.run("INSERT INTO notes (text) VALUES (?)", text);
  return {};
}
Result<void> add(Database& db, const std::string& text) {
  return db.transact([&] { return write(db, text); });
}

std::int64_t number(Database& db, std::string_view sql) {
  auto q = db.prepare(sql);
  EXPECT_TRUE(q.step());
  return q.integer(0);
}
std::int64_t notes(Database& db) { return number(db, "SELECT count(*) FROM notes"); }

TEST(Database, CreatesAFileWithEveryMigrationAndPowerCutSafety) {
  const TemporaryFolder folder;
  auto db = Database::open(folder / "a.db", kSteps);
  ASSERT_TRUE(db) << db.error().detail;
  EXPECT_TRUE(db->created());
  EXPECT_EQ(number(*db, "PRAGMA user_version"), 3);
  EXPECT_EQ(number(*db, "PRAGMA synchronous"), 2) << "FULL";
  EXPECT_EQ(number(*db, "PRAGMA foreign_keys"), 1);
  auto mode = db->prepare("PRAGMA journal_mode");
  EXPECT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "wal");
}

TEST(Database, AllowsASecondWriterOnlyIfItExistsWithTheSameSchema) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  const auto absent = Database::open_beside(path, kSteps);
  ASSERT_FALSE(absent);
  EXPECT_FALSE(std::filesystem::exists(path));
  auto holder = Database::open(path, upto(2));
  ASSERT_TRUE(add(*holder, "of the holder"));
  const auto newer = Database::open_beside(path, kSteps);
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, Code::version_conflict);
  auto beside = Database::open_beside(path, upto(2));
  ASSERT_TRUE(beside) << beside.error().detail;
  ASSERT_TRUE(add(*beside, "of the other"));
  ASSERT_TRUE(add(*holder, "of the holder again"));
  EXPECT_EQ(notes(*beside), 3);
  EXPECT_EQ(number(*beside, "PRAGMA synchronous"), 2) << "FULL";
}

TEST(Database, ContinuesFromItsLastState) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  {
    auto db = Database::open(path, kSteps).value();
    EXPECT_TRUE(add(db, "kept"));
  }
  auto db = Database::open(path, kSteps).value();
  EXPECT_FALSE(db.created());
  EXPECT_EQ(notes(db), 1);
}

TEST(Database, MigratesStepByStepAndKeepsABackup) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  {
    auto db = Database::open(path, upto(1)).value();
    EXPECT_TRUE(add(db, "old"));
  }
  {
    auto db = Database::open(path, upto(2)).value();
    EXPECT_EQ(number(db, "SELECT count(*) FROM notes WHERE colour = 'blue'"), 1);
  }
  auto db = Database::open(path, upto(3)).value();
  EXPECT_EQ(number(db, "PRAGMA user_version"), 3);
  auto copy = Database::open(path + ".before-0002", upto(1));
  ASSERT_TRUE(copy) << copy.error().detail;
  EXPECT_EQ(notes(*copy), 1);
  EXPECT_TRUE(std::filesystem::exists(path + ".before-0003"));
}

TEST(Database, HasTheSameSchemaWhetherFreshOrMigrated) {
  const TemporaryFolder folder;
  for (std::size_t n = 1; n <= kSteps.size(); ++n)
    ASSERT_TRUE(Database::open(folder / "grown.db", upto(n)));
  const auto schema = [](Database db) {
    std::string text;
    auto q = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name");
    while (q.step()) text += q.text(0) + q.text(1) + "\n";
    return text;
  };
  EXPECT_EQ(schema(Database::open(folder / "grown.db", kSteps).value()),
            schema(Database::open(folder / "fresh.db", kSteps).value()));
}

TEST(Database, UndoesAMigrationThatFailsAsAWhole) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  ASSERT_TRUE(Database::open(path, upto(1)));
  constexpr std::array<Migration, 2> broken{
      {kSteps[0],
       {"0002_broken", "CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"}}};
  EXPECT_FALSE(Database::open(path, broken));
  auto db = Database::open(path, kSteps);
  ASSERT_TRUE(db) << db.error().detail;
  EXPECT_EQ(number(*db, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
}

TEST(Database, RefusesTheSchemaOfANewerVersion) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  ASSERT_TRUE(Database::open(path, kSteps));
  const auto older = Database::open(path, upto(2));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, Code::database_newer);
  EXPECT_NE(older.error().detail.find("schema 3"), std::string::npos) << older.error().detail;
  EXPECT_TRUE(Database::open(path, kSteps)) << "and leaves the file as it was";
}

TEST(Database, RefusesASecondProcessAndNamesTheFirst) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  auto first = Database::open(path, kSteps);
  ASSERT_TRUE(first);
  std::array<int, 2> pipe_ends{};
  ASSERT_EQ(::pipe(pipe_ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto second = Database::open(path, kSteps);
    const std::string said =
        second ? "opened" : std::string(word(second.error().code)) + " " + second.error().detail;
    [[maybe_unused]] const auto written = ::write(pipe_ends[1], said.data(), said.size());
    ::_exit(0);
  }
  ::close(pipe_ends[1]);
  std::string said(1000, '\0');
  const auto size = ::read(pipe_ends[0], said.data(), said.size());
  said.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  ::close(pipe_ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(said.find("already_running"), 0U) << said;
  EXPECT_NE(said.find("process " + std::to_string(::getpid())), std::string::npos) << said;
}

TEST(Database, RefusesADamagedFileAndReportsWhatToDo) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  {
    auto db = Database::open(path, kSteps).value();
    for (int i = 0; i < 2000; ++i) ASSERT_TRUE(add(db, "note " + std::to_string(i)));
  }
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 5 + 2);
    file << std::string(600, '\xA5');
  }
  const auto db = Database::open(path, kSteps);
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().code, Code::database_corrupt);
  EXPECT_NE(db.error().detail.find("restore the last backup"), std::string::npos)
      << db.error().detail;
}

TEST(Database, RefusesAFileThatIsNoDatabase) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  std::ofstream(path) << std::string(5000, 'x');
  const auto db = Database::open(path, kSteps);
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().code, Code::database_corrupt);
}

TEST(Database, NamesTheMissingFolder) {
  const auto db = Database::open("/nowhere/at/all.db", kSteps);
  ASSERT_FALSE(db);
  EXPECT_EQ(db.error().code, Code::io_failed);
  EXPECT_NE(db.error().detail.find("/nowhere/at/all.db"), std::string::npos);
}

TEST(Transact, CommitsAllOrNothingOnAFullDiskAndContinuesOnceThereIsSpace) {
  const TemporaryFolder folder;
  auto db = Database::open(folder / "a.db", kSteps).value();
  EXPECT_TRUE(add(db, "first"));
  db.limit_pages(number(db, "PRAGMA page_count") + 4);
  const auto full = db.transact([&]() -> Result<void> {
    for (int i = 0; i < 100; ++i)
      db.run("INSERT INTO notes (text) VALUES (?)", std::to_string(i) + std::string(3000, 'x'));
    return {};
  });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, Code::database_full);
  EXPECT_EQ(notes(db), 1);
  db.limit_pages(1 << 20);
  EXPECT_TRUE(add(db, "second"));
  EXPECT_EQ(notes(db), 2);
}

/// A full disk undoes the whole transaction under our feet; what follows inside it must not be
/// committed on its own.
TEST(Transact, CommitsNothingAfterAnInnerOneFilledTheDisk) {
  const TemporaryFolder folder;
  auto db = Database::open(folder / "a.db", kSteps).value();
  EXPECT_TRUE(add(db, "before"));
  const auto outer = db.transact([&]() -> Result<void> {
    EXPECT_TRUE(db.savepoint([&] { return write(db, "one"); }));
    db.limit_pages(1);
    const auto inner = db.savepoint([&] { return write(db, std::string(100'000, 'x')); });
    EXPECT_EQ(inner.error().code, Code::database_full);
    std::ignore = db.savepoint([&] { return write(db, "two"); });
    db.run("INSERT INTO notes (text) VALUES ('three')");
    return {};
  });
  db.limit_pages(1 << 20);
  ASSERT_FALSE(outer) << "part of it is gone, so all of it must be told as failed";
  EXPECT_EQ(outer.error().code, Code::database_full) << outer.error().detail;
  EXPECT_EQ(notes(db), 1) << "and nothing of it may be there";
  EXPECT_TRUE(add(db, "after"));
}

/// Whether the text stands anywhere in the file or in its WAL.
bool lies_in(const std::string& path, const std::string& text) {
  for (const auto& file : {path, path + "-wal"}) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    if (bytes.str().find(text) != std::string::npos) return true;
  }
  return false;
}

TEST(Database, LeavesNoDeletedDataOnceTheWalIsTruncated) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  auto db = Database::open(path, kSteps);
  ASSERT_TRUE(db);
  EXPECT_TRUE(add(*db, "kept"));
  EXPECT_TRUE(add(*db, "a secret of an officer"));
  db->checkpoint();
  ASSERT_TRUE(lies_in(path, "a secret of an officer"));
  EXPECT_TRUE(db->transact([&]() -> Result<void> {
    return db->run("DELETE FROM notes WHERE text LIKE 'a secret%'"), Result<void>{};
  }));
  EXPECT_TRUE(db->cut_wal().cut);
  EXPECT_FALSE(lies_in(path, "a secret of an officer"));
  EXPECT_TRUE(lies_in(path, "kept"));
}

TEST(Database, DoesNotTruncateTheWalDuringAReadAndDoesNotWait) {
  const TemporaryFolder folder;
  const auto path = folder / "a.db";
  auto db = Database::open(path, kSteps);
  ASSERT_TRUE(db);
  EXPECT_TRUE(add(*db, "first"));
  auto reader = Database::open_reading(path);
  ASSERT_TRUE(reader);
  reader->script("BEGIN");
  EXPECT_EQ(notes(*reader), 1);
  EXPECT_TRUE(add(*db, "second"));
  EXPECT_FALSE(db->cut_wal().cut);
  reader->script("COMMIT");
  EXPECT_TRUE(db->cut_wal().cut);
  EXPECT_EQ(notes(*db), 2);
}

TEST(Database, CopiesItselfCompletely) {
  const TemporaryFolder folder;
  auto db = Database::open(folder / "a.db", kSteps).value();
  EXPECT_TRUE(add(db, "one"));
  EXPECT_TRUE(db.copy_to(folder / "copy.db"));
  EXPECT_TRUE(add(db, "after"));
  auto copy = Database::open(folder / "copy.db", kSteps).value();
  EXPECT_EQ(notes(copy), 1);
  EXPECT_EQ(db.copy_to("/nowhere/copy.db").error().code, Code::io_failed);
}

}  // namespace
}  // namespace otkel::sqlite
