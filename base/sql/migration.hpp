#pragma once
// One numbered step of a schema.
#include <string_view>

namespace otkel::sql {

struct Migration {
  std::string_view name;  ///< "0001_first"; its number is its place in the list, from 1
  std::string_view sql;
};

}  // namespace otkel::sql
