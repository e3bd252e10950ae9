// SQL of the printed supplements.
#include "sync/hub/store/sheets.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void Sheets::put(const SheetRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO sheet (application_no, blank, attempt, sheet_check, reported_utc_ms) "
      "VALUES (?, ?, ?, ?, ?) ON CONFLICT (application_no, blank, attempt) DO UPDATE SET "
      "sheet_check = excluded.sheet_check, reported_utc_ms = excluded.reported_utc_ms");
  bind_row(statement, row).run();
}

std::vector<SheetRow> Sheets::of(const std::string& application_no) {
  auto query = db_.prepare(
      "SELECT application_no, blank, attempt, sheet_check, reported_utc_ms FROM sheet "
      "WHERE application_no = ? ORDER BY blank, attempt");
  return read_rows<SheetRow>(query.bind(application_no));
}

}  // namespace otkel::hub
