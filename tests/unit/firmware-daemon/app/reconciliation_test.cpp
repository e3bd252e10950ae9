// The checkpoint's own books: a row that somebody changed is found by its number, with what the log
// says of it.
#include "firmware-daemon/app/reconciliation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::DifferenceKind;

ReconciliationView books(CheckpointInMemory& w) {
  return w
      .as("officer:aliya",
          [](Context& c) -> Result<ReconciliationView> { return reconciliation_view(c); })
      .value();
}

/// Truck 1 holds C00000001, truck 2 has left with C00000002, C00000003 was lost by the office.
struct BusyCheckpoint : CheckpointInMemory {
  BusyCheckpoint() {
    blanks(6);
    issued(1);
    EXPECT_TRUE(exit(issued(2)));
    EXPECT_TRUE(as("officer:aliya", [](Context& c) {
      return lose_blank(c, "C00000003", "missing in the pack", with("berik"));
    }));
  }
};

TEST(Reconciliation, AddsUpOnAnHonestDay) {  // I7, I8
  BusyCheckpoint w;
  const auto view = books(w);
  EXPECT_EQ(view.differences_in_all, 0) << core::word(view.books.differences.front().kind) << " "
                                        << view.books.differences.front().subject;
  EXPECT_TRUE(view.books.stock_adds_up);
  EXPECT_TRUE(view.books.zone_adds_up);
  EXPECT_EQ(view.books.received, 6);
  EXPECT_EQ(view.books.in_stock, 3);
  EXPECT_EQ(view.books.in_hands, 1);
  EXPECT_EQ(view.books.redeemed, 1);
  EXPECT_EQ(view.books.lost_by_office, 1);
  EXPECT_EQ(view.books.zone_with_number, 1);
}

TEST(Reconciliation, FindsARowThatWasChangedBesideTheLog) {  // I7, I8
  const auto cases = {
      std::tuple{"INSERT INTO blanks (number, batch, stock_order, state) SELECT 'C00000099', "
                 "batch, 99, 'in_stock' FROM deliveries",
                 DifferenceKind::number_without_receipt, "C00000099"},
      std::tuple{"DROP TRIGGER blanks_are_never_deleted; DELETE FROM blanks "
                 "WHERE number = 'C00000006'",
                 DifferenceKind::number_missing, "C00000006"},
      std::tuple{"UPDATE blanks SET cause = NULL WHERE number = 'C00000003'",
                 DifferenceKind::end_without_cause, "C00000003"},
      std::tuple{"UPDATE blanks SET state = 'redeemed' WHERE number = 'C00000001'",
                 DifferenceKind::zone_without_number, "001KAZ05"},
      std::tuple{"UPDATE stays SET ended_utc_ms = 1, end_kind = 'left' WHERE ended_utc_ms IS NULL",
                 DifferenceKind::in_hands_outside_zone, "C00000001"},
      std::tuple{"INSERT INTO unaccounted (number, since_utc_ms) VALUES ('C00000004', 1)",
                 DifferenceKind::unaccounted, "C00000004"},
      std::tuple{"UPDATE deliveries SET count = 7", DifferenceKind::number_missing, ""},
  };
  for (const auto& [sql, kind, subject] : cases) {
    BusyCheckpoint w;
    w.db.script(sql);
    const auto view = books(w);
    if (std::string(subject).empty()) {
      EXPECT_EQ(view.differences_in_all, 0) << "the receipt of the log counts, not its table";
      EXPECT_EQ(view.books.received, 6);
      continue;
    }
    ASSERT_EQ(view.differences_in_all, 1) << sql;
    const auto& found = view.books.differences.front();
    EXPECT_EQ(found.kind, kind) << sql << ": " << core::word(found.kind);
    EXPECT_EQ(found.subject, subject) << sql;
    EXPECT_FALSE(view.books.stock_adds_up && view.books.zone_adds_up) << sql;
  }
}

TEST(Reconciliation, ShowsTheFactsOfTheNumberThatDiffers) {
  BusyCheckpoint w;
  w.db.script("UPDATE blanks SET state = 'redeemed' WHERE number = 'C00000001'");
  w.db.script("UPDATE blanks SET cause = 'spoiled' WHERE number = 'C00000003'");
  const auto view = books(w);
  ASSERT_EQ(view.differences_in_all, 2);
  const auto says = [](const core::Difference& one, std::string_view text) {
    return std::ranges::any_of(
        one.evidence, [&](const auto& line) { return line.find(text) != std::string::npos; });
  };
  const auto& cause = view.books.differences[0];
  EXPECT_EQ(cause.subject, "C00000003");
  EXPECT_TRUE(says(cause, "kept as lost (spoiled), batch"));
  EXPECT_TRUE(says(cause, ": blank_ended, 2025-05-20T"));
  EXPECT_TRUE(says(cause, "officer:aliya"));
  const auto& zone = view.books.differences[1];
  EXPECT_TRUE(says(zone, "001KAZ05 inside since 2025-05-20T"));
  EXPECT_TRUE(says(zone, ": permit_issued, "));
}

}  // namespace
}  // namespace otkel::app::test
