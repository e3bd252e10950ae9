// Booking, checking in, calling; and what falls due by itself.
#include <gtest/gtest.h>

#include "firmware-daemon/app/book_slot.hpp"
#include "firmware-daemon/app/calendar_worker.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/export_permits.hpp"
#include "firmware-daemon/app/receive_blanks.hpp"
#include "tests/unit/firmware-daemon/app/world.hpp"

namespace otkel::app::test {
namespace {

using core::BookingState;
using std::chrono::hours;

Result<store::BookingRow> book(World& w, const std::string& plate, Instant slot) {
  return w.as("kiosk", [&](Context& c) { return book_slot(c, {plate, slot}); });
}
Result<store::BookingRow> find(World& w, const std::string& text) {
  return w.as("kiosk", [&](Context& c) { return look_up(c, text); });
}

/// Cards only, so that the vehicles are free to book.
void cards(World& w, int count) {
  for (int n = 1; n <= count; ++n) {
    core::PermitCardRecorded card;
    card.bin = "050540004567";
    card.plate = std::to_string(100 + n) + "KAZ05";
    w.hub({card});
  }
}

TEST(BookSlot, SellsTheCheckpointsShareOfASlotAndNotOneMore) {
  World w;
  cards(w, 20);
  const auto slots = w.as("kiosk", [&](Context& c) {
                        return Result<std::vector<SlotView>>(list_slots(c, date_of("2025-05-20")));
                      }).value();
  ASSERT_EQ(slots.size(), 13U) << "14 hours are open, one of them has passed";
  const auto slot = slots.back();
  const auto free = static_cast<int>(slot.free);
  ASSERT_GT(free, 3);
  for (int n = 1; n <= free; ++n)
    EXPECT_TRUE(book(w, std::to_string(100 + n) + "KAZ05", slot.slot_start)) << n;
  EXPECT_EQ(refusal(book(w, "120KAZ05", slot.slot_start)), Code::slot_full);
}

TEST(BookSlot, RefusesWhatNoSlotCardOrSecondBookingAllows) {
  World w;
  cards(w, 2);
  const auto at = time_of("2025-05-20T06:00:00Z");
  EXPECT_EQ(refusal(book(w, "999ZZZ01", at)), Code::no_permit_card);
  EXPECT_EQ(refusal(book(w, "!", at)), Code::plate_malformed);
  EXPECT_EQ(refusal(book(w, "101KAZ05", at + core::minutes{1})), Code::slot_closed);
  EXPECT_EQ(refusal(book(w, "101KAZ05", time_of("2025-05-20T03:00:00Z"))), Code::too_late);
  const auto booked = book(w, "101KAZ05", at);
  ASSERT_TRUE(booked);
  EXPECT_EQ(booked->booking_no, "NZ25-E000001");
  EXPECT_EQ(refusal(book(w, "101 kaz 05", at + hours{1})), Code::vehicle_has_active_booking);
  EXPECT_EQ(book(w, "102KAZ05", at).value().booking_no, "NZ25-E000002");
}

TEST(CheckIn, FindsATruckByApplicationBookingOrPlate) {
  World w;
  const Truck truck = w.book(42);
  for (const char* text : {"42", "nz25-42", "NZ25-H000042", "042 kaz 05", "042КАZ05"})
    EXPECT_EQ(find(w, text).value().booking_no, truck.booking_no) << text;
  EXPECT_EQ(refusal(find(w, "43")), Code::application_not_found);
  EXPECT_EQ(refusal(find(w, "999ZZZ01")), Code::booking_not_found);
}

TEST(CheckIn, IsForTheWindowAroundTheSlotAndTwiceIsOnce) {
  World w;
  const Truck late = w.book(1, 9), early = w.book(2, 12);
  EXPECT_EQ(refusal(w.check_in(early)), Code::too_early);
  EXPECT_TRUE(w.check_in(late));
  EXPECT_TRUE(w.check_in(late));
  EXPECT_EQ(w.events_of("booking_moved").size(), 1U);
  w.now += hours{7};
  EXPECT_EQ(refusal(w.check_in(early)), Code::too_late);
}

TEST(CallTruck, CallsInTheOrderOfTheSlotsAndWantsAGroundOutOfTurn) {
  World w;
  const Truck later = w.book(1, 10), first = w.book(2, 9);
  EXPECT_TRUE(w.check_in(later));
  EXPECT_TRUE(w.check_in(first));
  const auto call = [&](const CallTruck& which) {
    return w.as("officer:aliya", [&](Context& c) { return call_truck(c, which); });
  };
  EXPECT_EQ(refusal(call({later.booking_no, "2", {}})), Code::reason_missing);
  EXPECT_EQ(call({{}, "2", {}}).value().booking_no, first.booking_no);
  EXPECT_EQ(refusal(call({first.booking_no, "2", "animals"})), Code::booking_wrong_state);
  EXPECT_EQ(call({{}, "1", {}}).value().booking_no, later.booking_no);
  EXPECT_EQ(refusal(call({{}, "1", {}})), Code::booking_not_found);
}

TEST(Calendar, MarksNoShowsAndLapsesSupplementsThatRanOut) {
  World w;
  const Truck absent = w.book(1), present = w.book(2);
  w.pay(absent);
  EXPECT_TRUE(w.check_in(present));
  const auto settle = [&] {
    EXPECT_TRUE(w.as("system", [&](Context& c) { return settle_calendar(c); }));
  };
  w.now = time_of("2025-05-20T07:59:00Z");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked);
  w.now = time_of("2025-05-20T08:00:00Z");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::no_show);
  EXPECT_EQ(w.booking_state(present), BookingState::checked_in);
  w.now = time_of("2025-06-18T18:59:00Z");
  settle();
  EXPECT_EQ(w.state(absent), core::ApplicationState::supplement_formed);
  w.now = time_of("2025-06-18T19:00:00Z");
  settle();
  EXPECT_EQ(w.state(absent), core::ApplicationState::lapsed);
}

