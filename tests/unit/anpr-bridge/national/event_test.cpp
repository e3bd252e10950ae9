// One visit, one message, to the byte.
#include "anpr-bridge/national/event.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using core::NationalPictures;
using test::noon;
using test::read_of;

core::Visit visit_with(std::vector<core::PlateRead> reads) {
  auto visit = test::visit_of("visit-1", 1, noon());
  visit.reads = std::move(reads);
  return visit;
}

TEST(NationalEvent, IsWrittenLikeTheSampleOfTheInterface) {
  auto read = read_of("123 abc 02");
  read.confidence = 0.975;
  read.others = {{"I23ABC02", 0.4}, {"123ABC02", 0.9}};
  read.vehicle_make = "Volvo";
  read.vehicle_type = "truck";
  const auto event = event_of(visit_with({read}));
  ASSERT_TRUE(event);
  EXPECT_EQ(to_json(*event, test::drawn_jpeg("a"), NationalPictures::full, core::kKazakhstanOffset),
            R"({"plateNumber":"123ABC02","dateTime":"2025-05-20T12:00:00",)"
            R"("fullImage":"/9j//gADYf/Z","plateImage":"","cleanImage":"",)"
            R"("recognitionConfidence":97.5,"relatedPlateNumbers":["123ABC02","I23ABC02"],)"
            R"("direction":"in","vehicleClass":"truck","vehicleModel":"","vehicleMark":"Volvo"})");
}

TEST(NationalEvent, InventsNothingThatTheCameraDidNotReport) {
  auto read = read_of("A\"1\\?");
  read.confidence.reset();
  auto visit = visit_with({read});
  visit.role = core::CameraRole::exit;
  EXPECT_EQ(to_json(event_of(visit).value(), "", NationalPictures::all, core::kBeijingOffset),
            R"({"plateNumber":"A\"1\\?","dateTime":"2025-05-20T15:00:00","fullImage":"",)"
            R"("plateImage":"","cleanImage":"","recognitionConfidence":null,)"
            R"("relatedPlateNumbers":["A\"1\\?"],"direction":"out","vehicleClass":"",)"
            R"("vehicleModel":"","vehicleMark":""})");
}

TEST(NationalEvent, CarriesThePicturesThatTheSettingsAllow) {
  const auto event = event_of(visit_with({read_of("123ABC02")})).value();
  const auto body = [&](NationalPictures pictures) {
    return to_json(event, test::drawn_jpeg("ab"), pictures, core::minutes{0});
  };
  EXPECT_TRUE(
      body(NationalPictures::none).contains(R"("fullImage":"","plateImage":"","cleanImage":"")"));
  EXPECT_TRUE(body(NationalPictures::full).contains(R"("fullImage":"/9j//gAEYWL/2Q==","plate)"));
  EXPECT_TRUE(body(NationalPictures::all)
                  .contains(R"("plateImage":"/9j//gAEYWL/2Q==","cleanImage":"/9j//gAEYWL/2Q==")"));
}

TEST(NationalEvent, IsReadBackByTheDecoderAsWhatWasSent) {
  for (const std::size_t size : {0u, 1u, 2u, 3u, 4000u}) {
    const auto picture = test::drawn_jpeg(std::string(size, '\xAB'));
    const auto event = event_of(visit_with({read_of("841XYZ13")})).value();
    const auto back = test::decode_one(
        "", to_json(event, picture, NationalPictures::full, core::kKazakhstanOffset),
        {core::kKazakhstanOffset});
    ASSERT_TRUE(back && back->read);
    EXPECT_EQ(back->maker, "cargoruqsat");
    EXPECT_EQ(back->read->plate, "841XYZ13");
    EXPECT_EQ(back->read->camera_time, noon());
    EXPECT_EQ(back->read->confidence, 0.9);
    EXPECT_EQ(back->picture, picture) << size;
  }
}

TEST(NationalEvent, SpeaksByTheSurestReadWithoutADoubt) {
  auto low = read_of("123ABC02"), high = read_of("841XYZ13"), doubted = read_of("999ZZZ99");
  low.confidence = 0.5;
  high.confidence = 0.8;
  doubted.confidence = 0.99;
  doubted.doubt = core::ReadDoubt::fields_contradict;
  auto open = read_of("84?XYZ13");
  open.confidence = 1.0;
  const auto event = event_of(visit_with({low, doubted, open, high})).value();
  EXPECT_EQ(event.plate, "841XYZ13");
  EXPECT_EQ(event.confidence, 0.8);
  EXPECT_EQ(event.readings,
            (std::vector<std::string>{"841XYZ13", "123ABC02", "999ZZZ99", "84?XYZ13"}));
}

TEST(NationalEvent, IsNoneWithoutAPlateOfTheTruckItself) {
  auto late = visit_with({read_of("123ABC02")});
  late.live = false;
  EXPECT_FALSE(event_of(late));
  EXPECT_FALSE(event_of(visit_with({read_of("")})));
  auto rear = read_of("77TRAILER");
  rear.view = core::View::rear;
  EXPECT_FALSE(event_of(visit_with({rear}))) << "the rear shows the trailer's";
  EXPECT_EQ(event_of(visit_with({rear, read_of("123ABC02")})).value().plate, "123ABC02");
}

TEST(NationalEvent, NamesThePassageOfATruckThatBacksOut) {
  auto read = read_of("123ABC02");
  EXPECT_EQ(event_of(visit_with({read})).value().passage, "in");
  read.motion = core::Motion::leaving;
  EXPECT_EQ(event_of(visit_with({read})).value().passage, "out");
}

TEST(NationalEvent, WritesAConfidenceWithOnePlaceAtMost) {
  auto event = event_of(visit_with({read_of("123ABC02")})).value();
  for (const auto& [share, text] : {std::pair{1.0, "100"},
                                    {0.0, "0"},
                                    {0.5, "50"},
                                    {0.9749, "97.5"},
                                    {0.001, "0.1"},
                                    {0.0004, "0"}}) {
    event.confidence = share;
    EXPECT_TRUE(to_json(event, "", NationalPictures::none, core::minutes{0})
                    .contains(std::string(R"("recognitionConfidence":)") + text + ","))
        << share;
  }
}

}  // namespace
}  // namespace otkel::anpr
