// Binding and reading through the port.
#include "base/sql/statement.hpp"

#include <gtest/gtest.h>

#include "core/fact/event_record.hpp"
#include "tests/unit/base/sql/notes.hpp"

namespace otkel::sql::test {
namespace {

TEST(Statement, KeepsTextWithNulAndEveryAlphabet) {
  auto db = notes_in_memory();
  const std::string text("Нұр Жолы \0 霍尔果斯 🚚", 32);
  EXPECT_TRUE(add(db, text));
  auto q = db.prepare("SELECT text FROM notes");
  EXPECT_TRUE(q.step());
  EXPECT_EQ(q.text(0), text);
}

TEST(Statement, DistinguishesNullFromEmpty) {
  auto db = notes_in_memory();
  auto q = db.prepare("SELECT ?, ?, ?");
  q.bind(std::string_view{}, std::optional<std::string>{}, std::optional<std::int64_t>{7});
  EXPECT_TRUE(q.step());
  EXPECT_EQ(q.text_or_null(0), "");
  EXPECT_EQ(q.text_or_null(1), std::nullopt);
  EXPECT_EQ(q.integer_or_null(2), 7);
}

TEST(Statement, IsResetAtTheEndOfItsScope) {
  auto db = notes_in_memory();
  EXPECT_TRUE(add(db, "a"));
  EXPECT_TRUE(add(db, "b"));
  constexpr std::string_view kOne = "SELECT text FROM notes WHERE text >= ? ORDER BY text";
  for (int i = 0; i < 2; ++i) {
    auto q = db.prepare(kOne);
    q.bind("a");
    EXPECT_TRUE(q.step());
    EXPECT_EQ(q.text(0), "a");
  }
  auto unbound = db.prepare(kOne);
  EXPECT_FALSE(unbound.step()) << "what was bound before is forgotten";
}

TEST(Statement, NamesAColumnWithAnUnexpectedValue) {
  auto db = notes_in_memory();
  EXPECT_TRUE(add(db, "not a state"));
  const auto read = db.transact([&]() -> Result<void> {
    auto q = db.prepare("SELECT text FROM notes");
    q.step();
    (void)q.enumerator<core::LogSide>(0);
    return {};
  });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::database_corrupt);
  EXPECT_NE(read.error().detail.find("'not a state'"), std::string::npos);
}

}  // namespace
}  // namespace otkel::sql::test
