// A row that was edited beside the logs is named; rows that the logs explain are not.
#include "sync/hub/store/state_check.hpp"

#include <map>
#include <set>
#include <tuple>

#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

using ledger::StateDifference;

std::vector<StateDifference> differences(Hub& hub) {
  const auto check = check_state(hub.db);
  EXPECT_TRUE(check) << check.error().detail;
  return check ? check->differences : std::vector<StateDifference>{};
}

std::string words(const std::vector<StateDifference>& found) {
  std::string text;
  for (const auto& one : found) text += one.words() + "\n";
  return text;
}

/// A truck on its way home, an officer, a misuse, an open incident: a row of every table.
struct HubStateCheck : testing::Test {
  Permit p;

  HubStateCheck() {
    auto& hub = p.hub;
    EXPECT_TRUE(hub.run([&] {
      return record_officer(
          hub.context, {"aliya", "Әлия", core::OfficerRole::senior, "a long enough password", true},
          hub.now);
    }));
    EXPECT_TRUE(hub.run([&] {
      return record_misuse(
          hub.context, {bin_of(1), core::Misuse::blank_handed_over, "2020-03-01", "акт"}, hub.now);
    }));
    p.issue();
    p.redeem();
    p.send(
        core::IncidentOpened{"INC-000001", core::IncidentKind::make_mismatch, "101ABC02", "MAN"});
    const auto confirmed = hub.stores.bookings.find("NZ25-H000001").value();
    p.send(core::BookingConfirmed{confirmed.booking_no, confirmed.plate, confirmed.bin,
                                  confirmed.seller, confirmed.slot_start, confirmed.slot_end});
  }
  /// What is found once a table was edited; the edit is undone.
  std::vector<StateDifference> after(const std::string& sql) {
    p.hub.db.script("PRAGMA foreign_keys = OFF; BEGIN; " + sql);
    auto found = differences(p.hub);
    p.hub.db.script("ROLLBACK; PRAGMA foreign_keys = ON");
    return found;
  }
};

TEST_F(HubStateCheck, FindsNothingIfTablesAndLogsAgree) {
  const auto check = check_state(p.hub.db);
  ASSERT_TRUE(check) << check.error().detail;
  EXPECT_TRUE(check->differences.empty()) << words(check->differences);
  EXPECT_EQ(check->rows, 16) << "a row of each of eleven tables, two more blanks, two counters";
}

TEST_F(HubStateCheck, NamesTableKeyAndFieldOfARowThatWasEdited) {
  const auto found = after("UPDATE blank SET state = 'issued' WHERE number = 'C00000101'");
  ASSERT_EQ(found.size(), 1U) << words(found);
  EXPECT_EQ(found[0].table, "blank");
  EXPECT_EQ(found[0].key, "C00000101");
  EXPECT_EQ(found[0].field, "state");
  EXPECT_EQ(found[0].in_table, "issued");
  EXPECT_EQ(found[0].by_log, "redeemed");
}

TEST_F(HubStateCheck, NamesTheEditedValueOfEachTable) {
  for (const auto& [table, field, value] : {
           std::tuple{"carrier", "certificate_until", "'2099-01-01'"},
           std::tuple{"permit_card", "valid_until", "'2099-01-01'"},
           std::tuple{"permit_card", "capacity_kg", "1"},
           std::tuple{"misuse", "note", "''"},
           std::tuple{"officer", "role", "'technician'"},
           std::tuple{"officer", "password_hash", "'x'"},
           std::tuple{"officer", "active", "0"},
           std::tuple{"booking", "plate", "'999XYZ01'"},
           std::tuple{"booking", "state", "'crossed'"},
           std::tuple{"booking", "slot_start_utc_ms", "1"},
           std::tuple{"booking", "confirmed", "0"},
           std::tuple{"application", "state", "'lapsed'"},
           std::tuple{"application", "plate", "'999XYZ01'"},
           std::tuple{"application", "decision_due_utc_ms", "1"},
           std::tuple{"application", "decided_utc_ms", "1"},
           std::tuple{"application", "signed_by", "'nobody'"},
           std::tuple{"application", "revoked", "1"},
           std::tuple{"payment", "amount_tenge", "1"},
           std::tuple{"payment", "reference", "'another'"},
           std::tuple{"register", "state", "'issued'"},
           std::tuple{"register", "blank", "'C00000103'"},
           std::tuple{"register", "bin", "'000000000000'"},
           std::tuple{"register", "make", "'MAN'"},
           std::tuple{"register", "supplement", "'{}'"},
           std::tuple{"register", "redeemed_grade", "'officer_entry'"},
           std::tuple{"register", "came_back_utc_ms", "1"},
           std::tuple{"register", "revoked", "1"},
           std::tuple{"delivery", "count", "4"},
           std::tuple{"delivery", "last_serial", "99"},
           std::tuple{"delivery", "received_utc_ms", "1"},
           std::tuple{"sheet", "sheet_check", "'AAAAAAAA'"},
           std::tuple{"incident", "closed_utc_ms", "1"},
           std::tuple{"incident", "detail", "''"},
       }) {
    const auto found =
        after("UPDATE " + std::string(table) + " SET " + std::string(field) + " = " + value);
    ASSERT_EQ(found.size(), 1U) << table << "." << field << "\n" << words(found);
    EXPECT_EQ(found[0].table, table);
    EXPECT_EQ(found[0].field, field) << table;
  }
}

