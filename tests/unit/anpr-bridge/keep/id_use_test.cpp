// Ids that mean a vehicle, and ids that mean nothing.
#include "anpr-bridge/keep/id_use.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::noon;
using test::read_of;
using test::seconds;

constexpr std::chrono::milliseconds kGap{10'000};

struct Camera {
  IdUse ids;
  IdUse::Verdict see(const std::string& plate, const std::string& id, core::Instant when) {
    return ids.use(read_of(plate, id), when, kGap);
  }
};

TEST(IdUse, BelievesAnIdOfOnePlateHoweverItIsCorrected) {
  Camera camera;
  int second = 0;
  for (const char* text : {"123AB", "123ABC02", "128ABC02", "123A8C02", "", "123ABC02"}) {
    const auto verdict = camera.see(text, "car-17", noon() + seconds(++second));
    EXPECT_FALSE(verdict.worn) << text;
    EXPECT_FALSE(verdict.other_just_now) << text;
  }
}

TEST(IdUse, SeesThatOneIdIsUsedForPlatesWithNothingInCommon) {
  Camera camera;
  int second = 0;
  EXPECT_FALSE(camera.see("111AAA02", "X", noon()).worn);
  for (const char* plate : {"777QQQ05", "333CCC02", "888BBB01", "111AAA02"}) {
    const auto verdict = camera.see(plate, "X", noon() + seconds(++second));
    EXPECT_TRUE(verdict.worn) << plate;
    EXPECT_TRUE(verdict.other_just_now) << plate;
  }
}

TEST(IdUse, RemembersAWornIdAfterTheGapButRaisesNoDoubtThen) {
  Camera camera;
  camera.see("111AAA02", "X", noon());
  const auto later = camera.see("777QQQ05", "X", noon() + seconds(600));
  EXPECT_TRUE(later.worn);
  EXPECT_FALSE(later.other_just_now);
  EXPECT_TRUE(camera.see("778QQQ05", "X", noon() + seconds(601)).worn) << "a neighbour's plate";
}

TEST(IdUse, HasNoOpinionOnReadsWithoutAnId) {
  Camera camera;
  camera.see("111AAA02", "", noon());
  EXPECT_FALSE(camera.see("777QQQ05", "", noon() + seconds(1)).worn);
}

TEST(IdUse, ForgetsAfterADayBecauseTrackersCountAgain) {
  Camera camera;
  camera.see("111AAA02", "1", noon());
  EXPECT_FALSE(camera.see("777QQQ05", "1", noon() + std::chrono::hours{25}).worn);
}

TEST(IdUse, RemembersTheIdsUsedLastInAFlood) {
  Camera camera;
  camera.see("111AAA02", "X", noon());
  for (int i = 0; i < 1000; ++i) {
    camera.see("222BBB02", "id-" + std::to_string(i), noon() + seconds(i));
    if (i % 50 == 0) camera.see("111AAA02", "X", noon() + seconds(i));
  }
  EXPECT_TRUE(camera.see("777QQQ05", "X", noon() + seconds(1001)).worn);
}

TEST(IdUse, ComparesTheOtherReadingsToo) {
  Camera camera;
  auto read = read_of("123A8C02", "X");
  read.others.push_back({"987XYZ05", std::nullopt});
  camera.ids.use(read, noon(), kGap);
  EXPECT_FALSE(camera.see("987XYZ05", "X", noon() + seconds(2)).worn);
}

}  // namespace
}  // namespace otkel::anpr
