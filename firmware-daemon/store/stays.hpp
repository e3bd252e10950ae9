#pragma once
// Who is on the territory, and how each stay ended.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/gate/stay.hpp"

namespace otkel::store {

class Stays {
 public:
  explicit Stays(sql::Session& db) : db_(db) {}

  /// As a new row; its id is given here.
  void begin(const core::Stay& stay);
  /// Writes the state with its times, what ended it, the application, and a permit from outside.
  void put(const core::Stay& stay);
  std::optional<core::Stay> open_of(const std::string& plate);
  std::optional<core::Stay> last_of(const std::string& plate);
  /// The oldest that ended by an officer's statement and whose number still waits for evidence.
  std::optional<core::Stay> awaiting_of(const std::string& plate);
  /// Vehicles between the gates, but for those that an officer reports have left.
  std::int64_t inside();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
