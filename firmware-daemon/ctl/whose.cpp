// The row that a first start writes.
#include "firmware-daemon/ctl/whose.hpp"

namespace otkel::ctl {

core::Result<core::Site> site_of(sqlite::Database& db) {
  auto q = db.prepare("SELECT value FROM meta WHERE key = 'site'");
  if (!q.step()) return core::fail(core::Code::database_corrupt, "the database names no site");
  return q.enumerator<core::Site>(0);
}

}  // namespace otkel::ctl
