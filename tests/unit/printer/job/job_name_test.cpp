// Names of attempts that no supplement is printed by.
#include "printer/job/job_name.hpp"

#include <gtest/gtest.h>

#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

TEST(PreparedJob, IsNamedByTypeSubjectTimeAndAttemptIfItIsNoSupplement) {
  core::SheetHead head;
  head.site = "bakhty";
  head.printed_at = printer_test::sample_now();
  head.attempt = 2;
  const std::string end = "-20250520T030405-2";
  const std::vector<std::pair<core::Document, std::string>> cases{
      {core::QueueTicket{.head = head, .plate = "", .booking_no = "BAB25-000007"},
       "queue_ticket-BAB25-000007"},
      {core::CallSlip{.head = head, .plate = "", .booking_no = "BAB25-000007"},
       "call_slip-BAB25-000007"},
      {core::ReturnAct{.head = head, .act = {.blank = "C00000017"}}, "return_act-C00000017"},
      {core::LossAct{.head = head, .act = {.blank = "C00000017"}}, "loss_act-C00000017"},
      {core::StockReceipt{.head = head, .batch = "2025/3"}, "stock_receipt-2025_3"},
      {core::ShiftReport{.head = head}, "shift_report-bakhty"},
      {core::NoFaultSlip{.head = head, .plate = "123ABC05", .booking_no = ""},
       "no_fault_slip-123ABC05"},
      {core::TestPage{.head = head, .device = ""}, "test_page-bakhty"}};
  for (const auto& [document, name] : cases) EXPECT_EQ(job_name(document), name + end);
}

}  // namespace
}  // namespace otkel::printer
