#pragma once
// The lists of words in the CHECKs of a database's tables.
#include <regex>

#include "base/sqlite/database.hpp"
#include "tests/support/contract.hpp"

namespace otkel::test {

/// By "table.column", and "table.column NOT" where the CHECK says which words it must not be.
inline WordLists sql_words(sqlite::Database& db) {
  static const std::regex kList(R"((\w+)\s+(NOT\s+)?IN\s*\(\s*('[^)]*)\))");
  static const std::regex kWord("'([^']*)'");
  WordLists out;
  auto tables = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table'");
  while (tables.step()) {
    const auto sql = tables.text(1);
    for (std::sregex_iterator list(sql.begin(), sql.end(), kList), end; list != end; ++list) {
      auto& words = out[tables.text(0) + "." + list->str(1) + ((*list)[2].matched ? " NOT" : "")];
      const auto text = list->str(3);
      for (std::sregex_iterator word(text.begin(), text.end(), kWord); word != end; ++word)
        words.push_back(word->str(1));
    }
  }
  return out;
}

}  // namespace otkel::test
