// The camera event of the national queue: which passage is which motion, and ten ways to send it.
#include "anpr-bridge/decode/cargoruqsat.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

using core::CameraRole;
using core::Motion;
using core::View;
using test::read_from;

constexpr const char* kMaker = "cargoruqsat";

/// Independent of the product's: the test must not repeat its mistakes.
std::string base64(const std::string& bytes) {
  static const std::string kSigns =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits, out;
  for (const char c : bytes)
    for (int i = 7; i >= 0; --i) bits += (static_cast<unsigned char>(c) >> i & 1) != 0 ? '1' : '0';
  while (bits.size() % 6 != 0) bits += '0';
  for (std::size_t i = 0; i < bits.size(); i += 6)
    out += kSigns[std::stoul(bits.substr(i, 6), nullptr, 2)];
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::string event_with(const std::string& direction) {
  return R"({"plateNumber":"123ABC02","recognitionConfidence":90,"direction":")" + direction +
         "\"}";
}

TEST(CargoRuqsat, ReadsEveryFieldOfTheEvent) {
  const auto message =
      test::decode_one("", test::fixture("cargoruqsat/event.json"), {core::kKazakhstanOffset});
  ASSERT_TRUE(message && message->read);
  const auto& read = *message->read;
  EXPECT_EQ(message->maker, kMaker);
  EXPECT_EQ(read.plate, "604HTK05");
  ASSERT_EQ(read.others.size(), 2u) << "its own text is no other reading";
  EXPECT_EQ(read.others[0].text, "6O4HTK05");
  EXPECT_EQ(read.others[1].text, "604HTX05");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.875);
  EXPECT_FALSE(read.doubt);
  EXPECT_EQ(read.motion, Motion::approaching);
  EXPECT_EQ(read.vehicle_make, "MAN") << "the card names the make alone";
  EXPECT_EQ(read.vehicle_type, "truck");
  EXPECT_EQ(message->what, "event, model TGX");
  EXPECT_EQ(read.camera_time, test::at("2026-05-20T05:20:30Z"));
  EXPECT_EQ(message->time_text, "2026-05-20T10:20:30");
  EXPECT_EQ(message->picture, test::drawn_jpeg("the whole lorry, the largest of the three"));
}

TEST(CargoRuqsat, TakesTheLargestPictureThatIsWhole) {
  const std::string whole = test::drawn_jpeg("small but whole");
  const std::string cut = test::drawn_jpeg("much larger, and its end is missing").substr(0, 30);
  const auto message = test::decode_one(
      "", R"({"plateNumber":"123ABC02","fullImage":")" + base64(cut) + R"(","plateImage":")" +
              base64(whole) + R"(","cleanImage":"no base64 at all!"})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->picture, whole);
}

TEST(CargoRuqsat, TakesThePassageForTheMotionThatTheCameraSees) {
  struct Case {
    std::optional<CameraRole> role;
    std::optional<View> view;
    const char* direction;
    Motion motion;
  };
  for (const auto& [role, view, direction, motion] : {
           Case{{}, {}, "in", Motion::approaching},
           Case{{}, {}, "out", Motion::leaving},
           Case{CameraRole::gate_in, {}, "in", Motion::approaching},
           Case{CameraRole::gate_in, View::front, "out", Motion::leaving},
           Case{CameraRole::gate_in, View::rear, "in", Motion::leaving},
           Case{CameraRole::exit, View::front, "out", Motion::approaching},
           Case{CameraRole::exit, {}, "in", Motion::leaving},
           Case{CameraRole::exit, View::rear, "OUT", Motion::leaving},
           Case{CameraRole::return_lane, {}, "out", Motion::approaching},
           Case{CameraRole::entry_from_china, {}, "in", Motion::approaching},
           Case{CameraRole::gate_in, {}, "", Motion::unknown},
           Case{CameraRole::exit, {}, "north", Motion::unknown},
       }) {
    const auto read = read_from(event_with(direction), kMaker, {.role = role, .view = view});
    EXPECT_EQ(read.motion, motion) << direction;
  }
}

TEST(CargoRuqsat, DoubtsAConfidenceThatIsNoneOfAHundred) {
  for (const char* sent : {"101", "-1", "964", "1e300", "\"high\"", "true", "[97]", "\"\""}) {
    const auto read = read_from(
        std::string(R"({"plateNumber":"123ABC02","recognitionConfidence":)") + sent + "}", kMaker);
    EXPECT_FALSE(read.confidence) << sent;
    EXPECT_EQ(read.doubt, core::ReadDoubt::confidence_out_of_scale) << sent;
  }
  for (const char* sent : {"0", "100", "\"97.5\"", "null"}) {
    const auto read = read_from(
        std::string(R"({"plateNumber":"123ABC02","recognitionConfidence":)") + sent + "}", kMaker);
    EXPECT_FALSE(read.doubt) << sent;
  }
}

