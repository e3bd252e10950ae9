// Front, rear and direction.
#include "core/plate/vehicle_seen.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

PlateRead front(const std::string& plate) {
  PlateRead read;
  read.plate = plate;
  return read;
}

PlateRead rear(const std::string& plate) {
  PlateRead read = front(plate);
  read.view = View::rear;
  return read;
}

Visit visit_of(std::vector<PlateRead> reads) {
  Visit visit;
  visit.reads = std::move(reads);
  return visit;
}

std::vector<std::string> own_plates(const Visit& visit) {
  std::vector<std::string> plates;
  for (const auto& read : own_plate_reads(visit)) plates.push_back(read.plate);
  return plates;
}

using Plates = std::vector<std::string>;

TEST(OwnPlate, IsTheFrontReadAndTheRearReadOnlyIfItAgrees) {
  EXPECT_EQ(own_plates(visit_of({front("123ABC02"), rear("77DKA02")})), Plates{"123ABC02"});
  EXPECT_EQ(own_plates(visit_of({front("123ABC02"), rear("123 ABC 02")})),
            (Plates{"123ABC02", "123 ABC 02"}));
  EXPECT_EQ(own_plates(visit_of({front(""), rear("123ABC02")})), Plates{""})
      << "what nobody saw in front is not read at the rear";
  EXPECT_EQ(own_plates(visit_of({rear("77DKA02")})), Plates{"77DKA02"});
}

TEST(Trailer, IsReportedByTheRearCameraOrTheMaker) {
  EXPECT_EQ(trailer_seen(visit_of({front("123ABC02"), rear("77 dka 02")})), "77DKA02");
  EXPECT_EQ(trailer_seen(visit_of({front("123ABC02"), rear("123ABC02")})), std::nullopt);
  EXPECT_EQ(trailer_seen(visit_of({front("123ABC02")})), std::nullopt);
  auto paired = front("123ABC02");
  paired.trailer_plate = "77DKA02";
  EXPECT_EQ(trailer_seen(visit_of({paired})), "77DKA02");
  paired.trailer_plate = "123ABC02";
  EXPECT_EQ(trailer_seen(visit_of({paired})), std::nullopt);
}

TEST(Hindrance, IsAnyReasonThatKeepsAVisitFromActing) {
  const auto moving = [](PlateRead read, Motion motion) {
    read.motion = motion;
    return visit_of({front("123ABC02"), std::move(read)});
  };
  EXPECT_EQ(hindrance(visit_of({front("123ABC02")})), Hindrance::none);
  EXPECT_EQ(hindrance(visit_of({rear("123ABC02")})), Hindrance::rear_only);
  EXPECT_EQ(hindrance(moving(front("123ABC02"), Motion::approaching)), Hindrance::none);
  EXPECT_EQ(hindrance(moving(front("123ABC02"), Motion::leaving)), Hindrance::against_direction);
  EXPECT_EQ(hindrance(moving(rear("77DKA02"), Motion::leaving)), Hindrance::none);
  EXPECT_EQ(hindrance(moving(rear("77DKA02"), Motion::approaching)), Hindrance::against_direction);
  Visit late = visit_of({front("123ABC02")});
  late.live = false;
  EXPECT_EQ(hindrance(late), Hindrance::late);
}

TEST(Make, IsTheFirstOneThatACameraReports) {
  auto second = front("123ABC02");
  second.vehicle_make = "MAN";
  EXPECT_EQ(make_seen(visit_of({front("123ABC02"), second})), "MAN");
  EXPECT_EQ(make_seen(visit_of({front("123ABC02")})), "");
}

PlateRead retransmitted(PlateRead read) {
  read.retransmitted = true;
  return read;
}

TEST(OwnPlate, DoesNotTakeALateMessageOfTheFrontForALiveSightOfIt) {
  EXPECT_EQ(
      own_plates(visit_of({front("777XYZ05"), retransmitted(front("123ABC02")), rear("123ABC02")})),
      (Plates{"777XYZ05", "123ABC02"}))
      << "the rear one says what only a late message said";
  auto late = visit_of({retransmitted(front("123ABC02")), rear("123ABC02")});
  late.live = false;
  EXPECT_EQ(own_plates(late), (Plates{"123ABC02", "123ABC02"})) << "here all messages are late";
  EXPECT_EQ(own_plates(visit_of({front(""), rear("")})), Plates{""});
}

TEST(Trailer, IsTheFirstThatIsNotTheTrucksOwn) {
  EXPECT_EQ(trailer_seen(visit_of({front("123ABC02"), rear("123ABC02"), rear("77DKA02")})),
            "77DKA02");
  EXPECT_EQ(trailer_seen(visit_of({front("123ABC02"), rear("")})), std::nullopt);
}

TEST(Hindrance, CountsTheDirectionOfLiveMessagesOnly) {
  auto away = front("123ABC02");
  away.motion = Motion::leaving;
  EXPECT_EQ(hindrance(visit_of({front("123ABC02"), retransmitted(away)})), Hindrance::none);
  EXPECT_EQ(hindrance(visit_of({front("123ABC02"), away})), Hindrance::against_direction);
  EXPECT_EQ(hindrance(visit_of({rear("77DKA02"), front("123ABC02")})), Hindrance::none);
}

}  // namespace
}  // namespace otkel::core
