// Scales of confidence, and what fits none.
#include "anpr-bridge/decode/confidence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

using core::PlateRead;
using core::ReadDoubt;

PlateRead of_text(std::string_view sent, double most) {
  PlateRead read;
  set_confidence(read, sent, most);
  return read;
}

PlateRead of_json(std::string_view value, void (*set)(PlateRead&, const JsonAt&)) {
  const auto parsed = parse_camera_json("{\"c\": " + std::string(value) + "}");
  PlateRead read;
  set(read, JsonAt(&*parsed)["c"]);
  return read;
}

PlateRead of_either(std::string_view value) {
  return of_json(value, set_confidence_of_one_or_hundred);
}

TEST(Confidence, IsAPartOfItsScale) {
  EXPECT_DOUBLE_EQ(of_text("0.7", 1).confidence.value(), 0.7);
  EXPECT_DOUBLE_EQ(of_text("87", 100).confidence.value(), 0.87);
  EXPECT_DOUBLE_EQ(of_text(" 51 ", 255).confidence.value(), 0.2);
  EXPECT_DOUBLE_EQ(of_text("87%", 1).confidence.value(), 0.87);
  EXPECT_DOUBLE_EQ(of_text("0", 1).confidence.value(), 0.0);
  EXPECT_DOUBLE_EQ(of_text("1", 1).confidence.value(), 1.0);
  for (const auto& read : {of_text("0.7", 1), of_text("87", 100)}) EXPECT_FALSE(read.doubt);
}

TEST(Confidence, StaysMissingWithoutADoubtIfNoneWasSent) {
  for (const char* nothing : {"", " ", "-", "unknown", "N/A", "null"}) {
    const auto read = of_text(nothing, 100);
    EXPECT_FALSE(read.confidence) << nothing;
    EXPECT_FALSE(read.doubt) << nothing;
  }
  PlateRead read;
  set_confidence(read, std::optional<double>{}, 1);
  set_confidence(read, JsonAt{}, 1);
  EXPECT_FALSE(read.confidence);
  EXPECT_FALSE(read.doubt);
  EXPECT_FALSE(of_json("null", set_confidence_of_one_or_hundred).doubt);
}

TEST(Confidence, IsADoubtIfItWasSentAndDoesNotFit) {
  for (const auto& read : {of_text("71", 1), of_text("101", 100), of_text("-1", 1),
                           of_text("high", 100), of_text("nan", 1), of_text("187%", 100),
                           of_either("true"), of_either("{}"), of_either("\"101\"")}) {
    EXPECT_FALSE(read.confidence);
    EXPECT_EQ(read.doubt, ReadDoubt::confidence_out_of_scale);
  }
  PlateRead read;
  set_confidence(read, 1.01, 1);
  EXPECT_EQ(read.doubt, ReadDoubt::confidence_out_of_scale);
}

TEST(Confidence, KeepsTheFirstDoubt) {
  PlateRead read;
  read.doubt = ReadDoubt::age_unknown;
  set_confidence(read, 2.0, 1);
  EXPECT_EQ(read.doubt, ReadDoubt::age_unknown);
}

TEST(Confidence, IsOfEitherScaleIfFirmwaresDiffer) {
  EXPECT_DOUBLE_EQ(of_either("\"0.70\"").confidence.value(), 0.7);
  EXPECT_DOUBLE_EQ(of_either("0.999").confidence.value(), 0.999);
  EXPECT_DOUBLE_EQ(of_either("0").confidence.value(), 0.0);
  EXPECT_DOUBLE_EQ(of_either("1.5").confidence.value(), 0.015);
  EXPECT_DOUBLE_EQ(of_either("\"70\"").confidence.value(), 0.7);
  EXPECT_DOUBLE_EQ(of_either("100").confidence.value(), 1.0);
  EXPECT_DOUBLE_EQ(of_either("\"1%\"").confidence.value(), 0.01) << "the sign says which";
}

TEST(Confidence, IsADoubtIfItIsExactlyOneAndFirmwaresDiffer) {
  for (const char* one : {"1", "1.0", "\"1\"", "\"1.00\""}) {
    const auto read = of_either(one);
    EXPECT_FALSE(read.confidence) << one << ": the best of one scale, 1 % of the other";
    EXPECT_EQ(read.doubt, ReadDoubt::confidence_out_of_scale) << one;
  }
}

RC_GTEST_PROP(ConfidenceProperty, WhateverIsSentBecomesAConfidenceADoubtOrNothing,
              (const std::string& sent)) {
  for (const double most : {1.0, 100.0, 255.0}) {
    const auto read = of_text(sent, most);
    const double level = read.confidence.value_or(0);
    RC_ASSERT(level >= 0);
    RC_ASSERT(level <= 1);
    RC_ASSERT(!read.confidence.has_value() || !read.doubt.has_value());
  }
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
    EXPECT_EQ(read.doubt, ReadDoubt::confidence_out_of_scale) << body;
  }
}

}  // namespace
}  // namespace otkel::anpr
