// What a start makes of its database, beside the witness of what was once in it.
#include "firmware-daemon/app/history.hpp"

#include "firmware-daemon/store/migrations.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using ledger::Doubt;

struct HistoryTest : testing::Test {
  CheckpointInMemory at;

  /// Starts on that database; the doubt that it begins with.
  static Doubt begin(CheckpointInMemory& here, std::optional<sync::Position> witness) {
    const HistoryStart start{std::string(32, 'e'), "production", std::move(witness), true};
    EXPECT_TRUE(here.as("system", [&](Context& c) { return begin_history(c, start, {}); }));
    return here.stores.history.load().doubt;
  }
  sync::Position now() { return at.stores.log.head(); }
  sync::Position later() {
    auto position = now();
    ++position.seq;
    return position;
  }
};

TEST_F(HistoryTest, IsTrustedBesideAWitnessThatIsOlderOrAsOldOrGone) {
  const auto older = now();
  at.blanks(3);
  EXPECT_EQ(begin(at, older), Doubt::none);
  EXPECT_EQ(begin(at, now()), Doubt::none);
  EXPECT_EQ(begin(at, std::nullopt), Doubt::none);
  EXPECT_EQ(at.stores.log.heads().size(), 1U);
}

TEST_F(HistoryTest, IsInDoubtBesideAWitnessThatIsLaterOrOfAnotherLog) {
  EXPECT_EQ(begin(at, later()), Doubt::rolled_back);
  EXPECT_EQ(at.stores.log.heads().size(), 2U) << "a new epoch of its log";
  CheckpointInMemory other;
  auto rewritten = other.stores.log.head();
  rewritten.hash.assign(core::kHashHexDigits, 'f');
  EXPECT_EQ(begin(other, rewritten), Doubt::rolled_back);
}

TEST_F(HistoryTest, IsMissingWhatTheWitnessSawAlsoIfRestoredOrEmpty) {
  EXPECT_TRUE(at.as("system", [&](Context& c) -> Result<void> {
    c.stores.marks.set_put_back(true);
    return {};
  }));
  const auto witness = later();
  EXPECT_EQ(begin(at, witness), Doubt::restored);
  EXPECT_EQ(at.stores.marks.missing(), witness);

  auto db = sqlite::Database::open(":memory:", store::migrations()).value();
  store::Stores empty(db, at.checkpoint.site);
  Context c{empty, at.checkpoint, at.around, at.random, at.now, core::Actor::system()};
  EXPECT_TRUE(db.transact(
      [&] { return begin_history(c, {std::string(32, 'd'), "production", witness, true}, {}); }));
  EXPECT_EQ(empty.history.load().doubt, Doubt::created);
  EXPECT_EQ(empty.marks.missing(), witness);
}

}  // namespace
}  // namespace otkel::app::test
