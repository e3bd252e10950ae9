// From the checkpoints' facts to the tables: what cannot be read, bookings, incidents.
#include "sync/hub/app/projection.hpp"

#include "tests/unit/sync/hub/app/crossing.hpp"

namespace otkel::hub::test {
namespace {

using core::BlankState;
using core::Site;

TEST(Projection, DeadLettersAnInvalidEventAndContinues) {
  Permit p;
  deliver(p.hub, p.edge.site,
          {p.edge.raw("no_such_fact", "{}"), p.edge.raw("permit_issued", "not json"),
           p.edge.fact(core::PermitIssued{"NZ25-000777", p.blank, "X", "", ""}),
           p.edge.fact(core::BlankEnded{p.blank, BlankState::lost, {}, "gone"})});
  const auto dead = p.hub.stores.incidents.dead_letters(p.edge.site);
  ASSERT_EQ(dead.size(), 3U);
  EXPECT_EQ(dead[0].code, "event_malformed");
  EXPECT_EQ(dead[2].type, "permit_issued");
  EXPECT_EQ(p.hub.stores.incidents.alarms(p.edge.site).size(), 3U);
  EXPECT_EQ(p.row(p.blank).state, BlankState::lost) << "the line went on";
  const auto progress = p.hub.stores.reading.progress(p.edge.site);
  EXPECT_EQ(progress.projected_seq, progress.head.seq);
}

TEST(Projection, KeepsTheBytesOfANewerCheckpointAndReadsWhatItKnowsOfThem) {
  Permit p;
  const auto newer = p.edge.raw("from_the_future", R"({ "blank":"C00000101", "new":[1.50] })");
  const auto more = p.edge.raw(
      "blank_ended",
      R"({"blank":"C00000101","state":"lost","reason":"gone","second":null,"weight_kg":1.50})");
  deliver(p.hub, p.edge.site, {newer, more});
  EXPECT_EQ(p.row("C00000101").state, BlankState::lost) << "the field is passed over";
  const auto dead = p.hub.stores.incidents.dead_letters(p.edge.site);
  ASSERT_EQ(dead.size(), 1U) << "the fact waits for a program that knows it";
  EXPECT_EQ(dead[0].type, newer.type);
  const auto kept = p.hub.stores.edge_log(p.edge.site).read(p.edge.epoch, newer.seq, INT64_MAX);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].body, newer.body);
  EXPECT_EQ(kept[0].hash, newer.hash);
  EXPECT_EQ(kept[1].body, more.body);
  EXPECT_EQ(kept[1].hash, more.hash);
}

TEST(Projection, StoresBookingsTheCheckpointSold) {
  Hub hub;
  EdgeLogWriter edge;
  const auto bin = hub.carrier(1);
  hub.card("101ABC02", bin);
  deliver(hub, edge.site,
          {edge.fact(core::BookingConfirmed{"NZ25-E000001", "101ABC02", bin, core::Seller::edge,
                                            kSlot, kSlot + std::chrono::minutes{30}})});
  const auto row = hub.stores.bookings.find("NZ25-E000001");
  ASSERT_TRUE(row);
  EXPECT_TRUE(hub.run(
      [&] { return register_application(hub.context, Hub::form(booking_view(*row)), hub.now); }));
}

TEST(Projection, SetsABookingOfTheOtherSellerAside) {
  Hub hub;
  EdgeLogWriter edge;
  const auto bin = hub.carrier(1);
  hub.booking("101ABC02", bin);
  deliver(hub, edge.site,
          {edge.fact(core::BookingConfirmed{"NZ25-E000001", "101ABC02", bin, core::Seller::edge,
                                            kSlot, kSlot + std::chrono::minutes{30}}),
           edge.fact(core::BookingMoved{"NZ25-E000001", "check_in", "checked_in", ""})});
  EXPECT_TRUE(hub.stores.bookings.find("NZ25-E000001")->contested);
  const auto incidents = hub.stores.incidents.list(edge.site);
  ASSERT_EQ(incidents.size(), 1U) << "told once, not at every step";
  EXPECT_EQ(incidents[0].kind, "two_active_bookings");
  EXPECT_TRUE(hub.stores.incidents.dead_letters(edge.site).empty());
}

TEST(Projection, ReportsAnEntryOnABookingThatWasTakenBack) {
  Hub hub;
  EdgeLogWriter edge;
  const auto bin = hub.carrier(1);
  deliver(hub, edge.site,
          {edge.fact(core::BookingConfirmed{"NZ25-E000001", "101ABC02", bin, core::Seller::edge,
                                            kSlot, kSlot + std::chrono::minutes{30}}),
           edge.fact(core::BookingMoved{"NZ25-E000001", "withdraw", "withdrawn", ""}),
           edge.fact(core::BookingMoved{"NZ25-E000001", "enter", "on_territory", ""})});
  const auto incidents = hub.stores.incidents.list(edge.site);
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].kind, "entered_on_withdrawn_booking");
  EXPECT_EQ(hub.stores.bookings.find("NZ25-E000001")->state, core::BookingState::on_territory);
}

TEST(Projection, OpensAnIncidentOfOneKindAboutOneSubjectOnceWhileItIsOpen) {
  Hub hub;
  using Kind = core::IncidentKind;
  const auto open = [&](Kind kind, const char* subject, Site site = Site{"nur-zholy"}) {
    EXPECT_TRUE(hub.run([&]() -> core::Result<void> {
      open_incident(hub.context, site, {kind, subject, "seen again"}, hub.now);
      return {};
    }));
  };
  auto& incidents = hub.stores.incidents;
  open(Kind::two_active_bookings, "NZ25-H000001");
  open(Kind::two_active_bookings, "NZ25-H000001");
  EXPECT_EQ(incidents.list(Site{"nur-zholy"}).size(), 1U);
  open(Kind::two_active_bookings, "NZ25-H000002");
  open(Kind::redeemed_vs_annulled, "NZ25-H000001");
  open(Kind::two_active_bookings, "NZ25-H000001", Site{"dostyk"});
  EXPECT_EQ(incidents.list({}).size(), 4U);
  hub.db.run("UPDATE incident SET closed_utc_ms = 1 WHERE subject = 'NZ25-H000001'");
  open(Kind::two_active_bookings, "NZ25-H000001");
  EXPECT_EQ(incidents.list(Site{"nur-zholy"}).size(), 4U) << "closed, so it is a new one";
}

TEST(Projection, KeepsTheCheckpointsIncidentsAndTheirEnd) {
  Hub hub;
  EdgeLogWriter edge;
  deliver(hub, edge.site,
          {edge.fact(core::IncidentOpened{"NZ-000001", core::IncidentKind::second_exit, "101ABC02",
                                          "again"}),
           edge.fact(core::IncidentClosed{"NZ-000001", "was the trailer"})});
  const auto incidents = hub.stores.incidents.list(Site{"nur-zholy"});
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].origin, core::LogSide::edge);
  EXPECT_EQ(incidents[0].note, "was the trailer");
}

TEST(Projection, ReadsNoEventTwice) {
  Permit p;
  p.issue();
  const auto before = p.hub.stores.blanks.counts(std::nullopt);
  EXPECT_EQ(project(p.hub.context, p.edge.site, 100, p.hub.now).value(), 0);
  EXPECT_EQ(p.hub.stores.blanks.counts(std::nullopt), before);
}

}  // namespace
}  // namespace otkel::hub::test
