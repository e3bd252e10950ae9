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

void Desk::lift(const std::string& name, core::Site site, int year, std::int64_t last) {
  db_.run(
      "INSERT INTO counter (name, site, year, last) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (name, site, year) DO UPDATE SET last = excluded.last "
      "WHERE counter.last < excluded.last",
      name, site, year, last);
}

std::vector<Desk::Counter> Desk::counters(core::Site site) {
  auto rows =
      db_.prepare("SELECT name, year, last FROM counter WHERE site = ? ORDER BY name, year");
  rows.bind(site);
  std::vector<Counter> all;
  while (rows.step())
    all.push_back({rows.text(0), static_cast<int>(rows.integer(1)), rows.integer(2)});
  return all;
}

void Desk::note_put_back(core::Site site, const PutBack& said) {
  db_.run(
      "INSERT INTO put_back (site, reason, person) VALUES (?, ?, ?) "
      "ON CONFLICT (site) DO UPDATE SET reason = excluded.reason, person = excluded.person",
      site, said.reason, said.person);
}

std::optional<Desk::PutBack> Desk::put_back(core::Site site) {
  auto row = db_.prepare("SELECT reason, person FROM put_back WHERE site = ?");
  if (!row.bind(site).step()) return std::nullopt;
  return PutBack{row.text(0), row.text(1)};
}

void Desk::forget_put_back(core::Site site) {
  db_.run("DELETE FROM put_back WHERE site = ?", site);
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
