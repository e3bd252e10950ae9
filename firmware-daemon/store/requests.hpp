#pragma once
// Open calls for help.
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/instant.hpp"

namespace otkel::store {

class Requests {
 public:
  explicit Requests(sql::Session& db) : db_(db) {}

  void call_help(const std::string& screen, core::Instant at);
  std::vector<core::Instant> open_help_calls();
  void answer_help_calls(core::Instant at);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
