// What stands on each sheet, who may wish for it, and when there is nothing to print yet.
#include "firmware-daemon/app/print_document.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/views.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::OfficerRole;
using std::chrono::hours;
using std::chrono::minutes;
using store::PrintState;

struct PrintDocument : testing::Test {
  CheckpointInMemory w;
  Result<store::PrintJobRow> request(const DocumentRequest& wanted,
                                     OfficerRole role = OfficerRole::officer) {
    return w.as("officer:aliya", [&](Context& c) { return print_document(c, wanted, role); });
  }
  template <class Sheet>
  Sheet sheet(const DocumentRequest& wanted, OfficerRole role = OfficerRole::officer) {
    const auto job = request(wanted, role);
    EXPECT_TRUE(job) << job.error().detail;
    return job ? std::get<Sheet>(job->payload) : Sheet{};
  }
  Result<store::PrintJobRow> own_ticket(const Truck& truck) {
    return w.as("kiosk", [&](Context& c) { return print_own_ticket(c, truck.booking_no); });
  }
};

TEST_F(PrintDocument, PrintsATicketOnlyAfterTheCheckIn) {
  const Truck first = w.book(1), second = w.book(2);
  EXPECT_EQ(refusal(own_ticket(second)), Code::booking_wrong_state);
  ASSERT_TRUE(w.check_in(first));
  ASSERT_TRUE(w.check_in(second));
  const auto job = own_ticket(second);
  ASSERT_TRUE(job) << job.error().detail;
  const auto& ticket = std::get<core::QueueTicket>(job->payload);
  EXPECT_EQ(ticket.place, 2);
  EXPECT_EQ(ticket.plate, second.plate);
  EXPECT_EQ(ticket.booking_no, second.booking_no);
  EXPECT_EQ(ticket.head.officer, "") << "nobody stood by";
  EXPECT_EQ(ticket.head.checkpoint_zh, "霍尔果斯");
  EXPECT_EQ(ticket.head.checkpoint_ru, "Нур Жолы");
  EXPECT_FALSE(ticket.late);
}

TEST_F(PrintDocument, PrintsTheDriversTicketOnceHoweverOftenItIsAskedFor) {
  const Truck truck = w.book(1);
  ASSERT_TRUE(w.check_in(truck));
  const auto id = own_ticket(truck).value().id;
  EXPECT_EQ(own_ticket(truck)->id, id);
  w.print();
  EXPECT_EQ(own_ticket(truck)->state, PrintState::confirmed);
  EXPECT_EQ(w.print(), 0);
}

TEST_F(PrintDocument, RetriesTheDriversTicketIfItFailedAndNotIfItsEndIsUnknown) {
  const Truck truck = w.book(1);
  ASSERT_TRUE(w.check_in(truck));
  ASSERT_TRUE(own_ticket(truck));
  w.print(core::PrintResult::failed_safe);
  EXPECT_EQ(own_ticket(truck)->attempt, 1);
  w.print(core::PrintResult::unknown);
  EXPECT_EQ(own_ticket(truck)->state, PrintState::unknown);
  EXPECT_EQ(w.print(), 0);
}

TEST_F(PrintDocument, KeepsThePlaceInTheQueueWhateverHappensToThePaper) {
  const Truck truck = w.book(1);
  ASSERT_TRUE(w.check_in(truck));
  ASSERT_TRUE(own_ticket(truck));
  w.print(core::PrintResult::failed_safe);
  EXPECT_EQ(w.booking_state(truck), core::BookingState::checked_in);
  Context c = w.context("kiosk");
  EXPECT_EQ(kiosk_card(c, *w.stores.bookings.find(truck.booking_no)).place, 1);
}

TEST_F(PrintDocument, PrintsTheLaneAndTheGroundOnTheCallSlip) {
  const Truck truck = w.paid(1), other = w.paid(2);
  ASSERT_TRUE(w.check_in(truck));
  EXPECT_EQ(refusal(request(core::CallSlip::Request{truck.booking_no})), Code::booking_wrong_state);
  ASSERT_TRUE(w.check_in(other));
  ASSERT_TRUE(w.call(other));
  const auto slip = sheet<core::CallSlip>(core::CallSlip::Request{other.booking_no});
  EXPECT_EQ(slip.lane, "1");
  EXPECT_EQ(slip.ground, "Тез бұзылатын жүк / Скоропортящийся груз");
  EXPECT_EQ(slip.called_at, w.now);
  EXPECT_EQ(slip.application_no, other.application_no);
}

