// A row that was edited beside the log is named; rows that the log explains are not.
#include "firmware-daemon/store/state_check.hpp"

#include <tuple>

#include "base/codec/chain.hpp"
#include "base/codec/commitment.hpp"
#include "base/codec/event.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

/// A booking, a batch, an incident and a decided read, as the use cases write them: row and fact
/// together.
struct StateCheckTest : StoreTest {
  const core::Instant slot = at(1'747'720'000'000);

  void SetUp() override {
    begin();
    EXPECT_FALSE(breaks([&] {
      stores.bookings.insert({"NZ25-E000001", "001KAZ05", "050540004567", core::Seller::edge, slot,
                              slot + core::minutes{60}});
      stores.log.append(core::BookingConfirmed{"NZ25-E000001", "001KAZ05", "050540004567",
                                               core::Seller::edge, slot, slot + core::minutes{60}},
                        stamp);
      stores.blanks.receive({"B1", "C0000001", 2, false, stamp.at, "aliya"},
                            {blank_number("C0000001"), blank_number("C0000002")});
      stores.log.append(core::BlanksReceived{"B1", "C0000001", 2}, stamp);
      stores.incidents.insert(
          {"INC-000001", "make_mismatch", "001KAZ05", "MAN", stamp.at, {}, {}, "aliya"});
      stores.log.append(core::IncidentOpened{"INC-000001", core::IncidentKind::make_mismatch,
                                             "001KAZ05", "MAN", "aliya"},
                        stamp);
      VisitRow read;
      read.visit.visit_id = "visit-1";
      read.plate = "001KAZ05";
      read.decided_by = core::ReadSaidBy(core::Actor::officer("aliya"));
      read.against_read = true;
      stores.visits.put(read);
      core::PlateDecided decided;
      decided.visit_id = "visit-1";
      decided.by = core::ReadJudge::nobody;
      stores.log.append(decided, stamp);
      decided.plate = read.plate;
      decided.by = *read.decided_by;
      decided.against_read = true;
      stores.log.append(decided, stamp);
    }));
  }
  std::vector<ledger::StateDifference> differences() {
    const auto check = check_state(db, core::Site{"nur-zholy"});
    EXPECT_TRUE(check) << check.error().detail;
    return check ? check->differences : std::vector<ledger::StateDifference>{};
  }
};

TEST_F(StateCheckTest, FindsNothingIfTablesAndLogAgree) {
  const auto check = check_state(db, core::Site{"nur-zholy"});
  ASSERT_TRUE(check);
  EXPECT_TRUE(check->differences.empty()) << check->differences.front().words();
  EXPECT_EQ(check->rows, 6) << "a booking, a delivery, two blanks, an incident, a read";
}

TEST_F(StateCheckTest, NamesTableKeyAndFieldOfARowThatWasEdited) {
  db.script("UPDATE bookings SET state = 'crossed'");
  const auto found = differences();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].table, "bookings");
  EXPECT_EQ(found[0].key, "NZ25-E000001");
  EXPECT_EQ(found[0].field, "state");
  EXPECT_EQ(found[0].in_table, "crossed");
  EXPECT_EQ(found[0].by_log, "booked");
}

TEST_F(StateCheckTest, NamesTheEditedValueOfEachTable) {
  for (const auto& [sql, table, field] : {
           std::tuple{"UPDATE bookings SET plate = '002KAZ05'", "bookings", "plate"},
           std::tuple{"UPDATE bookings SET slot_end_utc_ms = slot_end_utc_ms + 1", "bookings",
                      "slot_end_utc_ms"},
           std::tuple{"UPDATE blanks SET state = 'spoiled' WHERE number = 'C0000002'", "blanks",
                      "state"},
           std::tuple{"UPDATE deliveries SET count = 3", "deliveries", "count"},
           std::tuple{"UPDATE incidents SET closed_utc_ms = 1", "incidents", "closed"},
           std::tuple{"UPDATE incidents SET caused_by = NULL", "incidents", "caused_by"},
           std::tuple{"DROP TRIGGER decided_visits_stay; UPDATE visits SET against_read = 0",
                      "visits", "against_read"},
           std::tuple{"DROP TRIGGER decided_visits_stay; UPDATE visits SET second = 'berik'",
                      "visits", "second"},
           std::tuple{"UPDATE blanks SET second = 'berik' WHERE number = 'C0000001'", "blanks",
                      "second"},
           std::tuple{"UPDATE blanks SET cause = 'spoiled' WHERE number = 'C0000001'", "blanks",
                      "cause"},
       }) {
    db.script(std::string("BEGIN; ") + sql);
    const auto found = differences();
    db.script("ROLLBACK");
    ASSERT_EQ(found.size(), 1U) << sql;
    EXPECT_EQ(found[0].table, table) << sql;
    EXPECT_EQ(found[0].field, field) << sql;
  }
}

