// What the law cares about is a constraint of the database too: code that forgets it is refused.
#include "tests/unit/firmware-daemon/store/store_fixture.hpp"

namespace otkel::store::test {
namespace {

using core::BlankState;
using Law = StoreTest;

TEST_F(Law, KeepsANumberOnce) {  // I1
  applications_and_blanks();
  EXPECT_EQ(breaks([&] {
              stores.blanks.receive({"B2", "C0000003", 1, false, stamp.at, "aliya"},
                                    {blank_number("C0000003")});
            }),
            Code::number_taken);
  EXPECT_EQ(stores.blanks.deliveries().size(), 1U) << "the batch is undone with it";
}

TEST_F(Law, NeverReturnsANumberToTheStock) {
  applications_and_blanks();
  for (const auto state : {BlankState::allocated, BlankState::printed, BlankState::issued}) {
    EXPECT_FALSE(breaks([&] { put("C0000001", state, "NZ25-000001"); }));
    EXPECT_EQ(breaks([&] { put("C0000001", BlankState::in_stock, "NZ25-000001"); }),
              Code::number_taken);
    EXPECT_EQ(breaks([&] { put("C0000001", BlankState::in_stock, std::nullopt); }),
              Code::number_taken);
  }
}

TEST_F(Law, NeverGivesANumberToAnotherApplication) {  // I1
  applications_and_blanks();
  EXPECT_FALSE(breaks([&] { put("C0000001", BlankState::allocated, "NZ25-000001"); }));
  EXPECT_EQ(breaks([&] { put("C0000001", BlankState::allocated, "NZ25-000002"); }),
            Code::number_taken);
  EXPECT_EQ(breaks([&] { put("C0000001", BlankState::lost, std::nullopt); }), Code::number_taken);
}

TEST_F(Law, NeverChangesTheEndOfANumber) {  // I5, R-31
  const BlankState ends[] = {BlankState::redeemed, BlankState::returned, BlankState::lost,
                             BlankState::annulled, BlankState::spoiled};
  for (const auto end : ends) {
    db = sqlite::Database::open(":memory:", migrations()).value();
    applications_and_blanks();
    EXPECT_FALSE(breaks([&] { put("C0000001", end, "NZ25-000001"); }));
    for (const auto other : ends)
      EXPECT_EQ(breaks([&] { put("C0000001", other, "NZ25-000001"); }).has_value(), other != end);
    EXPECT_TRUE(breaks([&] { put("C0000001", BlankState::issued, "NZ25-000001"); }));
  }
}

TEST_F(Law, NeverForgetsABlank) {
  applications_and_blanks();
  EXPECT_EQ(breaks_sql("DELETE FROM blanks"), Code::number_taken);
  EXPECT_EQ(stores.blanks.counts().received, 3);
}

TEST_F(Law, AllowsOneActiveBlankPerApplication) {  // I1
  applications_and_blanks();
  EXPECT_FALSE(breaks([&] { put("C0000001", BlankState::issued, "NZ25-000001"); }));
  EXPECT_EQ(breaks([&] { put("C0000002", BlankState::allocated, "NZ25-000001"); }),
            Code::number_taken);
  EXPECT_FALSE(breaks([&] { put("C0000001", BlankState::spoiled, "NZ25-000001"); }));
  EXPECT_FALSE(breaks([&] { put("C0000002", BlankState::allocated, "NZ25-000001"); }))
      << "a spoiled one makes room for the next (R-32)";
  EXPECT_EQ(stores.blanks.living_of("NZ25-000001")->number.str(), "C0000002");
}

TEST_F(Law, GivesNoNumberWithoutAnApplication) {
  applications_and_blanks();
  EXPECT_EQ(breaks([&] { put("C0000001", BlankState::allocated, std::nullopt); }),
            Code::number_taken);
  EXPECT_EQ(breaks([&] { put("C0000001", BlankState::allocated, "NZ25-000404"); }),
            Code::number_taken)
      << "nor for one that does not exist";
}

TEST_F(Law, NeverChangesASupplementThatWasFormed) {  // I6
  applications_and_blanks();
  auto row = *stores.applications.find("NZ25-000001");
  row.supplement.emplace();
  row.supplement->cargo_name = "астық";
  EXPECT_FALSE(breaks([&] { stores.applications.update(row); }));
  EXPECT_FALSE(breaks([&] { stores.applications.update(row); })) << "the same text is no change";
  row.supplement->cargo_name = "алтын";
  EXPECT_EQ(breaks([&] { stores.applications.update(row); }), Code::number_taken);
  row.supplement.reset();
  EXPECT_EQ(breaks([&] { stores.applications.update(row); }), Code::number_taken);
  EXPECT_EQ(stores.applications.find("NZ25-000001")->supplement->cargo_name, "астық");
}

TEST_F(Law, AllowsOneActiveBookingPerVehicle) {
  const auto booking = [&](const char* no, core::BookingState state) {
    BookingRow row;
    row.booking_no = no;
    row.plate = "001KAZ05";
    row.slot_start = at(0);
    row.slot_end = at(1);
    row.state = state;
    return breaks([&] { stores.bookings.insert(row); });
  };
  EXPECT_FALSE(booking("NZ25-H000001", core::BookingState::booked));
  for (const auto state : {core::BookingState::booked, core::BookingState::checked_in,
                           core::BookingState::called, core::BookingState::on_territory})
    EXPECT_EQ(booking("NZ25-H000002", state), Code::number_taken);
  EXPECT_FALSE(booking("NZ25-H000002", core::BookingState::no_show));
}

TEST_F(Law, AllowsAVehicleInsideOnce) {
  const core::Stay stay{0, "001KAZ05", "v1", at(1)};
  EXPECT_FALSE(breaks([&] { stores.stays.begin(stay); }));
  EXPECT_EQ(breaks([&] { stores.stays.begin(stay); }), Code::number_taken);
  EXPECT_FALSE(breaks([&] {
    const auto open = stores.stays.open_of("001KAZ05").value();
    stores.stays.put(core::moved(open, core::StayEvent::leave, at(2), "v2").value());
    stores.stays.begin(stay);
  }));
}

TEST_F(Law, KeepsTheLogAppendOnly) {
  begin();
  EXPECT_TRUE(breaks_sql("UPDATE edge_log SET body = '{}'"));
  EXPECT_TRUE(breaks_sql("DELETE FROM edge_log"));
  EXPECT_EQ(stores.log.head().seq, 1);
}

TEST_F(Law, RefusesAnUnknownState) {
  applications_and_blanks();
  EXPECT_EQ(breaks_sql("UPDATE blanks SET state = 'given'"), Code::number_taken);
  EXPECT_EQ(breaks_sql("UPDATE applications SET state = 'ok'"), Code::number_taken);
  EXPECT_EQ(breaks_sql("INSERT INTO bookings (booking_no, plate, bin, seller, slot_start_utc_ms, "
                       "slot_end_utc_ms, state) VALUES ('x','x','x','hub','soon',1,'booked')"),
            Code::number_taken)
      << "STRICT takes no text for a time";
}

}  // namespace
}  // namespace otkel::store::test
