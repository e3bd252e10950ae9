#pragma once
// A database in memory with one table, seen through the port.
#include <array>
#include <string>

#include "base/sqlite/database.hpp"

namespace otkel::sql::test {

using core::Code;
using core::Result;

inline constexpr std::array<Migration, 1> kNotes{
    {{"0001_first",
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"}}};

inline sqlite::Database notes_in_memory() {
  return sqlite::Database::open(":memory:", kNotes).value();
}

inline Result<void> write(Session& db, const std::string& text) {
  db.run("INSERT INTO notes (text) VALUES (?)", text);
  return {};
}
inline Result<void> add(Session& db, const std::string& text) {
  return db.transact([&] { return write(db, text); });
}
inline std::int64_t notes(Session& db) {
  auto q = db.prepare("SELECT count(*) FROM notes");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::sql::test
