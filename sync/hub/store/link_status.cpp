// SQL of the last state of each link.
#include "sync/hub/store/link_status.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void LinkStatuses::put(const LinkStatusRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO link_status (site, connected, heard_utc_ms, current_utc_ms, acked_seq, "
      "said_seq, "
      "written_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site) DO UPDATE SET "
      "connected = excluded.connected, heard_utc_ms = excluded.heard_utc_ms, "
      "current_utc_ms = excluded.current_utc_ms, acked_seq = excluded.acked_seq, "
      "said_seq = excluded.said_seq, written_utc_ms = excluded.written_utc_ms");
  bind_row(statement, row).run();
}

std::optional<LinkStatusRow> LinkStatuses::find(core::Site site) {
  auto query = db_.prepare(
      "SELECT site, connected, heard_utc_ms, current_utc_ms, acked_seq, said_seq, written_utc_ms "
      "FROM link_status WHERE site = ?");
  return read_one<LinkStatusRow>(query.bind(site));
}

void LinkStatuses::all_disconnected(core::Instant now) {
  db_.run("UPDATE link_status SET connected = 0, written_utc_ms = ? WHERE connected = 1", now);
}

}  // namespace otkel::hub
