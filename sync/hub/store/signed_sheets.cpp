// SQL of the printed acts and slips.
#include "sync/hub/store/signed_sheets.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void SignedSheets::put(const SignedSheetRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO signed_sheet (site, document, subject, attempt, number, sheet_check, "
      "reported_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, document, subject, "
      "attempt) "
      "DO UPDATE SET number = excluded.number, sheet_check = excluded.sheet_check, "
      "reported_utc_ms = excluded.reported_utc_ms");
  bind_row(statement, row).run();
}

std::optional<SignedSheetRow> SignedSheets::find(const std::string& number,
                                                 const std::string& sheet_check) {
  auto query = db_.prepare(
      "SELECT site, document, subject, attempt, number, sheet_check, reported_utc_ms "
      "FROM signed_sheet WHERE number = ? AND sheet_check = ?");
  return read_one<SignedSheetRow>(query.bind(number, sheet_check));
}

}  // namespace otkel::hub