TEST_F(StateCheckTest, NamesANumberThatCouldBeGivenAgainAlthoughItIsUnaccountedFor) {
  EXPECT_FALSE(breaks([&] {
    stores.blanks.set_unaccounted("B1", blank_number("C0000002"), stamp.at);
    stores.log.append(
        core::BlanksUnaccounted{"B1", "C0000001", "C0000001", 1, "the line is down", "berik"},
        stamp);
  }));
  EXPECT_TRUE(differences().empty());
  db.script("DELETE FROM unaccounted");
  const auto found = differences();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].table, "unaccounted");
  EXPECT_EQ(found[0].key, "C0000001");
}

TEST_F(StateCheckTest, NamesARowThatNoLogKnows) {
  EXPECT_FALSE(breaks([&] {
    stores.bookings.insert({"NZ25-E000002", "002KAZ05", "050540004567", core::Seller::edge, slot,
                            slot + core::minutes{60}});
  }));
  const auto found = differences();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].key, "NZ25-E000002");
  EXPECT_EQ(found[0].by_log, "missing");
}

TEST_F(StateCheckTest, NamesARowThatIsGone) {
  db.script("DELETE FROM incidents");
  const auto found = differences();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].table, "incidents");
  EXPECT_EQ(found[0].in_table, "missing");
}

/// An officer of the hub's log, and the secret beside it.
struct StateCheckOfSecrets : StateCheckTest {
  const core::OfficerSecret secret = codec::commit_to("$argon2id$1", codec::CommitmentSalt{1});
  const core::OfficerRecorded aliya{"aliya", "Әлия", core::OfficerRole::officer, secret.commitment,
                                    true};

  void SetUp() override {
    StateCheckTest::SetUp();
    core::EventRecord event;
    event.side = core::LogSide::hub;
    event.site = core::Site{"nur-zholy"};
    event.epoch = std::string(32, '2');
    event.seq = 1;
    event.event_id = codec::event_id_of(event);
    event.at = stamp.at;
    event.actor = core::Actor::hub();
    event.rule_pack = stamp.rule_pack;
    event.type = core::OfficerRecorded::type;
    event.body = codec::event_body(aliya);
    event.prev_hash = std::string(core::kHashHexDigits, '0');
    event.hash = codec::chain_hash(event);
    EXPECT_FALSE(breaks([&] {
      EXPECT_TRUE(stores.hub.receive({event}, stamp.at));
      stores.officers.put(aliya);
    }));
  }
  void keep() {
    EXPECT_FALSE(breaks([&] { stores.officers.keep(secret); }));
  }
};

TEST_F(StateCheckOfSecrets, MissesNoSecretAndFindsNothingInOneThatOpensItsCommitment) {
  EXPECT_TRUE(differences().empty());
  keep();
  EXPECT_TRUE(differences().empty());
}

TEST_F(StateCheckOfSecrets, FindsOneThatTheLogDoesNotCommitToAndShowsNoHash) {
  keep();
  for (const auto& [sql, field] : {
           std::pair{"UPDATE officer_secret SET hash = '$argon2id$2'", "hash"},
           std::pair{"UPDATE officer_secret SET salt = replace(salt, '0', '1')", "hash"},
           std::pair{"UPDATE officer_secret SET commitment = 'commit:2'", "commitment"},
           std::pair{
               "INSERT INTO officers (login, name, role, password_hash, active) SELECT 'bolat', "
               "name, role, password_hash, active FROM officers; "
               "UPDATE officer_secret SET login = 'bolat'",
               ""},
       }) {
    db.script(std::string("BEGIN; ") + sql);
    const auto found = differences();
    db.script("ROLLBACK");
    ASSERT_FALSE(found.empty()) << sql;
    EXPECT_EQ(found.back().table, "officer_secret") << sql;
    EXPECT_EQ(found.back().field, field) << sql;
    EXPECT_EQ(found.back().words().find("argon2id"), std::string::npos) << sql;
  }
}

TEST_F(StateCheckTest, ReportsALogOfNoKnownVersionAsUnreadable) {
  db.script(
      "INSERT INTO edge_log (epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) SELECT epoch, 99, 'x', 0, '', '', 'blank_ended', '{}', hash, hash "
      "FROM edge_log LIMIT 1");
  const auto check = check_state(db, core::Site{"nur-zholy"});
  ASSERT_FALSE(check);
  EXPECT_EQ(check.error().code, Code::event_malformed);
  EXPECT_NE(check.error().detail.find("99"), std::string::npos);
}

TEST_F(StateCheckTest, PassesOverAFactOfANewerVersion) {
  db.script(
      "INSERT INTO edge_log (epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) SELECT epoch, 99, 'x', 0, '', '', 'made_up', '{}', hash, hash "
      "FROM edge_log LIMIT 1");
  EXPECT_TRUE(differences().empty());
}

}  // namespace
}  // namespace otkel::store::test
