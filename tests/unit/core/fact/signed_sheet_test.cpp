// Which sheets are signed, and what of them.
#include "core/fact/signed_sheet.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

SheetHead head() {
  SheetHead head;
  head.site = "nur-zholy";
  head.officer = "А. Сейтқали";
  return head;
}

LossAct loss() {
  LossAct act{head(), {}};
  act.act.blank = "C00000017";
  act.act.application_no = "NZ25-000123";
  act.act.plate = "123ABC05";
  act.act.carrier_name = "«Жол» ЖШС";
  act.act.carrier_bin = "050140000013";
  act.act.at = parse_iso("2025-05-20T09:00:00.750Z").value();
  act.act.reason = "lost";
  act.act.second_officer = "Б. Нұрланова";
  return act;
}

NoFaultSlip slip() {
  NoFaultSlip slip;
  slip.head = head();
  slip.plate = "123ABC05";
  slip.booking_no = "NZB25-000731";
  slip.from = parse_iso("2025-05-20T04:00:00Z").value();
  slip.reason = "storm";
  return slip;
}

TEST(SignedSheet, IsAnActOrANoFaultSlip) {
  EXPECT_EQ(signed_sheet(ReturnAct{head(), {}})->document, "return_act");
  EXPECT_EQ(signed_sheet(loss())->document, "loss_act");
  EXPECT_EQ(signed_sheet(slip())->document, "no_fault_slip");
  for (const Document& other :
       {Document{SupplementPrint{}}, Document{QueueTicket{}}, Document{CallSlip{}},
        Document{StockReceipt{}}, Document{ShiftReport{}}, Document{TestPage{}}})
    EXPECT_FALSE(signed_sheet(other)) << type_of(other);
}

TEST(SignedSheet, NamesBlankVehicleAndTimeOfAnAct) {
  const auto sheet = signed_sheet(loss()).value();
  EXPECT_EQ(sheet.number, "C00000017");
  EXPECT_EQ(sheet.plate, "123ABC05");
  EXPECT_EQ(sheet.from, loss().act.at);
  EXPECT_FALSE(sheet.until);
}

TEST(SignedSheet, NamesBookingVehicleAndTimesOfASlip) {
  auto ended = slip();
  ended.until = ended.from + std::chrono::hours(5);
  const auto sheet = signed_sheet(ended).value();
  EXPECT_EQ(sheet.number, "NZB25-000731");
  EXPECT_EQ(sheet.from, ended.from);
  EXPECT_EQ(sheet.until, ended.until);
}

TEST(SignedSheet, HasEveryValueOfThePaper) {
  EXPECT_EQ(
      signed_sheet(loss())->values,
      (std::vector<std::string>{"C00000017", "NZ25-000123", "123ABC05", "«Жол» ЖШС", "050140000013",
                                "2025-05-20T09:00:00Z", "lost", "А. Сейтқали", "Б. Нұрланова"}));
  EXPECT_EQ(signed_sheet(slip())->values,
            (std::vector<std::string>{"NZB25-000731", "123ABC05", "2025-05-20T04:00:00Z", "",
                                      "storm", "А. Сейтқали"}));
}

TEST(SheetHashInput, PutsTheLengthBeforeTypeAndValues) {
  EXPECT_EQ(sheet_hash_input("no_fault_slip", {"NZB25-000731", "", "жол"}),
            "otkel-sheet-1;13:no_fault_slip;12:NZB25-000731;0:;6:жол;");
}

}  // namespace
}  // namespace otkel::core
