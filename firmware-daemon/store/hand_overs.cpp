// Rows of `stock_hand_overs`.
#include "firmware-daemon/store/hand_overs.hpp"

namespace otkel::store {

void HandOvers::insert(const HandOverRow& row) {
  db_.run(
      "INSERT INTO stock_hand_overs (at_utc_ms, from_login, to_login, counted, in_books, front, "
      "front_in_books, note) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
      row.at, row.from, row.to, row.counted, row.in_books, row.front, row.front_in_books, row.note);
}

std::optional<HandOverRow> HandOvers::last() {
  auto q = db_.prepare(
      "SELECT at_utc_ms, from_login, to_login, counted, in_books, front, front_in_books, note "
      "FROM stock_hand_overs ORDER BY at_utc_ms DESC LIMIT 1");
  if (!q.step()) return std::nullopt;
  return HandOverRow{q.instant(0), q.text(1),         q.text(2),         q.integer(3),
                     q.integer(4), q.text_or_null(5), q.text_or_null(6), q.text(7)};
}

}  // namespace otkel::store
