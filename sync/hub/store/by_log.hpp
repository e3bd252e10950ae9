#pragma once
// What the hub's tables must hold by the logs.
#include <cstdint>
#include <map>
#include <string>

#include "ledger/state_compare.hpp"

namespace otkel::hub {

struct HubByLog {
  ledger::TablesByLog tables;
  /// "KIND SITE YEAR" -> the highest running number that the logs give.
  std::map<std::string, std::int64_t> numbers;
};

}  // namespace otkel::hub