TEST(Calendar, StopsIssuingWhileTheClockStandsBehindTheLog) {
  World w;
  w.blanks(2);
  const Truck truck = w.inside(1);
  auto worker = calendar_worker(ClockWatch::on);
  const auto step = [&](milliseconds boot) {
    Context c = w.context("system");
    return worker.step(c, boot);
  };
  EXPECT_EQ(step(milliseconds{0}), milliseconds{1000});
  EXPECT_TRUE(w.issue(truck));
  w.now -= hours{2};
  step(milliseconds{1000});
  EXPECT_FALSE(w.around.clock_trusted);
  EXPECT_TRUE(w.has_incident("clock_jumped"));
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::clock_untrusted);
  w.now += hours{2};
  step(milliseconds{2000});
  EXPECT_TRUE(w.around.clock_trusted);
}

TEST(Calendar, DistrustsAClockThatWentBackWhileTheDaemonWasDown) {
  World w;
  w.book(1);
  w.now -= hours{1};
  auto worker = calendar_worker(ClockWatch::on);
  Context c = w.context("system");
  worker.step(c, milliseconds{0});
  EXPECT_FALSE(w.around.clock_trusted);
}

TEST(ReceiveBlanks, TakesEachNumberOnceAndOnlyAsTheCentreAnnouncedIt) {  // I8
  World w;
  w.hub({core::BlanksDispatched{"B-7", "C00000100", 10}});
  const auto receive = [&](const ReceiveBlanks& d) {
    return w.as("officer:aliya", [&](Context& c) { return receive_blanks(c, d); });
  };
  EXPECT_EQ(refusal(receive({"B-7", "C00000100", 9})), Code::version_conflict);
  EXPECT_TRUE(receive({"B-7", "C00000100", 10}));
  EXPECT_EQ(refusal(receive({"B-7", "C00000100", 10})), Code::batch_overlaps);
  EXPECT_EQ(refusal(receive({"B-8", "C00000109", 5})), Code::batch_overlaps);
  EXPECT_EQ(refusal(receive({"B-9", "X", 5})), Code::blank_number_malformed);
  EXPECT_EQ(refusal(receive({"B-9", "C00000200", 0})), Code::value_malformed);
  EXPECT_EQ(w.statistics().counts.received, 10);
  EXPECT_TRUE(w.statistics().stock_adds_up);
}

TEST(ExportPermits, HoldsOneLineForEveryNumberThatWasGiven) {
  World w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  w.issued(2);
  EXPECT_TRUE(w.exit(truck));
  Context c = w.context();
  const auto text = export_permits(c);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
  for (const char* part : {"C00000001", "C00000002", "050540004567", "001KAZ05"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
  EXPECT_EQ(text.find("C00000003"), std::string::npos);
}

TEST(ConsoleView, ShowsWhoWaitsWhoIsInsideAndWhatWaitsForAnOfficer) {
  World w;
  w.blanks(5);
  const Truck waiting = w.book(1), inside = w.inside(2);
  EXPECT_TRUE(w.check_in(waiting));
  EXPECT_TRUE(w.issue(inside));
  EXPECT_TRUE(w.camera(w.visit(core::CameraRole::gate_in, "QQ")));
  Context c = w.context();
  const auto view = console_view(c);
  ASSERT_EQ(view.waiting.size(), 1U);
  EXPECT_EQ(view.waiting.front().plate, waiting.plate);
  ASSERT_EQ(view.inside.size(), 1U);
  EXPECT_EQ(view.inside.front().blank, "C00000001");
  EXPECT_EQ(view.visits.size(), 1U);
  EXPECT_EQ(view.print_jobs.size(), 1U);
  EXPECT_EQ(view.stock.next_number, "C00000002");
  EXPECT_TRUE(view.stock.low);
}

}  // namespace
}  // namespace otkel::app::test
