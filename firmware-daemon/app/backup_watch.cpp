// The age of the last backup.
#include "firmware-daemon/app/backup_watch.hpp"

namespace otkel::app {

void watch_backup(Context& c, const std::optional<Instant>& last) {
  constexpr std::chrono::hours kOverdue{36};  // a night that failed, and the morning after it
  const auto since = last ? last : c.stores.log.first_at();
  if (!since || c.now - *since <= kOverdue) return;
  open_incident(c, core::IncidentKind::backup_overdue, "database",
                last ? "the last backup is of " + core::to_iso(*last)
                     : "this database was never backed up; see docs/bad-days.md");
}

}  // namespace otkel::app
