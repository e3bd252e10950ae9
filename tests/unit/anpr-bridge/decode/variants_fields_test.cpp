// The messages that were once read wrong, each in ten further shapes: other plates, times, zones,
// confidences, orders of the fields and sizes of the picture must come out as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "anpr-bridge/decode/profile.hpp"
#include "core/value/text.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using core::Motion;

/// What the camera saw, and how the message is to be written.
struct Seen {
  int index = 0;
  std::string plate;
  core::Instant time;
  core::minutes zone{};  ///< of the camera's clock
  int percent = 0;       ///< 2 to 99
  bool enters = false;
  std::string picture;  ///< a whole JPEG

  std::string part_of_one() const { return "0." + core::with_zeros(percent, 2); }
  double confidence() const { return percent / 100.0; }
  std::string picture64() const;
  std::int64_t ms() const { return time.time_since_epoch().count(); }
  std::string local_iso() const { return core::to_iso(time + zone).substr(0, 23); }
  std::string digits(core::Instant at) const;  ///< "20250520102030123"
};

std::string base64(std::string_view bytes) {
  constexpr std::string_view kSigns =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k > bytes.size() ? '=' : kSigns[bits >> (18 - 6 * k) & 63];
  }
  return out;
}

std::string Seen::picture64() const { return base64(picture); }

std::string Seen::digits(core::Instant at) const {
  std::string out;
  for (const char c : core::to_iso(at).substr(0, 23))
    if (c >= '0' && c <= '9') out += c;
  return out;
}

Seen seen(int i) {
  constexpr const char* kPlates[] = {"701KLM05", "702ABX13", "01KG703ABC", "30U704AB", "新A70512",
                                     "706TTZ02", "京C70789", "В708ТХ77",   "7091ABT",  "710KLM05"};
  constexpr int kZones[] = {300, 480, 360, 180, 0, 345, -210, 240, 540, 300};
  const auto at = test::at("2025-05-13T21:47:08.135Z") + std::chrono::hours{31 * i} +
                  std::chrono::milliseconds{7919 * i};
  return {i,
          kPlates[i],
          at,
          core::minutes{kZones[i]},
          2 + 97 * i / 9,
          i % 2 == 0,
          test::drawn_jpeg(std::string(static_cast<std::size_t>(i * i * 700), 'p'))};
}

/// Another order of the same fields for each index.
std::vector<std::string> in_another_order(std::vector<std::string> fields, int index) {
  const auto by = static_cast<std::size_t>(index * 3) % fields.size();
  std::ranges::rotate(fields, fields.begin() + static_cast<std::ptrdiff_t>(by));
  if (index % 3 == 1) std::ranges::reverse(fields);
  return fields;
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string text_field(const std::string& key, const std::string& value) {
  return "\"" + key + "\": \"" + value + "\"";
}

/// A JSON object of these fields, in another order for each index.
std::string object(const std::vector<std::string>& fields, int index) {
  return "{" + joined(in_another_order(fields, index), index % 2 == 0 ? "," : ",\n  ") + "}";
}

Decoded decoded(const std::string& body, const Hints& hints, const std::string& maker) {
  const auto message = test::decode_one("", body, hints);
  EXPECT_TRUE(message && message->read) << body << (message ? "" : message.error().detail);
  if (!message || !message->read) return {};
  EXPECT_EQ(message->maker, maker) << body;
  return *message;
}

void expect_seen(const Decoded& message, const Seen& seen, bool with_time = true) {
  ASSERT_TRUE(message.read);
  EXPECT_EQ(message.read->plate, seen.plate) << seen.index;
  ASSERT_TRUE(message.read->confidence) << seen.index;
  EXPECT_NEAR(*message.read->confidence, seen.confidence(), 1e-9) << seen.index;
  EXPECT_FALSE(message.read->doubt) << seen.index;
  EXPECT_EQ(message.read->camera_time, with_time ? std::optional(seen.time) : std::nullopt)
      << seen.index;
}

void each(const std::function<void(const Seen&)>& check) {
  for (int i = 0; i < 10; ++i) check(seen(i));
}

Motion motion(const Seen& seen) { return seen.enters ? Motion::approaching : Motion::leaving; }

TEST(FieldVariants, OfTheRequestTo2nInPercent) {
  each([](const Seen& seen) {
    const auto message = decoded(
        object({text_field("lprUuid", "u-" + std::to_string(seen.index)), text_field("lprID", "12"),
                text_field("accessPoint", seen.enters ? "0" : "1"),
                text_field("plateText", seen.plate), text_field("lprDir", seen.enters ? "2" : "3"),
                text_field("plateConfidence", std::to_string(seen.percent)),
                text_field("plateImage", seen.picture64()), text_field("plateCountry", "KAZ")},
               seen.index),
        {}, "axis");
    expect_seen(message, seen, false);
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.picture, seen.picture);
  });
}

