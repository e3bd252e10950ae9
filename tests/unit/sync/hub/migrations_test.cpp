// Rows of an older schema in the newest one.
#include "sync/hub/migrations.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/sqlite/database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::hub {
namespace {

using core::Result;

/// Of every row of a query, its columns with blanks between them.
std::vector<std::string> rows_of(sqlite::Database& db, std::string_view sql, int columns) {
  std::vector<std::string> rows;
  auto q = db.prepare(sql);
  while (q.step()) {
    std::string row;
    for (int at = 0; at < columns; ++at)
      row += (at == 0 ? "" : " ") + q.text_or_null(at).value_or("-");
    rows.push_back(row);
  }
  return rows;
}

/// A database as version 7 left it: logs of two sites, one that waits, a link.
void fill(sqlite::Database& db) {
  ASSERT_TRUE(db.transact([&]() -> Result<void> {
    db.run("INSERT INTO hub_epoch VALUES ('dostyk', 1, 'e1', 2, 'h2')");
    db.run("INSERT INTO hub_epoch VALUES ('nur-zholy', 1, 'e2', 1, 'h1')");
    for (const auto& [site, epoch, seq] :
         {std::tuple{"dostyk", "e1", 1}, {"dostyk", "e1", 2}, {"nur-zholy", "e2", 1}})
      db.run("INSERT INTO hub_log VALUES (?, ?, ?, 'id', 7, 'hub', 'p', 't', '{}', 'a', 'b')",
             std::string(site), std::string(epoch), seq);
    db.run(
        "INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, projected_seq, received_utc_ms, "
        "receipts, standing, accepted_by) VALUES ('dostyk', 2, 'x', 5, 'h', 4, 7, 9, 'waits', "
        "'marat')");
    db.run("INSERT INTO link_status VALUES ('dostyk', 1, NULL, 3, 4, 5, 6)");
    return {};
  }));
}

TEST(HubMigrations, OpenTheListsOfSitesAndKeepEveryRow) {
  const support::TemporaryFolder folder;
  const auto path = folder / "hub.db";
  {
    auto old = sqlite::Database::open(path, migrations().first(7)).value();
    fill(old);
    EXPECT_FALSE(old.transact([&]() -> Result<void> {
      old.run("INSERT INTO hub_epoch VALUES ('alakol', 1, 'e3', 0, 'h')");
      return {};
    })) << "five codes and no other";
  }
  auto now = sqlite::Database::open(path, migrations()).value();
  EXPECT_EQ(rows_of(now, "SELECT site, ordinal, epoch, seq, hash FROM hub_epoch ORDER BY site", 5),
            (std::vector<std::string>{"dostyk 1 e1 2 h2", "nur-zholy 1 e2 1 h1"}));
  EXPECT_EQ(rows_of(now, "SELECT site, epoch, seq FROM hub_log ORDER BY site, seq", 3),
            (std::vector<std::string>{"dostyk e1 1", "dostyk e1 2", "nur-zholy e2 1"}));
  EXPECT_EQ(rows_of(now,
                    "SELECT site, ordinal, epoch, seq, hash, projected_seq, received_utc_ms, "
                    "receipts, standing, accepted_by, accepted_reason, accepted_utc_ms "
                    "FROM edge_cursor",
                    12),
            std::vector<std::string>{"dostyk 2 x 5 h 4 7 9 waits marat - -"});
  EXPECT_EQ(rows_of(now,
                    "SELECT site, connected, heard_utc_ms, current_utc_ms, acked_seq, said_seq, "
                    "written_utc_ms FROM link_status",
                    7),
            std::vector<std::string>{"dostyk 1 - 3 4 5 6"});
  EXPECT_TRUE(rows_of(now, "PRAGMA foreign_key_check", 1).empty());
  EXPECT_TRUE(std::filesystem::exists(path + ".before-0008")) << "the copy that is made first";
}

/// What a change to the new tables is answered with.
bool takes(sqlite::Database& db, std::string_view sql) {
  return db
      .transact([&]() -> Result<void> {
        db.run(sql);
        return {};
      })
      .has_value();
}

TEST(HubMigrations, LeaveTheLogsRulesAsTheyWere) {
  const support::TemporaryFolder folder;
  const auto path = folder / "hub.db";
  {
    auto old = sqlite::Database::open(path, migrations().first(7)).value();
    fill(old);
  }
  auto now = sqlite::Database::open(path, migrations()).value();
  EXPECT_TRUE(takes(now, "INSERT INTO hub_epoch VALUES ('alakol', 1, 'e3', 0, 'h')"));
  EXPECT_TRUE(takes(now,
                    "INSERT INTO hub_log VALUES ('alakol', 'e3', 1, 'id', 7, 'hub', 'p', 't', "
                    "'{}', 'a', 'b')"));
  EXPECT_FALSE(takes(now,
                     "INSERT INTO hub_log VALUES ('alakol', 'e4', 1, 'id', 7, 'hub', 'p', 't', "
                     "'{}', 'a', 'b')"))
      << "of an epoch that is none";
  EXPECT_FALSE(takes(now, "DELETE FROM hub_epoch WHERE epoch = 'e1'")) << "its events refer to it";
  EXPECT_FALSE(takes(now, "UPDATE hub_log SET type = 'x'")) << "append-only";
  EXPECT_FALSE(takes(now, "UPDATE edge_cursor SET standing = 'maybe'"));
  EXPECT_FALSE(takes(now, "UPDATE edge_cursor SET projected_seq = 6"));
}

}  // namespace
}  // namespace otkel::hub
