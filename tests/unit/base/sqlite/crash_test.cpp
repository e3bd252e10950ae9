// A process that is killed: whatever it acknowledged is there. (Power cuts: unit_store.)
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <random>

#include "base/sqlite/database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sqlite {
namespace {

constexpr std::array<sql::Migration, 1> kSchema{
    {{"0001_first", "CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT;"}}};

std::int64_t last(Database& db) {
  auto q = db.prepare("SELECT coalesce(max(n), 0) FROM numbers");
  q.step();
  return q.integer(0);
}

/// Commits numbers for ever and tells each one after its commit.
[[noreturn]] void commit_and_report(const std::string& path, int report) {
  auto db = Database::open(path, kSchema);
  if (!db) ::_exit(1);
  for (std::int64_t n = last(*db) + 1;; ++n) {
    const auto done = db->transact([&]() -> core::Result<void> {
      db->run("INSERT INTO numbers (n) VALUES (?)", n);
      return {};
    });
    if (!done || ::write(report, &n, sizeof n) != sizeof n) ::_exit(2);
    if (n % 16 == 0) db->checkpoint();
  }
}

/// Kills the child after `some` acknowledgements; the last one that was told, also those that lay
/// in the pipe.
std::int64_t acknowledged_until_killed(const std::string& path, int some) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return -1;
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    commit_and_report(path, ends[1]);
  }
  ::close(ends[1]);
  std::int64_t reported = 0, n = 0;
  for (int i = 0; i < some && ::read(ends[0], &n, sizeof n) == sizeof n; ++i) reported = n;
  ::kill(child, SIGKILL);
  while (::read(ends[0], &n, sizeof n) == sizeof n) reported = n;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  return reported;
}

TEST(Database, LosesNothingThatAKilledProcessAcknowledged) {
  const support::TemporaryFolder folder;
  const auto path = folder / "a.db";
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const auto reported = acknowledged_until_killed(path, 1 + static_cast<int>(random() % 40));
    ASSERT_GT(reported, 0);
    auto db = Database::open(path, kSchema);
    ASSERT_TRUE(db) << db.error().detail;
    EXPECT_GE(last(*db), reported);
    auto count = db->prepare("SELECT count(*) FROM numbers");
    count.step();
    EXPECT_EQ(count.integer(0), last(*db)) << "without a gap";
  }
}

}  // namespace
}  // namespace otkel::sqlite
