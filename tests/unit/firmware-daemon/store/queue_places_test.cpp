// What places are made of: kept with the facts, numbered over the epochs of the log, held against
// it, and taken over from an older database.
#include "firmware-daemon/store/queue_places.hpp"

#include "firmware-daemon/store/state_check.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

struct QueuePlacesTest : StoreTest {
  const core::Instant slot = at(1'747'720'000'000);

  void SetUp() override { begin(); }

  static void book(Stores& stores, const std::string& no, core::Instant slot, const Stamp& stamp) {
    const auto plate = no.substr(no.size() - 3) + "KAZ05";
    const auto end = slot + core::minutes{60};
    stores.bookings.insert({no, plate, "050540004567", core::Seller::edge, slot, end});
    stores.log.append(
        core::BookingConfirmed{no, plate, "050540004567", core::Seller::edge, slot, end}, stamp);
  }
  /// As the use case does it: row, fact and place.
  void move(core::BookingMoved fact) {
    auto row = stores.bookings.find(fact.booking_no).value();
    row.state = core::from_word<core::BookingState>(fact.state).value();
    if (fact.event == "check_in") {
      fact.quality = row.quality =
          fact.late_interval ? core::Quality::late : core::Quality::in_time;
      fact.late_minutes = row.late_minutes = fact.late_interval ? 5 : 0;
    }
    stores.bookings.update(row);
    stores.queue_places.follow(fact, stores.log.append(fact, stamp));
  }
  std::vector<ledger::StateDifference> differences() {
    return check_state(db, core::Site{"nur-zholy"}).value().differences;
  }
};

TEST_F(QueuePlacesTest, FollowCheckInCallAndGrantAndAgreeWithTheLog) {
  EXPECT_FALSE(breaks([&] {
    book(stores, "NZ25-E000001", slot, stamp);
    move({"NZ25-E000001", "check_in", "checked_in", "", slot});
  }));
  auto row = stores.queue_places.find("NZ25-E000001").value();
  EXPECT_EQ(row.late_interval, slot);
  EXPECT_EQ(row.calls, 0);
  EXPECT_FALSE(row.head);
  EXPECT_FALSE(breaks([&] {
    core::CallGrant grant;
    grant.day = grant.document_date = core::parse_date("2025-05-20").value();
    const core::CallRecord call{"1", 1, "00", {}, grant};
    move({"NZ25-E000001", "call", "called", "", {}, call});
    move({"NZ25-E000001", "call", "called", "", {}, core::CallRecord{"2", 2, "", {}, {}}});
  }));
  row = stores.queue_places.find("NZ25-E000001").value();
  EXPECT_EQ(row.calls, 2);
  ASSERT_TRUE(row.head) << "the second call takes no grant away";
  EXPECT_EQ(row.head->seq, row.arrived.seq + 1);
  EXPECT_TRUE(differences().empty());
}

TEST_F(QueuePlacesTest, FollowParkingAndComingBackAndAgreeWithTheLog) {
  EXPECT_FALSE(breaks([&] {
    book(stores, "NZ25-E000001", slot, stamp);
    move({"NZ25-E000001", "check_in", "checked_in", ""});
    move({"NZ25-E000001", "call", "called", "", {}, core::CallRecord{"1", 3, "00", {}, {}}});
    core::BookingMoved parked{"NZ25-E000001", "park", "parked", "not there"};
    parked.parked_until = slot + core::minutes{180};
    move(parked);
  }));
  auto row = stores.queue_places.find("NZ25-E000001").value();
  EXPECT_EQ(row.parked_until, slot + core::minutes{180});
  EXPECT_EQ(row.calls, 3);
  EXPECT_FALSE(row.back);
  EXPECT_TRUE(differences().empty());
  EXPECT_FALSE(breaks([&] {
    core::BookingMoved back{"NZ25-E000001", "come_back", "checked_in", "is back"};
    back.back_interval = slot + core::minutes{60};
    move(back);
  }));
  row = stores.queue_places.find("NZ25-E000001").value();
  EXPECT_FALSE(row.parked_until);
  EXPECT_EQ(row.calls, 0) << "it is called anew";
  EXPECT_EQ(row.come_backs, 1);
  ASSERT_TRUE(row.back);
  EXPECT_EQ(row.back->interval, slot + core::minutes{60});
  EXPECT_EQ(row.back->at.seq, row.arrived.seq + 3);
  const auto place = stores.queue_places.in_state("checked_in").at("NZ25-E000001");
  EXPECT_EQ(place.back, place.arrived + 3);
  EXPECT_EQ(place.back_interval, slot + core::minutes{60});
  EXPECT_TRUE(differences().empty());
}