TEST(FieldVariants, OfAxisWithWhatItKnowsOfTheVehicle) {
  each([](const Seen& seen) {
    const std::string info =
        object({text_field("brand", "Volvo"), text_field("type", "TRUCK"),
                text_field("color", "GRAY"), text_field("view", seen.enters ? "front" : "rear")},
               seen.index);
    const std::vector<std::string> times[] = {
        {text_field("capture_timestamp", std::to_string(seen.ms())),
         text_field("datetime", "20200101 000000000")},
        {text_field("capture_ts", std::to_string(seen.ms()) + "000000")},
        {text_field("datetime", seen.digits(seen.time + seen.zone).insert(8, " "))}};
    auto fields = times[seen.index % 3];
    fields.insert(fields.end(),
                  {text_field("plateUTF8", seen.plate), "\"vehicle_info\": " + info,
                   text_field("plateConfidence", seen.part_of_one() + "0000"),
                   text_field("carMoveDirection", seen.enters ? "in" : "out"), "\"roiID\": 2"});
    const auto message = decoded(object(fields, seen.index), {seen.zone}, "axis");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->vehicle_make, "Volvo");
    EXPECT_EQ(message.read->vehicle_colour, "GRAY");
    EXPECT_EQ(message.read->view, seen.enters ? core::View::front : core::View::rear);
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.read->lane, 2);
  });
}

TEST(FieldVariants, OfTheSearchPageWithNumbersForDirections) {
  each([](const Seen& seen) {
    const std::string row =
        joined(in_another_order(
                   {"<TS>" + std::to_string(seen.ms()) + "689</TS>",
                    "<MOD_TS>2023-05-17 14:36:36 TRT</MOD_TS>", "<LPR>" + seen.plate + "</LPR>",
                    "<THRESHOLD>" + seen.part_of_one() + "</THRESHOLD>", "<ROI_ID>1</ROI_ID>",
                    "<COUNTRY>KAZ</COUNTRY>",
                    std::string("<DIRECTION>") + (seen.enters ? "2" : "3") + "</DIRECTION>"},
                   seen.index),
               seen.index % 2 == 0 ? "" : "\n");
    const auto message = decoded("<events><event>" + row + "</event></events>", {}, "axis");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.read->country, "KZ");
    EXPECT_EQ(message.read->lane, 1);
  });
}

TEST(FieldVariants, OfAxxonWithThePictureInAComment) {
  each([](const Seen& seen) {
    const auto attributes = in_another_order(
        {"cam-id=\"camera1\"", "plate = \"" + seen.plate + "\"", "plate_mask=\"KAZ\"",
         "confidence='" + std::to_string(seen.percent) + "'", "time = \"" + seen.local_iso() + "\"",
         std::string("direction = \"") + (seen.enters ? "in" : "out") + "\""},
        seen.index);
    const auto message = decoded("<?xml version=\"1.0\"?>\n<CAR_PLATE " + joined(attributes, " ") +
                                     "><!-- " + seen.picture64() + " --></CAR_PLATE>",
                                 {seen.zone}, "axxon");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.picture, seen.picture);
  });
}

