// The figures of a shift add up to what the stock and the zone hold.
#include "core/permit/shift.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

NumberAllocated gave(const char* application, const char* blank) {
  NumberAllocated fact;
  fact.steps = {{application, blank}};
  return fact;
}

TEST(ShiftFigures, AreComputedBackFromTheCurrentStock) {
  const std::vector<Event> facts{BlanksReceived{"B2", "C1", 50},
                                 gave("A1", "C1"),
                                 gave("A2", "C2"),
                                 gave("A3", "C3"),
                                 PermitIssued{"A1", "C1", "P", "B", "MAN"},
                                 PermitIssued{"A2", "C2", "P", "B", "MAN"},
                                 PermitRedeemed{"A1", "C1", {}, "exact"},
                                 BlankEnded{"C3", BlankState::spoiled, "A3", "torn"},
                                 BlankEnded{"C8", BlankState::spoiled, "A8", "wet"},
                                 BlankEnded{"C9", BlankState::lost, {}, "missing in the batch"},
                                 BlankEnded{"C4", BlankState::returned, "A4", "turned back"},
                                 BlankEnded{"C5", BlankState::returned, "A5", "turned back"},
                                 BlankEnded{"C6", BlankState::annulled, "A6", "violation"},
                                 BookingMoved{"N", "call", "called", ""}};
  BlankCounts now;
  now.in_stock = 56;
  now.issued_now = 4;
  ShiftReport report;
  const auto was_issued = [](const std::string& blank) { return blank != "C3"; };
  add_up_shift(facts, now, was_issued, report);
  EXPECT_EQ(report.received, 50);
  EXPECT_EQ(report.allocated, 3);
  EXPECT_EQ(report.issued, 2);
  EXPECT_EQ(report.redeemed, 1);
  EXPECT_EQ(report.spoiled, 1);
  EXPECT_EQ(report.lost, 0) << "C9 was never handed over";
  EXPECT_EQ(report.returned, 2);
  EXPECT_EQ(report.annulled, 1);
  EXPECT_EQ(report.in_stock_before, 56 - 50 + 3 + 1);
  EXPECT_EQ(report.in_stock_after, 56);
  EXPECT_EQ(report.in_zone, 4);
  EXPECT_EQ(report.left_stock, 1);
  EXPECT_EQ(report.not_issued, 1);
  EXPECT_EQ(report.in_stock_before + report.received - report.allocated - *report.left_stock,
            report.in_stock_after);
  EXPECT_EQ(*report.in_zone_before + report.issued - report.redeemed - report.returned -
                report.lost - report.annulled - report.spoiled,
            report.in_zone);
}

TEST(ShiftFigures, AreZeroIfNothingHappened) {
  BlankCounts now;
  now.in_stock = 7;
  ShiftReport report;
  add_up_shift({}, now, [](const std::string&) { return true; }, report);
  EXPECT_EQ(report.in_stock_before, 7);
  EXPECT_EQ(report.in_stock_after, 7);
  EXPECT_EQ(report.issued + report.returned + report.annulled, 0);
}

}  // namespace
}  // namespace otkel::core
