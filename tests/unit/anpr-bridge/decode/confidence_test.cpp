// Missing is missing; sent and out of scale is a doubt.
#include "anpr-bridge/decode/confidence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

constexpr auto kOutOfScale = core::ReadDoubt::confidence_out_of_scale;

TEST(Confidence, IsOfTheScaleOrADoubt) {
  core::PlateRead read;
  set_confidence(read, std::nullopt, 100);
  EXPECT_FALSE(read.confidence || read.doubt) << "a missing one never is a doubt";
  set_confidence(read, 71, 100);
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.71);
  EXPECT_FALSE(read.doubt);
  for (const double sent : {-1.0, 100.5, 255.0, std::nan("")}) {
    core::PlateRead doubtful;
    set_confidence(doubtful, sent, 100);
    EXPECT_FALSE(doubtful.confidence) << sent;
    EXPECT_EQ(doubtful.doubt, kOutOfScale) << sent;
  }
}

TEST(Confidence, KeepsTheFirstDoubt) {
  core::PlateRead read;
  read.doubt = core::ReadDoubt::fields_contradict;
  set_confidence(read, 300, 100);
  EXPECT_EQ(read.doubt, core::ReadDoubt::fields_contradict);
}

TEST(Confidence, TakesATextWithoutADigitForNothing) {
  for (const char* nothing : {"", "-", "unknown", " "}) EXPECT_FALSE(sent_number(nothing));
  EXPECT_EQ(sent_number(" 71.5 "), 71.5);
  EXPECT_TRUE(std::isnan(sent_number("71%").value()));
}

TEST(Confidence, IsADoubtForEachMakerThatSendsOneOutOfScale) {
  struct Case {
    const char* maker;
    std::string body;
  };
  for (const auto& [maker, body] : {
           Case{"hikvision",
                "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>123ABC02"
                "</licensePlate><confidenceLevel>240</confidenceLevel></ANPR>"
                "</EventNotificationAlert>"},
           Case{"dahua", R"({"Picture":{"Plate":{"PlateNumber":"123ABC02","Confidence":255}}})"},
           Case{"dahua",
                R"(Code=TrafficJunction;action=Pulse;data={"Object":{"ObjectType":"Plate",)"
                R"("Text":"123ABC02","Confidence":101}})"},
           Case{"onvif",
                "<MetadataStream><Object><LicensePlateInfo><PlateNumber Likelihood=\"12\">123ABC02"
                "</PlateNumber></LicensePlateInfo></Object></MetadataStream>"},
           Case{"onvif", R"({"UtcTime":"x","Data":{"PlateNumber":"123ABC02","Likelihood":87}})"},
       }) {
    const auto read = test::read_from(body, maker);
    EXPECT_EQ(read.plate, "123ABC02") << body;
    EXPECT_FALSE(read.confidence) << body;
    EXPECT_EQ(read.doubt, kOutOfScale) << body;
  }
}

}  // namespace
}  // namespace otkel::anpr
