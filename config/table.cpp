// What of the reader does not depend on the struct.
#include "config/table.hpp"

#include <algorithm>

namespace otkel::config {

std::string Diagnostics::at(const toml::source_region& place) const {
  return file_ + ":" + std::to_string(place.begin.line);
}

void Diagnostics::origin(const std::string& key, std::string from) {
  std::erase_if(origins_, [&key](const auto& entry) {
    return entry.first.starts_with(key + "[") || entry.first.starts_with(key + ".");
  });
  wrong_.erase(key);
  origins_[key] = std::move(from);
}

std::string Diagnostics::origin_of(const std::string& key) const {
  const auto found = origins_.find(key);
  return found == origins_.end() ? "default" : found->second;
}

void Diagnostics::mistake(const std::string& where, const std::string& key,
                          const std::string& expected, const std::string& found) {
  wrong_.insert(key);
  mistakes_.push_back(where + ": " + key + ": expected " + expected + ", found " + found);
}

void Diagnostics::mistake_in(const std::string& key, const std::string& expected,
                             const std::string& found) {
  if (!wrong_.contains(key)) mistake(origin_of(key), key, expected, found);
}

std::string known_here(const std::vector<std::string>& names, const std::string& base) {
  std::set<std::string> here;
  for (const auto& name : names)
    if (name.starts_with(base))
      here.insert(name.substr(base.size(), name.find('.', base.size()) - base.size()));
  std::string list;
  for (const auto& name : here) list += (list.empty() ? "" : ", ") + name;
  return "one of " + list;
}

bool opens_table(const std::vector<std::string>& names, const std::string& table) {
  return std::any_of(names.begin(), names.end(), [prefix = table + "."](const std::string& name) {
    return name.starts_with(prefix);
  });
}

}  // namespace otkel::config
