// SQL of the machine's values.
#include "sync/hub/store/machine_values.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

std::optional<std::string> MachineValues::find(const std::string& key) {
  auto query = db_.prepare("SELECT value FROM machine WHERE key = ?");
  if (!query.bind(key).step()) return std::nullopt;
  return query.text(0);
}

void MachineValues::put(const std::string& key, const std::string& value) {
  db_.run(
      "INSERT INTO machine (key, value) VALUES (?, ?) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key, value);
}

}  // namespace otkel::hub