TEST_F(QueuePlacesTest, AreHeldAgainstTheLog) {
  EXPECT_FALSE(breaks([&] {
    book(stores, "NZ25-E000001", slot, stamp);
    move({"NZ25-E000001", "check_in", "checked_in", ""});
  }));
  for (const auto& [sql, field] :
       {std::pair{"UPDATE queue_places SET seq = 1", "seq"},
        std::pair{"UPDATE queue_places SET late_interval_utc_ms = 5", "late_interval_utc_ms"},
        std::pair{"UPDATE queue_places SET calls = 1", "calls"}}) {
    db.script(std::string("BEGIN; ") + sql);
    const auto found = differences();
    db.script("ROLLBACK");
    ASSERT_EQ(found.size(), 1U) << sql;
    EXPECT_EQ(found[0].table, "queue_places");
    EXPECT_EQ(found[0].field, field);
  }
}

TEST_F(QueuePlacesTest, AreNumberedOverTheEpochsOfTheLog) {
  EXPECT_FALSE(breaks([&] {
    book(stores, "NZ25-E000001", slot, stamp);
    book(stores, "NZ25-E000002", slot, stamp);
    move({"NZ25-E000002", "check_in", "checked_in", ""});
  }));
  begin(std::string(32, '2'), "restored");
  EXPECT_FALSE(breaks([&] { move({"NZ25-E000001", "check_in", "checked_in", ""}); }));
  const auto places = stores.queue_places.in_state("checked_in");
  ASSERT_EQ(places.size(), 2U);
  EXPECT_LT(stores.queue_places.find("NZ25-E000001")->arrived.seq,
            stores.queue_places.find("NZ25-E000002")->arrived.seq);
  EXPECT_LT(places.at("NZ25-E000002").arrived, places.at("NZ25-E000001").arrived);
  EXPECT_TRUE(stores.queue_places.in_state("called").empty());
}

TEST_F(QueuePlacesTest, ComeOverFromAnOlderDatabaseInTheOrderOfCheckIn) {
  const support::TemporaryFolder folder;
  const auto path = folder / "edge.db";
  {
    auto old = sqlite::Database::open(path, migrations().first(8)).value();
    Stores before{old, core::Site{"nur-zholy"}};
    ASSERT_TRUE(old.transact([&]() -> core::Result<void> {
      before.log.begin_epoch(std::string(32, '1'), {"created", "test"}, stamp);
      for (const char* no : {"NZ25-E000001", "NZ25-E000002", "NZ25-E000003"})
        book(before, no, slot, stamp);
      for (const char* no : {"NZ25-E000002", "NZ25-E000001"}) {
        before.log.append(core::BookingMoved{no, "check_in", "checked_in", ""}, stamp);
        old.run(
            "UPDATE bookings SET state = 'checked_in', "
            "checked_in_utc_ms = slot_start_utc_ms WHERE booking_no = ?",
            std::string_view(no));
      }
      return {};
    }));
  }
  auto now = sqlite::Database::open(path, migrations()).value();
  Stores moved{now, core::Site{"nur-zholy"}};
  const auto places = moved.queue_places.in_state("checked_in");
  ASSERT_EQ(places.size(), 2U);
  EXPECT_LT(places.at("NZ25-E000002").arrived, places.at("NZ25-E000001").arrived);
  EXPECT_TRUE(check_state(now, core::Site{"nur-zholy"}).value().differences.empty());
}

}  // namespace
}  // namespace otkel::store::test