TEST_F(HubStateCheck, IsExactIfTheHubHadWrittenBeforeItReceived) {
  auto& hub = p.hub;
  hub.settings.checkpoints[0].capacity = {{date_of("2023-01-01"), 960, 50}};
  ASSERT_TRUE(hub.run(
      [&] { return dispatch_blanks(hub.context, {"nur-zholy", "B-2", "C00000201", 1}, hub.now); }));
  const auto no = hub.formed(2, "102ABC02").application_no;
  const auto booking = hub.booking("103ABC02", hub.carrier(3)).booking_no;
  ASSERT_TRUE(hub.run([&] { return withdraw_booking(hub.context, booking, "раздумал", hub.now); }));
  hub.now += std::chrono::minutes{1};
  p.send(core::BlanksReceived{"B-2", "C00000201", 1});
  p.send(core::VehicleEntered{"102ABC02", {}, no, {}});
  p.send(core::BookingMoved{booking, "check_in", "checked_in", ""});
  EXPECT_EQ(words(differences(hub)), "");
  for (const char* sql : {"UPDATE delivery SET received_utc_ms = NULL WHERE batch = 'B-2'",
                          "UPDATE application SET state = 'supplement_formed' WHERE state = "
                          "'at_checkpoint'",
                          "UPDATE booking SET state = 'withdrawn' WHERE state = 'checked_in'"}) {
    const auto found = after(sql);
    EXPECT_EQ(found.size(), 1U) << sql << "\n" << words(found);
  }
}

TEST_F(HubStateCheck, NamesANumberThatCouldBeGivenAgain) {
  const auto found = after("UPDATE counter SET last = 0 WHERE name = 'application'");
  ASSERT_EQ(found.size(), 1U) << words(found);
  EXPECT_EQ(found[0].key, "application nur-zholy 2025");
  EXPECT_EQ(found[0].by_log, "1");
  EXPECT_TRUE(after("UPDATE counter SET last = 7").empty()) << "a number that was left out";
}

TEST_F(HubStateCheck, NamesARowThatNoLogKnowsAndOneThatIsGone) {
  const auto more = after(
      "INSERT INTO blank (number, site, batch, state, changed_utc_ms) "
      "VALUES ('C00000104', 'nur-zholy', 'B-1', 'in_stock', 0)");
  ASSERT_EQ(more.size(), 1U) << words(more);
  EXPECT_EQ(more[0].key, "C00000104");
  EXPECT_EQ(more[0].by_log, "missing");
  for (const char* table : {"carrier", "permit_card", "misuse", "officer", "booking", "application",
                            "payment", "register", "delivery", "sheet", "incident"}) {
    const auto gone = after("DELETE FROM " + std::string(table));
    ASSERT_EQ(gone.size(), 1U) << table << "\n" << words(gone);
    EXPECT_EQ(gone[0].table, table);
    EXPECT_EQ(gone[0].in_table, "missing") << table;
  }
}

TEST_F(HubStateCheck, CountsNoEventThatTheHubRefusedOrHasNotRead) {
  p.send(core::BlankEnded{"C00000101", core::BlankState::in_stock, {}, "no end"});
  EXPECT_EQ(p.hub.stores.incidents.dead_letters(p.edge.site).size(), 1U);
  EdgeLogWriter other;
  other.epoch = std::string(32, 'f');
  deliver(p.hub, other.site, {other.fact(core::BlanksReceived{"B-2", "C00000901", 3})});
  EXPECT_EQ(words(differences(p.hub)), "") << "a log that nobody has accepted";
}

TEST_F(HubStateCheck, AcceptsAnyPermitForATruckThatReturnedByAnotherCheckpoint) {
  EdgeLogWriter other;
  other.site = core::Site{"dostyk"};
  core::VehicleCameBack home;
  home.plate = "101ABC02";
  home.evidence.received = time_of("2025-05-22T08:00:00Z");
  deliver(p.hub, other.site, {other.fact(home)});
  ASSERT_EQ(p.entry().came_back, home.evidence.received);
  EXPECT_EQ(words(differences(p.hub)), "");
  EXPECT_EQ(after("UPDATE register SET came_back_utc_ms = 1").size(), 1U);
}

TEST_F(HubStateCheck, UsesTheLastFactOfACheckpointThatIsStillServed) {
  auto& hub = p.hub;
  hub.settings.checkpoints.erase(hub.settings.checkpoints.begin());
  hub.now += std::chrono::hours{1};
  const auto bin = bin_of(1);
  ASSERT_TRUE(hub.run([&] {
    return record_carrier(hub.context, {bin, "Жаңа атау", "Алматы", "AC-2", "2026-06-01"}, hub.now);
  }));
  EXPECT_EQ(words(differences(hub)), "");
  EXPECT_EQ(after("UPDATE carrier SET name = 'Тасымал 1'").size(), 1U);
}

TEST_F(HubStateCheck, ReportsALogOfNoKnownVersionAsUnreadable) {
  p.hub.db.script(
      "INSERT INTO hub_log (site, epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) SELECT site, epoch, 99, 'x', 0, '', '', 'fee_paid', '{}', hash, hash "
      "FROM hub_log WHERE site = 'dostyk' LIMIT 1");
  const auto check = check_state(p.hub.db);
  ASSERT_FALSE(check);
  EXPECT_EQ(check.error().code, core::Code::event_malformed);
  EXPECT_NE(check.error().detail.find("99 of dostyk/hub"), std::string::npos);
}

TEST_F(HubStateCheck, PassesOverAFactOfANewerVersion) {
  p.hub.db.script(
      "INSERT INTO hub_log (site, epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) SELECT site, epoch, 99, 'x', 0, '', '', 'made_up', '{}', hash, hash "
      "FROM hub_log WHERE site = 'dostyk' LIMIT 1");
  EXPECT_EQ(words(differences(p.hub)), "");
}

}  // namespace
}  // namespace otkel::hub::test
