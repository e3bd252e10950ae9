// SQL of the register.
#include "sync/hub/store/register.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

#define OTKEL_COLUMNS                                                                          \
  "application_no, site, carrier_name, bin, permit_type, blank, make, plate, state, revoked, " \
  "supplement, formed_utc_ms, issued_utc_ms, redeemed_utc_ms, redeemed_grade, "                \
  "came_back_utc_ms, changed_utc_ms"

void Register::put(const RegisterRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO register (" OTKEL_COLUMNS
      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (application_no) DO UPDATE SET blank = excluded.blank, state = excluded.state, "
      "revoked = excluded.revoked, issued_utc_ms = excluded.issued_utc_ms, "
      "redeemed_utc_ms = excluded.redeemed_utc_ms, redeemed_grade = excluded.redeemed_grade, "
      "came_back_utc_ms = excluded.came_back_utc_ms, changed_utc_ms = excluded.changed_utc_ms");
  bind_row(statement, row).run();
}

std::optional<RegisterRow> Register::find(const std::string& application_no) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS " FROM register WHERE application_no = ?");
  return read_one<RegisterRow>(query.bind(application_no));
}

std::optional<RegisterRow> Register::away(const std::string& plate) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS
                           " FROM register WHERE plate = ? AND state = 'redeemed' AND "
                           "came_back_utc_ms IS NULL ORDER BY redeemed_utc_ms DESC LIMIT 1");
  return read_one<RegisterRow>(query.bind(plate));
}

std::vector<RegisterRow> Register::issued(std::optional<core::Site> site,
                                          const core::PageRequest& page) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS
                           " FROM register WHERE (CAST(?1 AS TEXT) IS NULL OR site = ?1) AND "
                           "issued_utc_ms >= ?2 AND (issued_utc_ms > ?2 OR application_no > ?3) "
                           "ORDER BY issued_utc_ms, application_no LIMIT ?4");
  const auto after = page.after.value_or(core::ListPosition{});
  return read_rows<RegisterRow>(query.bind(site, after.at, after.name, page.limit + 1));
}

PermitStatistics Register::statistics(std::optional<core::Site> site) {
  PermitStatistics out;
  {
    auto query = db_.prepare(
        "SELECT count(*), count(issued_utc_ms), count(redeemed_utc_ms) FROM register "
        "WHERE CAST(?1 AS TEXT) IS NULL OR site = ?1");
    query.bind(site).step();
    out.supplements_formed = query.integer(0);
    out.permits_issued = query.integer(1);
    out.redeemed = query.integer(2);
  }
  auto query = db_.prepare(
      "SELECT count(*) FILTER (WHERE state = 'returned'), count(*) FILTER (WHERE state = 'lost'), "
      "count(*) FILTER (WHERE state = 'annulled'), count(*) FILTER (WHERE state = 'spoiled') "
      "FROM blank WHERE CAST(?1 AS TEXT) IS NULL OR site = ?1");
  query.bind(site).step();
  out.returned = query.integer(0);
  out.lost = query.integer(1);
  out.annulled = query.integer(2);
  out.spoiled = query.integer(3);
  return out;
}

#undef OTKEL_COLUMNS

}  // namespace otkel::hub
