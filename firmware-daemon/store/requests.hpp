#pragma once
// What came in from people: answered requests by their Idempotency-Key, and open calls for help.
#include <optional>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/value/instant.hpp"

namespace otkel::store {

struct AnswerRow {
  std::string key, route, request_hash;
  std::int64_t status = 200;
  std::string body;
};

class Requests {
 public:
  explicit Requests(sqlite::Database& db) : db_(db) {}

  std::optional<AnswerRow> answer(const std::string& key);
  void remember(const AnswerRow& row, core::Instant at);
  void forget_before(core::Instant at);

  void call_help(const std::string& screen, core::Instant at);
  std::vector<core::Instant> open_help_calls();
  void answer_help_calls(core::Instant at);

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::store
