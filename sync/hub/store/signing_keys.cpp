// SQL of the signing keys.
#include "sync/hub/store/signing_keys.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void SigningKeys::put(const SigningKeyRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO signing_key (site, public_key, key_id, added_utc_ms) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (public_key) DO NOTHING");
  bind_row(statement, row).run();
}

std::vector<SigningKeyRow> SigningKeys::all() {
  auto query = db_.prepare(
      "SELECT site, public_key, key_id, added_utc_ms FROM signing_key ORDER BY site, added_utc_ms");
  return read_rows<SigningKeyRow>(query);
}

}  // namespace otkel::hub