TEST(FieldVariants, OfGenetecWithTheMonthFirst) {
  each([](const Seen& seen) {
    const auto digits = seen.digits(seen.time);
    const std::string date =
        digits.substr(4, 2) + "/" + digits.substr(6, 2) + "/" + digits.substr(0, 4);
    const std::string body =
        object({text_field("Plate", seen.plate), text_field("DateUtc", date),
                text_field("TimeUtc", core::to_iso(seen.time).substr(11, 12)),
                text_field("ConfidenceScore", std::to_string(seen.percent)),
                text_field("ContextImage", seen.picture64()), "\"Attributes\": []"},
               seen.index);
    const Hints month_first{seen.zone, nullptr, core::DateOrder::month_first};
    const auto message = decoded(body, month_first, "genetec");
    expect_seen(message, seen);
    EXPECT_EQ(message.picture, seen.picture);
    EXPECT_NE(decoded(body, {seen.zone}, "genetec").read->camera_time, seen.time)
        << "day first where nothing is configured";
  });
}

TEST(FieldVariants, OfMilesightOnEitherScale) {
  each([](const Seen& seen) {
    const bool whole = seen.index % 3 == 0;
    auto time = seen.local_iso();
    time[10] = ' ';
    const auto message = decoded(
        object({text_field("plate", seen.plate), text_field("time_msec", time),
                text_field("confidence", whole ? std::to_string(seen.percent) : seen.part_of_one()),
                text_field(seen.enters ? "vehicle_brand" : "Vehicle Brand", "Volvo"),
                text_field("direction", seen.enters ? "Approach" : "Away"),
                text_field("detection_region", "1"), text_field("vehicle_color", "-"),
                text_field("plate_image", seen.picture64())},
               seen.index),
        {seen.zone}, "milesight");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->vehicle_make, "Volvo");
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.picture, seen.picture);
  });
}

TEST(FieldVariants, OfAPlateThatIsAnObject) {
  each([](const Seen& seen) {
    const std::vector<std::string> guesses{
        "{\"value\": \"" + seen.plate + "\", \"score\": " + seen.part_of_one() + "}",
        "{\"value\": \"A1\", \"score\": 0.01}"};
    const std::string plate = object(
        {"\"score\": 0.5", text_field("type", "Plate"),
         "\"props\": {\"plate\": [" + joined(in_another_order(guesses, seen.index), ",") + "]}"},
        seen.index);
    const auto message =
        decoded(object({"\"hook\": {\"event\": \"recognition\"}",
                        "\"data\": " + object({"\"results\": [{\"plate\": " + plate + "}]",
                                               text_field("timestamp", seen.local_iso())},
                                              seen.index)},
                       seen.index),
                {seen.zone}, "platerecognizer");
    expect_seen(message, seen);
    ASSERT_EQ(message.read->others.size(), 1u);
  });
}

core::CameraProfile alarm_profile() {
  const std::string at = "/AlarmInfoPlate/result/PlateResult/";
  core::CameraProfile fields;
  fields.name = "alarm-box";
  fields.when = "/AlarmInfoPlate";
  fields.plate = at + "license";
  fields.plate_encoding = core::PlateEncoding::base64;
  fields.confidence = at + "confidence";
  fields.confidence_scale = 100;
  fields.time = at + "timeStamp";
  fields.event_id = "/serialno";
  fields.direction = at + "direction";
  fields.approaching = {"4"};
  fields.leaving = {"3"};
  fields.picture = at + "imageFile";
  return fields;
}