TEST(CargoRuqsat, HasNoTimeWithoutTheZoneOfTheCamera) {
  const char* body =
      R"({"plateNumber":"1","recognitionConfidence":9,"dateTime":"2026-05-20T10:20:30"})";
  EXPECT_FALSE(read_from(body, kMaker).camera_time);
  EXPECT_EQ(read_from(body, kMaker, {core::kBeijingOffset}).camera_time,
            test::at("2026-05-20T02:20:30Z"));
}

TEST(CargoRuqsat, IsNotTakenForAnotherMakersMessageWithAPlateNumber) {
  for (const char* body :
       {R"({"plateNumber":"123ABC02"})", R"({"plateNumber":"123ABC02","confidence":97})",
        R"({"recognitionConfidence":97,"relatedPlateNumbers":["123ABC02"]})"}) {
    const auto message = test::decode_one("", body);
    EXPECT_TRUE(!message || message->maker != kMaker) << body;
  }
}

/// One of ten senders: other order of fields, scale, zone, plate and size of the picture.
struct Variant {
  std::string plate, picture, body;
  double confidence = 0;
  core::minutes zone{};
};

Variant variant(std::size_t number) {
  static const std::vector<std::string> kPlates{"123ABC02",  "841XYZ13", "A777BC",   "01KG777ABC",
                                                "京A12345",  "0012AB01", "902KLM05", "11ZZZ01",
                                                "H123OP777", "КАМ05"};
  Variant v;
  v.plate = kPlates[number];
  v.picture = test::drawn_jpeg(std::string(number * number * 500, 'x'));
  v.confidence = static_cast<double>(number) * 11.1;
  v.zone = core::minutes{60 * (static_cast<int>(number) - 2)};
  std::vector<std::string> fields{
      R"("plateNumber":")" + v.plate + '"',
      R"("dateTime":"2026-05-2)" + std::to_string(number) + R"(T10:20:30")",
      R"("fullImage":")" + base64(v.picture) + '"',
      R"("plateImage":")" + base64(test::drawn_jpeg("")) + '"',
      R"("cleanImage":"")",
      R"("recognitionConfidence":)" + std::to_string(v.confidence),
      R"("relatedPlateNumbers":[")" + v.plate + R"(","other )" + std::to_string(number) + "\"]",
      number % 2 == 0 ? R"("direction":"in")" : R"("direction":"out")",
      R"("vehicleMark":"MARK)" + std::to_string(number) + '"',
      R"("vehicleClass":"truck")"};
  std::ranges::rotate(fields, fields.begin() + static_cast<std::ptrdiff_t>(number));
  if (number % 3 == 0) std::ranges::reverse(fields);
  for (const auto& field : fields) v.body += (v.body.empty() ? "{" : ",\n ") + field;
  v.body += "}";
  return v;
}

TEST(CargoRuqsat, IsReadAlikeFromTenSenders) {
  for (std::size_t i = 0; i < 10; ++i) {
    const auto v = variant(i);
    const auto message = test::decode_one("", v.body, {v.zone});
    ASSERT_TRUE(message && message->read) << v.body;
    const auto& read = *message->read;
    EXPECT_EQ(message->maker, kMaker) << i;
    EXPECT_EQ(read.plate, v.plate);
    ASSERT_EQ(read.others.size(), 1u) << i;
    EXPECT_EQ(read.others[0].text, "other " + std::to_string(i));
    EXPECT_NEAR(read.confidence.value(), v.confidence / 100, 1e-9) << i;
    EXPECT_EQ(read.motion, i % 2 == 0 ? Motion::approaching : Motion::leaving) << i;
    EXPECT_EQ(read.vehicle_make, "MARK" + std::to_string(i));
    EXPECT_EQ(read.camera_time, test::at("2026-05-2" + std::to_string(i) + "T10:20:30Z") - v.zone);
    EXPECT_EQ(message->picture, v.picture) << i;
  }
}

TEST(UsualPassage, IsOntoTheTerritoryAtItsEntries) {
  EXPECT_EQ(usual_passage(CameraRole::gate_in), "in");
  EXPECT_EQ(usual_passage(CameraRole::entry_from_china), "in");
  EXPECT_EQ(usual_passage(CameraRole::exit), "out");
  EXPECT_EQ(usual_passage(CameraRole::return_lane), "out");
}

}  // namespace
}  // namespace otkel::anpr
