// The database is opened as the hub opens it, so its lock keeps the two apart.
#include "sync/hub/maintenance.hpp"

#include "base/sqlite/database.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/migrations.hpp"

namespace otkel::hub {
namespace {

using Sites = core::Result<std::vector<core::Site>>;

template <class Work>
Sites on_database(const config::HubSettings& settings, core::Random& random, Work work) {
  auto db = sqlite::Database::open(settings.storage.database, migrations());
  if (!db) return std::unexpected(db.error());
  Stores stores(*db);
  Context context{stores, settings, random};
  return work(context);
}

}  // namespace

Sites enrol_checkpoints(const config::HubSettings& settings, core::Random& random,
                        core::Instant now) {
  return on_database(settings, random, [&](Context& context) { return enrol(context, now); });
}

Sites declare_restored(const config::HubSettings& settings, core::Random& random,
                       core::Instant now) {
  return on_database(settings, random,
                     [&](Context& context) { return begin_restored(context, now); });
}

}  // namespace otkel::hub