TEST(FieldVariants, OfAProfileWhosePlatesAreBase64) {
  const auto profile = Profile::compile(alarm_profile());
  ASSERT_TRUE(profile) << profile.error().detail;
  each([&](const Seen& seen) {
    const std::string time[] = {"\"timeStamp\": " + std::to_string(seen.ms()),
                                text_field("timeStamp", seen.local_iso())};
    const std::string result =
        object({text_field("license", base64(seen.plate)), time[seen.index % 2],
                "\"confidence\": " + std::to_string(seen.percent), "\"colorType\": 1",
                std::string("\"direction\": ") + (seen.enters ? "4" : "3"),
                text_field("imageFile", seen.picture64())},
               seen.index);
    const auto message =
        decoded(object({text_field("serialno", "inv-1"),
                        "\"AlarmInfoPlate\": {\"result\": {\"PlateResult\": " + result + "}}"},
                       seen.index),
                {seen.zone, &*profile}, "alarm-box");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->motion, motion(seen));
    EXPECT_EQ(message.picture, seen.picture);
  });
}

TEST(FieldVariants, OfAKeepAliveToACameraWithAProfile) {
  const auto profile = Profile::compile(alarm_profile());
  ASSERT_TRUE(profile) << profile.error().detail;
  each([&](const Seen& seen) {
    const auto message = test::decode_one(
        "",
        object({text_field("serialno", "inv-" + std::to_string(seen.index)), "\"channel_num\": 1",
                text_field("device_name", seen.plate), text_field("user_name", "admin")},
               seen.index),
        {seen.zone, &*profile});
    ASSERT_TRUE(message) << message.error().detail;
    EXPECT_EQ(message->kind, Kind::heartbeat);
    EXPECT_FALSE(message->read);
  });
}

TEST(FieldVariants, OfAnEventThatAProfileReadsByXPath) {
  const auto item = [](const std::string& name) {
    return "string(//*[local-name()='SimpleItem'][@Name='" + name + "']/@Value)";
  };
  core::CameraProfile fields;
  fields.name = "alpv";
  fields.format = "xml";
  fields.when = "//*[local-name()='SimpleItem'][@Name='text']";
  fields.plate = item("text");
  fields.confidence = item("confidence");
  fields.time = item("capture_timestamp");
  fields.also = {"time=string(//@UtcTime)"};
  fields.direction = item("carMoveDirection");
  fields.approaching = {"in"};
  fields.leaving = {"out"};
  const auto profile = Profile::compile(fields);
  ASSERT_TRUE(profile) << profile.error().detail;
  each([&](const Seen& seen) {
    const auto one = [](const std::string& name, const std::string& value) {
      return "<tt:SimpleItem Value=\"" + value + "\" Name=\"" + name + "\"/>";
    };
    const auto items =
        in_another_order({one("text", seen.plate), one("confidence", seen.part_of_one()),
                          one("capture_timestamp", seen.enters ? std::to_string(seen.ms()) : ""),
                          one("carMoveDirection", seen.enters ? "in" : "out")},
                         seen.index);
    const auto message =
        decoded("<tt:Stream xmlns:tt=\"t\"><tt:Message UtcTime=\"" + core::to_iso(seen.time) +
                    "\"><tt:Data>" + joined(items, "") + "</tt:Data></tt:Message></tt:Stream>",
                {seen.zone, &*profile}, "alpv");
    expect_seen(message, seen);
    EXPECT_EQ(message.read->motion, motion(seen));
  });
}

TEST(FieldVariants, OfConfidencesThatFitNoScale) {
  each([](const Seen& seen) {
    const std::string beyond[] = {std::to_string(100 + seen.percent), "-" + seen.part_of_one(),
                                  "high", "1e9", std::to_string(seen.percent) + "/100"};
    const auto level = text_field("plateConfidence", beyond[seen.index % 5]);
    const auto message = decoded(
        object({text_field("plateUTF8", seen.plate), level, text_field("carID", "1")}, seen.index),
        {}, "axis");
    EXPECT_FALSE(message.read->confidence) << level;
    EXPECT_EQ(message.read->doubt, core::ReadDoubt::confidence_out_of_scale) << level;
  });
}

}  // namespace
}  // namespace otkel::anpr
