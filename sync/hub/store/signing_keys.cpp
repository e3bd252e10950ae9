// SQL of the signing keys.
#include "sync/hub/store/signing_keys.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

namespace {

constexpr const char* kSelect =
    "SELECT site, public_key, key_id, added_utc_ms, from_utc_ms, until_utc_ms, withdrawn_utc_ms, "
    "limited_by, limited_reason FROM signing_key ";

}  // namespace

void SigningKeys::put(const SigningKeyRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO signing_key (site, public_key, key_id, added_utc_ms, from_utc_ms, until_utc_ms, "
      "withdrawn_utc_ms, limited_by, limited_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (public_key) DO NOTHING");
  bind_row(statement, row).run();
}

void SigningKeys::limit(const SigningKeyRow& row) {
  db_.prepare(
         "UPDATE signing_key SET until_utc_ms = ?, withdrawn_utc_ms = ?, limited_by = ?, "
         "limited_reason = ? WHERE public_key = ?")
      .bind(row.until, row.withdrawn, row.limited_by, row.limited_reason, row.public_key)
      .run();
}

std::optional<SigningKeyRow> SigningKeys::find(const std::string& public_key) {
  auto query = db_.prepare(std::string(kSelect) + "WHERE public_key = ?");
  query.bind(public_key);
  return read_one<SigningKeyRow>(query);
}

std::vector<SigningKeyRow> SigningKeys::all() {
  auto query = db_.prepare(std::string(kSelect) + "ORDER BY site, added_utc_ms");
  return read_rows<SigningKeyRow>(query);
}

}  // namespace otkel::hub