TEST_F(PrintDocument, SpeaksTheDriversLanguageOnTicketAndCallSlip) {
  const Truck truck = w.paid(1), other = w.paid(2);
  ASSERT_TRUE(w.check_in(truck) && w.check_in(other));
  const auto ticket = w.as("kiosk", [&](Context& c) {
    return print_own_ticket(c, truck.booking_no, core::DriverLanguage::ug);
  });
  EXPECT_EQ(std::get<core::QueueTicket>(ticket->payload).language, core::DriverLanguage::ug);
  ASSERT_TRUE(w.call(truck));
  const auto slip = sheet<core::CallSlip>(core::CallSlip::Request{truck.booking_no});
  EXPECT_EQ(slip.language, core::DriverLanguage::ug) << "that of the ticket";
  ASSERT_TRUE(w.call(other));
  const core::CallSlip::Request in_english{other.booking_no, core::DriverLanguage::en};
  EXPECT_EQ(sheet<core::CallSlip>(in_english).language, core::DriverLanguage::en);
}

TEST_F(PrintDocument, PutsBothOfficersOnTheLossAct) {
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_EQ(refusal(request(core::LossAct::Request{number})), Code::blank_wrong_state);
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return lose_blank(c, number, "the driver lost it (at the weigh-bridge)", with("bolat"));
  }));
  const auto lost_at = w.now;
  w.now += minutes{5};
  const auto act = sheet<core::LossAct>(core::LossAct::Request{number}).act;
  EXPECT_EQ(act.blank, number);
  EXPECT_EQ(act.application_no, truck.application_no);
  EXPECT_EQ(act.plate, truck.plate);
  EXPECT_EQ(act.carrier_name, "Сынақ Транс ЖШС");
  EXPECT_EQ(act.reason, "the driver lost it (at the weigh-bridge)");
  EXPECT_EQ(act.second_officer, "Болат Сейітов");
  EXPECT_EQ(act.at, lost_at);
  EXPECT_EQ(refusal(request(core::ReturnAct::Request{number})), Code::blank_wrong_state);
}

TEST_F(PrintDocument, PutsTheReturnOfABlankOnItsAct) {
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return return_blank(c, number, "the road is closed", with("berik"));
  }));
  const auto act = sheet<core::ReturnAct>(core::ReturnAct::Request{number}).act;
  EXPECT_EQ(act.reason, "the road is closed");
  EXPECT_EQ(act.second_officer, "Берік Оспанов");
}

TEST_F(PrintDocument, PutsNobodysNameOnAnActBecauseSomebodyTypedIt) {
  w.blanks(5);
  const auto first = w.number(w.issued(1)), second = w.number(w.issued(2));
  // The rule wants a second officer for both; the row alone says who it was.
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return return_blank(c, first, "the road is closed (with berik)", with("bolat"));
  }));
  auto act = sheet<core::ReturnAct>(core::ReturnAct::Request{first}).act;
  EXPECT_EQ(act.reason, "the road is closed (with berik)");
  EXPECT_EQ(act.second_officer, "Болат Сейітов");
  EXPECT_TRUE(w.db.transact([&]() -> Result<void> {
    auto row = *w.stores.blanks.find(second);
    row.state = core::BlankState::returned;
    row.reason = "the road is closed (with berik)";
    return w.stores.blanks.update(row), Result<void>{};
  }));
  act = sheet<core::ReturnAct>(core::ReturnAct::Request{second}).act;
  EXPECT_EQ(act.reason, "the road is closed (with berik)");
  EXPECT_EQ(act.second_officer, "");
}

TEST_F(PrintDocument, CountsTheStockOnAReceiptAsItWasThen) {
  w.blanks(5);
  w.now += minutes{1};
  w.blanks(3);
  w.now += minutes{1};
  w.issued(1);
  const auto receipt = sheet<core::StockReceipt>(core::StockReceipt::Request{"B6"});
  EXPECT_EQ(receipt.first, "C00000006");
  EXPECT_EQ(receipt.last, "C00000008");
  EXPECT_EQ(receipt.count, 3);
  EXPECT_EQ(receipt.in_stock_before, 5);
  EXPECT_EQ(receipt.in_stock_after, 8);
  EXPECT_EQ(refusal(request(core::StockReceipt::Request{"B99"})), Code::batch_not_found);
}

