// Rows of tables against what logs say of them.
#include "ledger/state_compare.hpp"

#include <gtest/gtest.h>

#include "base/codec/json.hpp"
#include "base/sqlite/database.hpp"

namespace otkel::ledger::test {
namespace {

struct StateCompare : testing::Test {
  sqlite::Database db = sqlite::Database::open(":memory:", {}).value();
  std::vector<TableRead> reads{{"truck", {"plate", "state"}, "SELECT no, plate, state FROM truck"}};

  void SetUp() override {
    db.script(
        "CREATE TABLE truck (no TEXT PRIMARY KEY, plate TEXT, state TEXT) STRICT; "
        "INSERT INTO truck VALUES ('1', 'A1', 'in'), ('2', NULL, 'out')");
  }
  StateCheck against(const StateTable& rows) { return compare_state(db, reads, {{"truck", rows}}); }
};

TEST_F(StateCompare, ComparesOnlyWhatTheLogsDecide) {
  const auto check = against({{"1", {{"state", "in"}}}, {"2", {{"plate", ""}}}});
  EXPECT_TRUE(check.differences.empty());
  EXPECT_EQ(check.rows, 2);
}

TEST_F(StateCompare, NamesFieldsAndRows) {
  const auto check = against({{"1", {{"plate", "B2"}}}, {"3", {}}});
  ASSERT_EQ(check.differences.size(), 3U);
  EXPECT_EQ(check.differences[0].words(), R"(truck 1, plate: the table says "A1", the log "B2")");
  EXPECT_EQ(check.differences[1].words(), R"(truck 3: the table says "missing", the log "there")");
  EXPECT_EQ(check.differences[2].words(), R"(truck 2: the table says "there", the log "missing")");
}

TEST_F(StateCompare, AcceptsEitherValueThatTheLogsLeaveOpen) {
  const auto open = any_of({"", "in", "gone"});
  EXPECT_TRUE(against({{"1", {{"state", open}}}, {"2", {{"plate", open}}}}).differences.empty());
  const auto wrong = against({{"1", {{"plate", open}}}, {"2", {}}}).differences;
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].words(),
            R"(truck 1, plate: the table says "A1", the log "" or "in" or "gone")");
  EXPECT_TRUE(against({{"1", {}}, {"2", {}}, {"3", {{kLeftOpen, ""}}}}).differences.empty());
}

TEST_F(StateCompare, NamesEveryRowOfATableThatNoLogKnows) {
  EXPECT_EQ(compare_state(db, reads, {}).differences.size(), 2U);
}

TEST(StateReport, KeepsTheFirstHundredDifferences) {
  StateCheck check;
  check.rows = 5;
  for (int n = 0; n < 150; ++n) check.differences.push_back({"t", std::to_string(n), "", "", ""});
  const auto report = report_of(check, core::Instant{std::chrono::milliseconds{7}});
  EXPECT_EQ(report.differences.size(), 100U);
  const auto back = codec::decode<ledger::StateReport>(codec::encode(report));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->checked, report.checked);
  EXPECT_EQ(back->rows, 5);
  EXPECT_EQ(back->differences, report.differences);
}

}  // namespace
}  // namespace otkel::ledger::test
