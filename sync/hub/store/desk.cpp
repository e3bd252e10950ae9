// SQL of the front desk.
#include "sync/hub/store/desk.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

std::int64_t Desk::next_number(const std::string& name, core::Site site, int year) {
  auto query = db_.prepare(
      "INSERT INTO counter (name, site, year, last) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (name, site, year) DO UPDATE SET last = counter.last + 1 RETURNING last");
  query.bind(name, site, year).step();
  return query.integer(0);
}

std::optional<std::string> Desk::machine_value(const std::string& key) {
  auto query = db_.prepare("SELECT value FROM machine WHERE key = ?");
  if (!query.bind(key).step()) return std::nullopt;
  return query.text(0);
}

void Desk::put_machine_value(const std::string& key, const std::string& value) {
  db_.run(
      "INSERT INTO machine (key, value) VALUES (?, ?) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key, value);
}

void Desk::put_key(const SigningKeyRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO signing_key (site, public_key, key_id, added_utc_ms) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (public_key) DO NOTHING");
  bind_row(statement, row).run();
}

std::vector<SigningKeyRow> Desk::keys() {
  auto query = db_.prepare(
      "SELECT site, public_key, key_id, added_utc_ms FROM signing_key ORDER BY site, added_utc_ms");
  return read_rows<SigningKeyRow>(query);
}

}  // namespace otkel::hub