TEST_F(PrintDocument, AddsUpTheShiftSinceTheReportBefore) {  // I7, I8
  w.blanks(10);
  w.issued(1);
  w.now += hours{1};
  const auto first = sheet<core::ShiftReport>(core::ShiftReport::Request{}, OfficerRole::senior);
  EXPECT_EQ(first.from, time_of("2025-05-19T19:00:00Z")) << "midnight at the checkpoint";
  EXPECT_EQ(first.received, 10);
  EXPECT_EQ(first.issued, 1);
  EXPECT_EQ(first.in_stock_before, 0);
  EXPECT_EQ(first.in_stock_after, 9);
  w.print();
  w.now += hours{1};
  const Truck second = w.issued(2);
  ASSERT_TRUE(w.exit(second));
  w.now += hours{1};
  const auto report = sheet<core::ShiftReport>(core::ShiftReport::Request{}, OfficerRole::senior);
  EXPECT_EQ(report.from, first.until);
  EXPECT_EQ(report.received, 0);
  EXPECT_EQ(report.allocated, 1);
  EXPECT_EQ(report.issued, 1);
  EXPECT_EQ(report.redeemed, 1);
  EXPECT_EQ(report.in_stock_before, 9);
  EXPECT_EQ(report.in_stock_after, 8);
  EXPECT_EQ(report.in_zone, 1);
  EXPECT_EQ(report.trucks_inside, 1);
  EXPECT_EQ(report.in_zone_before, 1);
  EXPECT_EQ(report.left_stock, 0);
  EXPECT_EQ(report.not_issued, 0);
  EXPECT_EQ(w.statistics().in_zone_by_blanks, report.in_zone);
}

TEST_F(PrintDocument, RepeatsAShiftReportThatWasNeverPrinted) {
  w.blanks(10);
  w.now += hours{1};
  const auto first = sheet<core::ShiftReport>(core::ShiftReport::Request{}, OfficerRole::senior);
  w.print(core::PrintResult::failed_safe);
  w.now += hours{1};
  const auto report = sheet<core::ShiftReport>(core::ShiftReport::Request{}, OfficerRole::senior);
  EXPECT_EQ(report.from, first.from);
  EXPECT_EQ(report.received, 10);
}

TEST_F(PrintDocument, NamesTheOpenIncidentsOfAShift) {
  ASSERT_TRUE(w.as("system", [](Context& c) -> Result<void> {
    open_incident(c, core::IncidentKind::print_unknown, "C00000009", "");
    return {};
  }));
  w.now += hours{1};
  const auto report = sheet<core::ShiftReport>(core::ShiftReport::Request{}, OfficerRole::senior);
  ASSERT_EQ(report.incidents.size(), 1U);
  EXPECT_TRUE(report.incidents[0].ends_with(
      ": Басып шығару нәтижесі белгісіз / Итог печати неизвестен · C00000009"))
      << report.incidents[0];
}

TEST_F(PrintDocument, WritesTheTimesOfADelayAndWhy) {
  const Truck truck = w.book(1), other = w.book(2);
  const auto from = w.now - hours{3};
  const auto slip = sheet<core::NoFaultSlip>(
      core::NoFaultSlip::Request{truck.booking_no, from, w.now - hours{1}, "дауыл, жол жабық"});
  EXPECT_EQ(slip.plate, truck.plate);
  EXPECT_EQ(slip.from, from);
  EXPECT_EQ(slip.until, w.now - hours{1});
  EXPECT_EQ(slip.reason, "дауыл, жол жабық");
  const auto no_fault = [&](Instant begin, std::optional<Instant> end, const char* why) {
    return refusal(request(core::NoFaultSlip::Request{truck.booking_no, begin, end, why}));
  };
  EXPECT_EQ(no_fault(from, from - minutes{1}, "storm"), Code::value_malformed);
  EXPECT_EQ(no_fault(w.now + minutes{1}, {}, "storm"), Code::value_malformed);
  EXPECT_EQ(no_fault(w.now - hours{24 * 367}, {}, "storm"), Code::value_malformed);
  EXPECT_EQ(no_fault(from, {}, "  "), Code::reason_missing);
  EXPECT_EQ(no_fault(from, {}, "storm \U0001F32A"), Code::page_has_unknown_glyphs);
  const auto folded = sheet<core::NoFaultSlip>(core::NoFaultSlip::Request{
      other.booking_no, from, {}, std::string(200, '\n') + "storm\n\nand snow"});
  EXPECT_EQ(folded.reason, "storm and snow");
}

TEST_F(PrintDocument, LetsEachRolePrintWhatIsItsOwn) {
  w.blanks(1);
  w.now += minutes{1};
  w.around.printer.device = "usb:SN0001";
  EXPECT_EQ(refusal(request(core::ShiftReport::Request{}, OfficerRole::officer)), Code::forbidden);
  EXPECT_EQ(refusal(request(core::ShiftReport::Request{}, OfficerRole::technician)),
            Code::forbidden);
  EXPECT_EQ(refusal(request(core::StockReceipt::Request{"B1"}, OfficerRole::technician)),
            Code::forbidden);
  EXPECT_EQ(sheet<core::TestPage>(core::TestPage::Request{}, OfficerRole::technician).device,
            "usb:SN0001");
}

}  // namespace
}  // namespace otkel::app::test
