#pragma once
// A page of a database that the disk does not give back as it was.
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/sqlite/database.hpp"

namespace otkel::support {

/// Overwrites the first page of a table in the file below an open database, and makes the database
/// forget what it holds of it in memory. Outside of a transaction.
inline void spoil_table(sqlite::Database& db, std::string_view table) {
  db.checkpoint();
  std::int64_t page = 0;
  std::int64_t size = 0;
  {
    auto root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?");
    if (!root.bind(table).step()) throw std::runtime_error("no table " + std::string(table));
    page = root.integer(0);
    auto bytes = db.prepare("PRAGMA page_size");
    bytes.step();
    size = bytes.integer(0);
  }
  std::fstream file(db.path(), std::ios::binary | std::ios::in | std::ios::out);
  file.seekp((page - 1) * size);
  file << std::string(static_cast<std::size_t>(size), '\xEE');
  if (!file.flush()) throw std::runtime_error("cannot write " + db.path());
  db.script("PRAGMA shrink_memory");
}

}  // namespace otkel::support
