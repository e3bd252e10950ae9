// SQL of the declared restores.
#include "sync/hub/store/restores.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void Restores::declare(core::Site site, const RestoreDeclaration& declaration) {
  db_.run(
      "INSERT INTO put_back (site, reason, person) VALUES (?, ?, ?) "
      "ON CONFLICT (site) DO UPDATE SET reason = excluded.reason, person = excluded.person",
      site, declaration.reason, declaration.person);
}

std::optional<RestoreDeclaration> Restores::declared(core::Site site) {
  auto row = db_.prepare("SELECT reason, person FROM put_back WHERE site = ?");
  if (!row.bind(site).step()) return std::nullopt;
  return RestoreDeclaration{row.text(0), row.text(1)};
}

void Restores::forget(core::Site site) { db_.run("DELETE FROM put_back WHERE site = ?", site); }

}  // namespace otkel::hub
