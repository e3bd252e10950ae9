#pragma once
// Who had the stock of blanks, and how it was counted each time that it changed hands.
#include <optional>
#include <string>

#include "base/sql/session.hpp"
#include "core/value/instant.hpp"

namespace otkel::store {

struct HandOverRow {
  core::Instant at{};
  std::string from, to;  ///< logins
  std::int64_t counted = 0, in_books = 0;
  std::optional<std::string> front, front_in_books;
  std::string note;
};

class HandOvers {
 public:
  explicit HandOvers(sql::Session& db) : db_(db) {}

  /// Once at that time: one that is there already stays.
  void insert(const HandOverRow& row);
  std::optional<HandOverRow> last();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
