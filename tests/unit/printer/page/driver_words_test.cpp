// Five languages, Kazakh beside each.
#include "printer/page/driver_words.hpp"

#include <gtest/gtest.h>

#include "core/value/paper_text.hpp"

namespace otkel::printer {
namespace {

using core::DriverLanguage;

TEST(DriverWords, StandBesideTheKazakhOnesAndThreeWithoutALanguage) {
  EXPECT_EQ(joined(both(kLane, DriverLanguage::zh)), "Жолақ\u00a0/ 车道");
  EXPECT_EQ(joined(both(kLane, DriverLanguage::kk)), "Жолақ");
  EXPECT_EQ(joined(both(kLane, std::nullopt)), "Жолақ\u00a0/ Полоса\u00a0/ 车道");
  EXPECT_EQ(joined(both(kBooking, DriverLanguage::ru)), "Бронь") << "a shared word once";
}

TEST(DriverWords, CanAllBePrinted) {
  for (const auto& words : {kTicketTitle, kCallTitle, kPlate, kPlace, kEntryTime, kBeijingTime,
                            kBooking, kLane, kCalled, kLate, kOutOfTurn, kState, kWait, kDriveIn})
    for (std::size_t i = 0; i < core::EnumWords<DriverLanguage>::words.size(); ++i) {
      const auto text = words.in(static_cast<DriverLanguage>(i));
      EXPECT_FALSE(text.empty()) << words.kk;
      EXPECT_TRUE(core::check_paper_text(text)) << words.kk;
    }
}

TEST(DriverWords, GiveBeijingsTimeToThoseWhoLiveByIt) {
  EXPECT_TRUE(reads_beijing_time(DriverLanguage::zh));
  EXPECT_TRUE(reads_beijing_time(DriverLanguage::ug));
  EXPECT_TRUE(reads_beijing_time(std::nullopt));
  EXPECT_FALSE(reads_beijing_time(DriverLanguage::ru));
}

}  // namespace
}  // namespace otkel::printer
