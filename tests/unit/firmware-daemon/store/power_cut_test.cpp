// What was committed survives a power cut at any write, sync or deletion. Killing a process proves
// nothing of this: the kernel keeps what it wrote.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "firmware-daemon/store/migrations.hpp"
#include "firmware-daemon/store/stores.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::store {
namespace {

constexpr const char* kEpoch = "00000000000000000000000000000001";

enum class Discipline { ours, careless };

/// One checkpoint's disk through several power cuts.
class History {
 public:
  History(std::uint64_t seed, Discipline discipline)
      : random_(seed), vfs_(seed * 7919 + 1), discipline_(discipline) {}

  /// Until the next cut; false where something acknowledged is gone or the file is broken.
  bool live_and_die() {
    vfs_.cut_after(static_cast<std::int64_t>(random_() % 400));
    {
      auto db = sqlite::Database::open(folder_ / "edge.db", migrations(), vfs_.name());
      if (db && discipline_ == Discipline::careless) db->script("PRAGMA synchronous=OFF;");
      if (db) work(*db);
    }
    vfs_.restart();
    return nothing_is_lost();
  }

 private:
  void work(sqlite::Database& db) {
    Stores stores(db, core::Site{"nur-zholy"});
    while (!vfs_.cut()) {
      sync::Position reported;
      const auto done = db.transact([&]() -> core::Result<void> {
        const Stamp stamp{core::Instant{std::chrono::milliseconds{1}}, core::Actor::officer("a"),
                          "p"};
        if (stores.log.head().seq == 0) stores.log.begin_epoch(kEpoch, {"created", ""}, stamp);
        const auto row = stores.log.append(
            core::ClockJumped{{}, core::Instant{std::chrono::milliseconds{random_() % 1000}}},
            stamp);
        stores.incidents.insert({"INC-" + std::to_string(row.seq),
                                 "test",
                                 row.hash,
                                 std::string(random_() % 3000, 'x'),
                                 stamp.at,
                                 {},
                                 {}});
        reported = {row.epoch, row.seq, row.hash};
        return {};
      });
      if (done) acknowledged_.push_back(reported);
      if (random_() % 10 == 0) db.checkpoint();
    }
  }

  bool nothing_is_lost() {
    auto db = sqlite::Database::open(folder_ / "edge.db", migrations(), vfs_.name());
    if (!db) return false;
    auto check = db->prepare("PRAGMA quick_check");
    if (!check.step() || check.text(0) != "ok") return false;
    EventLog log(*db, core::Site{"nur-zholy"});
    Incidents incidents(*db);
    for (const auto& reported : acknowledged_) {
      const auto rows = log.read(reported.epoch, reported.seq, 1);
      if (rows.empty() || rows.front().seq != reported.seq || rows.front().hash != reported.hash ||
          !incidents.find("INC-" + std::to_string(reported.seq)))
        return false;
    }
    return true;
  }

  std::mt19937_64 random_;
  support::TemporaryFolder folder_;
  test::CrashVfs vfs_;
  Discipline discipline_;
  std::vector<sync::Position> acknowledged_;
};

/// OTKEL_POWER_CUT_SEEDS asks for more histories than the everyday test plays.
std::uint64_t seeds() {
  const char* wanted = std::getenv("OTKEL_POWER_CUT_SEEDS");
  return wanted == nullptr ? 300 : std::strtoull(wanted, nullptr, 10);
}

TEST(PowerCut, LosesNothingThatWasAcknowledged) {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    History history(seed, Discipline::ours);
    for (int life = 1; life <= 3; ++life)
      ASSERT_TRUE(history.live_and_die()) << "seed " << seed << ", life " << life;
  }
}

TEST(PowerCut, IsDetectedIfSyncsAreOmitted) {
  int broken = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    History history(seed, Discipline::careless);
    bool whole = true;
    for (int life = 1; life <= 3 && whole; ++life) whole = history.live_and_die();
    broken += whole ? 0 : 1;
  }
  EXPECT_GT(broken, 20) << "a test that finds no loss here would find none anywhere";
}

/// Whether the disk took one more row.
bool takes_a_row(sqlite::Database& db) {
  return db
      .transact([&]() -> core::Result<void> {
        db.run("INSERT INTO meta (key, value) VALUES ('one more', '')");
        return {};
      })
      .has_value();
}

TEST(PowerCut, AffectsOnlyTheNamedDatabase) {
  support::TemporaryFolder folder;
  test::CrashVfs struck(1), spared(2);
  auto dark = sqlite::Database::open(folder / "a.db", migrations(), struck.name()).value();
  auto lit = sqlite::Database::open(folder / "b.db", migrations(), spared.name()).value();
  auto real = sqlite::Database::open(folder / "c.db", migrations()).value();
  struck.cut_after(0);
  EXPECT_FALSE(takes_a_row(dark));
  EXPECT_TRUE(takes_a_row(lit));
  EXPECT_TRUE(takes_a_row(real));
  EXPECT_TRUE(struck.cut());
  EXPECT_FALSE(spared.cut());
}

}  // namespace
}  // namespace otkel::store
