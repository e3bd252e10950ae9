// What a transaction and a savepoint promise, whatever the engine.
#include "base/sql/session.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "tests/unit/base/sql/notes.hpp"

namespace otkel::sql::test {
namespace {

TEST(Savepoint, UndoesItsOwnPartAlone) {
  auto db = notes_in_memory();
  const auto outer = db.transact([&]() -> Result<int> {
    EXPECT_TRUE(write(db, "one"));
    const auto inner = db.savepoint([&]() -> Result<int> {
      EXPECT_TRUE(write(db, "undone"));
      return core::fail(Code::slot_full);
    });
    EXPECT_EQ(inner.error().code, Code::slot_full);
    EXPECT_TRUE(db.savepoint([&] { return write(db, "two"); }));
    return 7;
  });
  EXPECT_EQ(outer.value(), 7);
  EXPECT_EQ(notes(db), 2);
}

TEST(Transact, UndoesEverythingInsideIfTheOuterOneFails) {
  auto db = notes_in_memory();
  EXPECT_FALSE(db.transact([&]() -> Result<void> {
    EXPECT_TRUE(write(db, "one"));
    return core::fail(Code::busy);
  }));
  EXPECT_EQ(notes(db), 0);
  EXPECT_THROW(std::ignore = db.transact([&]() -> Result<void> {
    EXPECT_TRUE(write(db, "one"));
    throw std::logic_error("a bug");
  }),
               std::logic_error);
  EXPECT_EQ(notes(db), 0);
  EXPECT_TRUE(add(db, "one"));
}

TEST(Transact, TurnsABrokenConstraintIntoNumberTaken) {
  auto db = notes_in_memory();
  EXPECT_TRUE(add(db, "once"));
  const auto twice = add(db, "once");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, Code::number_taken);
  EXPECT_EQ(notes(db), 1);
}

TEST(Transact, IsRefusedWithAMessageInsideAnother) {
  auto db = notes_in_memory();
  EXPECT_TRUE(db.transact([&]() -> Result<void> {
    const auto inner = add(db, "inner");
    EXPECT_FALSE(inner);
    EXPECT_EQ(inner.error().code, Code::internal);
    EXPECT_NE(inner.error().detail.find("savepoint"), std::string::npos) << inner.error().detail;
    return write(db, "outer");
  }));
  EXPECT_EQ(notes(db), 1) << "what the refused one would have written is not there";
}

TEST(Savepoint, IsRefusedWithAMessageOutsideATransaction) {
  auto db = notes_in_memory();
  const auto alone = db.savepoint([&] { return write(db, "alone"); });
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().code, Code::internal);
  EXPECT_EQ(notes(db), 0);
}

TEST(Savepoint, NestsInsideASavepoint) {
  auto db = notes_in_memory();
  EXPECT_TRUE(db.transact([&]() -> Result<void> {
    return db.savepoint([&]() -> Result<void> {
      EXPECT_TRUE(write(db, "kept"));
      EXPECT_FALSE(db.savepoint([&]() -> Result<void> {
        EXPECT_TRUE(write(db, "undone"));
        return core::fail(Code::busy);
      }));
      return {};
    });
  }));
  EXPECT_EQ(notes(db), 1);
}

TEST(Savepoint, TurnsAFailureIntoAnErrorAndTheTransactionContinues) {
  auto db = notes_in_memory();
  EXPECT_TRUE(db.transact([&]() -> Result<void> {
    EXPECT_TRUE(write(db, "once"));
    const auto twice = db.savepoint([&] { return write(db, "once"); });
    EXPECT_EQ(twice.error().code, Code::number_taken);
    return write(db, "more");
  }));
  EXPECT_EQ(notes(db), 2);
}

TEST(Session, CountsTheRowsThatTheLastStatementChanged) {
  auto db = notes_in_memory();
  EXPECT_TRUE(add(db, "a"));
  EXPECT_TRUE(add(db, "b"));
  db.run("UPDATE notes SET text = text || '!'");
  EXPECT_EQ(db.changes(), 2);
  db.run("UPDATE notes SET text = 'c' WHERE text = 'nowhere'");
  EXPECT_EQ(db.changes(), 0);
}

TEST(Session, ReadsWithoutATransactionAndTurnsAFailureIntoAnError) {
  auto db = notes_in_memory();
  EXPECT_TRUE(add(db, "a"));
  EXPECT_EQ(db.read([&]() -> Result<std::int64_t> { return notes(db); }).value(), 1);
  const auto broken =
      db.read([&]() -> Result<void> { return db.run("no such words"), Result<void>{}; });
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, Code::internal);
}

}  // namespace
}  // namespace otkel::sql::test
