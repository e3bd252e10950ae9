// The hub's facts arrive chained; what cannot be applied is kept aside and stops nothing.
#include "firmware-daemon/app/apply_hub_facts.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(HubFacts, SetAsideAFactThatCannotBeAppliedAndContinue) {
  CheckpointInMemory w;
  const auto bad = w.writer.write(core::PermitRevoked{"NZ25-000404", "never heard of"}, w.now);
  const auto good = w.writer.write(
      core::CarrierRecorded{"050540004567", "Сынақ", "Жаркент", "A", "2026-01-01"}, w.now);
  EXPECT_TRUE(w.take({bad, good}));
  EXPECT_EQ(w.stores.hub.dead_letters(), 1);
  EXPECT_TRUE(w.has_incident("hub_fact_not_applied"));
  EXPECT_TRUE(w.stores.registry.carrier("050540004567"));
  EXPECT_EQ(w.stores.hub.head().seq, 2) << "the line moves on";
}

TEST(HubFacts, KeepTheBytesOfANewerHubAndReadWhatIsKnownOfThem) {
  CheckpointInMemory w;
  const auto newer = w.writer.write("from_the_future", R"({ "plate":"001KAZ05", "new":[1.50] })");
  const auto more = w.writer.write(
      "carrier_recorded",
      R"({"bin":"050540004567","name":"Сынақ","address":"Жаркент","certificate_no":"A",)"
      R"("certificate_until":"2026-01-01","fleet":1.50})");
  EXPECT_TRUE(w.take({newer, more}));
  EXPECT_TRUE(w.stores.registry.carrier("050540004567")) << "the field is passed over";
  EXPECT_EQ(w.stores.hub.dead_letters(), 1) << "the fact waits for a program that knows it";
  EXPECT_TRUE(w.has_incident("hub_fact_not_applied"));
  const auto kept = w.stores.hub.read(newer.epoch, 1, INT64_MAX);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].body, newer.body);
  EXPECT_EQ(kept[0].hash, newer.hash);
  EXPECT_EQ(kept[1].body, more.body);
}

TEST(HubFacts, SetAsideAFactThatOnlyACheckpointMayWrite) {
  CheckpointInMemory w;
  w.hub({core::BlanksReceived{"B9", "C00000001", 5}});
  EXPECT_EQ(w.stores.hub.dead_letters(), 1);
  EXPECT_EQ(w.statistics().counts.received, 0);
}

TEST(HubFacts, ApplyTheSameRowsOnce) {
  CheckpointInMemory w;
  const auto row = w.writer.write(
      core::CarrierRecorded{"050540004567", "Сынақ", "Жаркент", "A", "2026-01-01"}, w.now);
  EXPECT_TRUE(w.take({row}));
  EXPECT_TRUE(w.take({row}));
  EXPECT_EQ(w.stores.hub.head().seq, 1);
}

TEST(HubFacts, RefuseAForkAGapAndABrokenChainAndKeepNothingOfThem) {
  CheckpointInMemory w;
  const core::CarrierRecorded fact{"050540004567", "Сынақ", "Жаркент", "A", "2026-01-01"};
  const auto first = w.writer.write(fact, w.now);
  auto second = w.writer.write(fact, w.now);
  const auto third = w.writer.write(fact, w.now);
  EXPECT_TRUE(w.take({first}));
  EXPECT_EQ(refusal(w.take({third})), Code::sequence_gap);
  auto forged = second;
  forged.body = R"({"bin":"1"})";
  EXPECT_EQ(refusal(w.take({forged})), Code::event_malformed);
  HubWriter other;
  const auto another = other.write(core::PermitRevoked{"NZ25-000001", "x"}, w.now);
  EXPECT_EQ(refusal(w.take({another})), Code::log_fork);
  EXPECT_EQ(w.stores.hub.head().seq, 1);
  EXPECT_EQ(w.stores.hub.head().hash, first.hash);
  EXPECT_TRUE(w.take({second, third}));
}

TEST(HubFacts, NeverTurnAFullDiskIntoADeadLetter) {
  CheckpointInMemory w;
  std::vector<core::EventRecord> rows;
  for (int i = 0; i < 200; ++i)
    rows.push_back(w.writer.write(
        core::CarrierRecorded{std::to_string(100000000000 + i), std::string(900, 'x'), "", "", ""},
        w.now));
  // Wherever the disk runs full, in the row itself or in what it means.
  std::int64_t pages = 1;
  for (; pages < 1000; ++pages) {
    w.db.limit_pages(pages);
    const auto taken = w.take(rows);
    if (taken) break;
    ASSERT_EQ(taken.error().code, Code::database_full) << taken.error().detail;
    ASSERT_EQ(w.stores.hub.head().seq, 0);
  }
  EXPECT_GT(pages, 100);
  EXPECT_EQ(w.stores.hub.dead_letters(), 0);
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_EQ(w.stores.hub.head().seq, 200);
}

TEST(HubFacts, AnnulAPortalBookingOfAVehicleThatHasAnActiveOne) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  const auto slot = w.now + std::chrono::hours{3};
  w.hub({core::PortalBookingMade{"NZ25-H000500", truck.plate, "050540004567", "С.", slot,
                                 slot + core::minutes{60}}});
  EXPECT_EQ(w.stores.bookings.find("NZ25-H000500")->state, core::BookingState::annulled);
  EXPECT_EQ(w.stores.bookings.active_of(truck.plate)->booking_no, truck.booking_no);
  EXPECT_TRUE(w.has_incident("booking_conflict"));
}

TEST(HubFacts, WithdrawNoBookingOfAVehicleThatIsInside) {
  CheckpointInMemory w;
  const Truck truck = w.inside(1);
  w.hub({core::PortalBookingWithdrawn{truck.booking_no, "changed his mind"}});
  EXPECT_EQ(w.booking_state(truck), core::BookingState::on_territory);
  EXPECT_EQ(w.stores.hub.dead_letters(), 1);
}

TEST(HubFacts, NeverChangeASupplementThatWasFormed) {  // I6
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.pay(truck);
  const auto before = *w.stores.applications.find(truck.application_no)->supplement;
  auto text = before;
  text.cargo_name = "алтын";
  w.hub({core::SupplementFormed{truck.application_no, text}});
  EXPECT_EQ(*w.stores.applications.find(truck.application_no)->supplement, before);
  EXPECT_EQ(w.stores.hub.dead_letters(), 1);
}

}  // namespace
}  // namespace otkel::app::test
