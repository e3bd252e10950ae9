#pragma once
// What the hub's machine must remember of itself over a restart: key and value.
#include <optional>
#include <string>

#include "base/sql/session.hpp"

namespace otkel::hub {

/// Call inside Session::transact; throws sql::Failure.
class MachineValues {
 public:
  explicit MachineValues(sql::Session& db) : db_(db) {}
  std::optional<std::string> find(const std::string& key);
  void put(const std::string& key, const std::string& value);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
