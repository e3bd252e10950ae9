// Cameras and video systems that push JSON or XML of their own: what each leaves out or writes in
// its own way. The plain messages are in golden_test.cpp.
#include <gtest/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

core::PlateRead read_from(const std::string& body, const std::string& maker,
                          const Hints& hints = {}) {
  const auto message = test::decode_one("", body, hints);
  EXPECT_TRUE(message && message->read) << body << (message ? "" : message.error().detail);
  if (!message || !message->read) return {};
  EXPECT_EQ(message->maker, maker) << body;
  return *message->read;
}

TEST(AbsentFields, StayAbsentForEveryMaker) {
  struct Case {
    const char* maker;
    const char* body;
  };
  for (const auto& [maker, body] : {
           Case{"axis", R"({"plateUTF8":"123ABC02"})"},
           Case{"milesight", R"({"plate":"123ABC02","plate_color":"White"})"},
           Case{"trassir", R"({"plate":"123ABC02","best_guess":""})"},
           Case{"genetec", R"({"Plate":"123ABC02","PlateImage":""})"},
           Case{"axxon", "<e><plate>123ABC02</plate><plate_mask/></e>"},
           Case{"onvif",
                "<MetadataStream><Object><LicensePlateInfo><PlateNumber>123ABC02"
                "</PlateNumber></LicensePlateInfo></Object></MetadataStream>"},
           Case{"openalpr", R"({"data_type":"alpr_group","best_plate_number":"123ABC02"})"},
           Case{"platerecognizer", R"({"results":[{"plate":"123ABC02","dscore":0.9}]})"},
           Case{"frigate", R"({"type":"lpr","id":"","camera":"x","plate":"123ABC02"})"},
           Case{"dahua",
                "Code=X;action=Pulse;data={\"TrafficCar\":{\"PlateNumber\":\"123ABC02\"}}"},
       }) {
    const auto read = read_from(body, maker);
    EXPECT_EQ(read.plate, "123ABC02") << maker;
    EXPECT_FALSE(read.confidence) << maker << ": missing is not 100";
    EXPECT_EQ(read.event_id, "") << maker;
    EXPECT_FALSE(read.group_id) << maker;
    EXPECT_FALSE(read.camera_time) << maker;
    EXPECT_FALSE(read.lane) << maker;
    EXPECT_FALSE(read.view) << maker;
    EXPECT_EQ(read.motion, core::Motion::unknown) << maker;
    EXPECT_EQ(read.country, "") << maker;
    EXPECT_EQ(read.vehicle_make, "") << maker;
    EXPECT_FALSE(read.retransmitted) << maker;
  }
}

TEST(Axis, TellsOneCarByItsNumber) {
  const auto read =
      read_from(R"({"plateUTF8":"123ABC02","carID":"7","carState":"update"})", "axis");
  EXPECT_EQ(read.event_id, "7");
  EXPECT_EQ(read.group_id, "7");
}

TEST(Axis, KeepsTheAsciiTextWhereItDiffers) {
  const auto read =
      read_from(R"({"plateUTF8":"1234УБА","plateASCII":"1234UBA","carID":1})", "axis");
  EXPECT_EQ(read.plate, "1234УБА");
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "1234UBA");
}

TEST(Axis, TakesAConfidenceOfItsOwnScaleOnly) {
  EXPECT_FALSE(read_from(R"({"plateUTF8":"A1","plateConfidence":"71"})", "axis").confidence);
  EXPECT_DOUBLE_EQ(
      read_from(R"({"plateUTF8":"A1","plateConfidence":"0.5"})", "axis").confidence.value(), 0.5);
}

TEST(Milesight, ReadsADashAsNothing) {
  const auto read =
      read_from(R"({"plate":"-","confidence":"-","direction":"-","region":"-","plate_color":"-"})",
                "milesight");
  EXPECT_EQ(read.plate, "");
  EXPECT_FALSE(read.confidence);
  EXPECT_EQ(read.country, "");
}

TEST(Milesight, UsesItsTimeOnlyWhereTheZoneIsKnown) {
  const char* body = R"({"plate":"A1","plate_color":"","time":"2025-05-20 10:20:30"})";
  EXPECT_FALSE(read_from(body, "milesight").camera_time);
  EXPECT_EQ(read_from(body, "milesight", {core::kKazakhstanOffset}).camera_time,
            test::at("2025-05-20T05:20:30Z"));
}

TEST(Trassir, KeepsItsDoubtsAndItsGuess) {
  const auto read = read_from(R"({"plate":"12?ABC02","best_guess":"123ABC02",})", "trassir");
  EXPECT_EQ(read.plate, "12?ABC02");
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "123ABC02");
  EXPECT_FALSE(read.others[0].score);
}

TEST(Genetec, TakesItsDatesDayFirst) {
  EXPECT_EQ(read_from(R"({"Plate":"A1","DateUtc":"03/12/2025","TimeUtc":"05:20:30"})", "genetec")
                .camera_time,
            test::at("2025-12-03T05:20:30Z"));
  EXPECT_FALSE(read_from(R"({"Plate":"A1","DateUtc":"2025-12-03"})", "genetec").camera_time);
}

TEST(PlateRecognizer, SetsResultsWithoutAPlateAside) {
  const auto message = test::decode_one("", R"({"data":{"results":[]},"hook":{"event":"image"}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, Kind::other);
}

TEST(OpenAlpr, GivesOneReadPerResult) {
  const auto messages =
      decode("", R"({"epoch_time":1,"results":[{"plate":"A1","confidence":"x"},{"plate":"B2"}]})");
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ((*messages)[1].read->plate, "B2");
  EXPECT_FALSE((*messages)[0].read->confidence);
}

TEST(Frigate, NeverBelievesTheNameOfAListEntry) {
  const auto message = test::decode_one(
      "", R"({"type":"update","after":{"id":"1","label":"car","sub_label":["123ABC02",1]}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, Kind::other);
  const auto update = read_from(
      R"({"type":"lpr","id":"1","camera":"x","name":"123ABC02","plate":"128ABC02"})", "frigate");
  EXPECT_EQ(update.plate, "128ABC02");
  EXPECT_TRUE(update.others.empty());
}

TEST(Frigate, TellsTheSameNewsAlikeWhereTheObjectOnlyMoved) {
  const auto at = [](const char* frame, const char* score) {
    return test::decode_one(
               "",
               std::string(R"({"type":"update","after":{"id":"1","label":"car","frame_time":)") +
                   frame + R"(,"recognized_license_plate":"123ABC02",)" +
                   R"("recognized_license_plate_score":)" + score + "}}")
        .value()
        .time_text;
  };
  EXPECT_EQ(at("1750000001.5", "0.9"), at("1750000002.5", "0.9"));
  EXPECT_NE(at("1750000001.5", "0.9"), at("1750000001.5", "0.95"));
}

TEST(Countries, AreTwoLettersWhereTheWordIsKnown) {
  struct Case {
    const char* sent;
    const char* code;
  };
  for (const auto& [sent, code] : {Case{"KAZ", "KZ"}, Case{"kz", "KZ"}, Case{"Kyrgyzstan", "KG"},
                                   Case{"PSE", "PSE"}, Case{"-", ""}, Case{"unknown", ""}}) {
    const auto read =
        read_from(std::string(R"({"plateUTF8":"A1","plateCountry":")") + sent + "\"}", "axis");
    EXPECT_EQ(read.country, code) << sent;
  }
}

}  // namespace
}  // namespace otkel::anpr
