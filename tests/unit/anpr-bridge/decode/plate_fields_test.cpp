// What a stranger's message has that looks like a plate, and that nothing with one in it is ever
// set aside in silence.
#include "anpr-bridge/decode/plate_fields.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "anpr-bridge/decode/json_at.hpp"
#include "anpr-bridge/decode/recording.hpp"
#include "core/plate/plate_grammar.hpp"
#include "core/value/plate_number.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

namespace fs = std::filesystem;

std::string paths(const std::string& json) {
  return paths_of(plate_fields(parse_camera_json(json).value()));
}

std::string paths_of_xml(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str()));
  return paths_of(plate_fields(document.document_element()));
}

TEST(PlateFields, AreFoundByTheirNames) {
  EXPECT_EQ(paths(R"({"Alarm":{"Type":"LPR","Plate":"123ABC02"},"Time":"2026-05-20"})"),
            "Alarm.Plate");
  EXPECT_EQ(paths(R"({"list":[{"licence":"A1234"},{"lpr":"B1234"}]})"), "list.licence, list.lpr");
  EXPECT_EQ(paths_of_xml("<e><plateText>A1234</plateText></e>"), "plateText");
  EXPECT_EQ(paths_of_xml("<e><SimpleItem Name='PlateNumber' Value='A1234'/></e>"), "PlateNumber");
  EXPECT_EQ(paths(R"({"SimpleItem":[{"Name":"PlateNumber","Value":"A1234"}]})"),
            "SimpleItem.PlateNumber");
  EXPECT_EQ(paths_of(plate_fields_in_lines("Code=A;plate=A1234")), "plate");
  EXPECT_EQ(paths_of(plate_fields_in_lines("Code=A;x={\n \"Car\": {\"Plate\": \"A1234\"}")),
            "Plate");
  EXPECT_EQ(paths_of(plate_fields_in_lines("Events[0].TrafficCar.PlateNumber=A1234\n")),
            "Events[0].TrafficCar.PlateNumber");
}

TEST(PlateFields, AreFoundByTheirTextsIfTheNameIsOfNothing) {
  EXPECT_EQ(paths(R"({"text":"123ABC02"})"), "text");
  EXPECT_EQ(paths_of_xml("<e><SimpleItem Name='text' Value='新A12345'/></e>"), "text");
  // An item whose text another firmware puts into another attribute.
  EXPECT_EQ(paths_of_xml("<e><SimpleItem Name='Plate' Text='123ABC02'/></e>"), "SimpleItem@Text");
}

TEST(PlateFields, AreNotWhatIsAboutThePlateOrIdentifiesADevice) {
  EXPECT_EQ(paths(R"({"plateColor":"W123","plateType":"92TypeCivil","PlateId":"A1234",)"
                  R"("serial":"123ABC02","deviceName":"123ABC02","eventType":"VMD1234",)"
                  R"("PlateNumber":"","licensePlate":"unknown","word":"CAMERA","no":"4711"})"),
            "");
}

TEST(PlateFields, AreNotWhatTheirSenderDenies) {
  EXPECT_EQ(paths(R"({"after":{"false_positive":true,"recognized_license_plate":"123ABC02"}})"),
            "");
  EXPECT_EQ(paths(R"({"Plate":{"IsExist":false,"PlateNumber":"123ABC02"}})"), "");
}

/// One part of what foreign systems share with a known maker, each with a plate.
TEST(ForeignMessages, AreKeptWithTheirFieldsNamed) {
  for (const auto& [body, named] : std::map<std::string, std::string>{
           {R"({"DeviceID":"CAM7","PlateNumber":"123ABC02","Time":"x","Confidence":97})",
            "PlateNumber"},
           {R"({"Alarm":{"Type":"LPR","Plate":"123ABC02"},"Time":"x"})", "Alarm.Plate"},
           {R"({"DeviceID":"CAM7","Alarm":{"Type":"LPR","Plate":"123ABC02"}})", "Alarm.Plate"},
           {R"({"data_type":"vehicle","plate":"123ABC02"})", "plate"},
           {R"({"data_type":"heartbeat","version":1,"plate":"123ABC02"})", "plate"},
           {R"({"id":"17","type":"anpr","camera":"gate","timestamp":1,"plate":"123ABC02"})",
            "plate"},
           {R"({"hook":{"event":"image"},"data":{"results":[],"plate":"123ABC02"}})", "plate"},
           {R"({"Active":"yes","plate":"123ABC02"})", "plate"},
           {R"({"Active":"keepAlive","DeviceID":"X","plate":"123ABC02"})", "plate"},
           {R"({"Picture":{"Name":"x","Plate":"123ABC02"}})", "Picture.Plate"},
           {R"({"Code":"Gate","Action":"Start","Plate":"123ABC02"})", "Plate"},
           {R"({"PlateInfo":{"Text":"123ABC02"}})", "PlateInfo.Text"},
           {R"({"eventType":"VMD","eventState":"active","dateTime":"x","plate":"123ABC02"})",
            "plate"},
           {R"({"UtcTime":"x","Topic":"tns1:RuleEngine/Recognition/LicensePlate","Data":)"
            R"({"SimpleItem":[{"Name":"PlateNumber","Value":"123ABC02"}]}})",
            "PlateNumber"},
           {"<events><event><plate>123ABC02</plate></event></events>", "plate"},
           {"<Message><Plate>123ABC02</Plate><Time>x</Time></Message>", "Plate"},
           {"<Plates><Row><plate>123ABC02</plate></Row></Plates>", "plate"},
           {"<ResponseStatus><plate>123ABC02</plate></ResponseStatus>", "plate"},
           {"<s:Envelope xmlns:s=\"x\"><s:Body><LprEvent><plateText>123ABC02</plateText></LprEvent>"
            "</s:Body></s:Envelope>",
            "plateText"},
           {"<MetadataStream><Thing><text>123ABC02</text></Thing></MetadataStream>", "text"},
           {"<EventNotificationAlert><eventType>VMD</eventType><plate>123ABC02</plate>"
            "</EventNotificationAlert>",
            "plate"},
           {"<EventNotificationAlert><eventType>ANPR</eventType><ANPR><plate>123ABC02</plate></"
            "ANPR>"
            "</EventNotificationAlert>",
            "plate"},
           {"Code=VideoMotion;action=Start;index=0;plate=123ABC02", "plate"},
           {R"(Code=VideoMotion;action=Start;index=0;data={"Car":{"Plate":"123ABC02"}})",
            "Car.Plate"},
           {"Heartbeat plate=123ABC02", ""},
       }) {
    const auto message = test::decode_one("", body);
    ASSERT_FALSE(message) << body << " was taken for " << message->maker << ' ' << message->what;
    EXPECT_EQ(message.error().code, core::Code::payload_malformed);
    EXPECT_NE(message.error().detail.find(named), std::string::npos)
        << body << ": " << message.error().detail;
  }
}

/// A message that nobody knows is not set aside, even without a plate.
TEST(ForeignMessages, AreSetAsideOnlyIfTheirEventIsKnownByName) {
  for (const char* body :
       {"<EventNotificationAlert><eventType>newThing</eventType></EventNotificationAlert>",
        "Code=NewThing;action=Start;index=0", R"({"DeviceID":"x"})", R"({"Alarm":{"Type":1}})",
        R"({"data_type":"vehicle"})", R"({"type":"x","id":1,"camera":"y","timestamp":1})",
        "<events/>", "<Message/>", "<Plates/>",
        "<NotificationMessage><Topic>x:Unknown/Thing</Topic><Message/></NotificationMessage>"})
    EXPECT_FALSE(test::decode_one("", body)) << body;
  for (const char* body :
       {"<EventNotificationAlert><eventType>diskfull</eventType></EventNotificationAlert>",
        "Code=TrafficJam;action=Start;index=0", R"({"AlarmInfo":{"Type":1},"DeviceID":"x"})",
        "<NotificationMessage><Topic>tns1:Device/Trigger</Topic><Message/></"
        "NotificationMessage>"}) {
    const auto message = test::decode_one("", body);
    ASSERT_TRUE(message) << body << message.error().detail;
    EXPECT_EQ(message->kind, Kind::other) << body;
  }
}

TEST(MixedBodies, KeepWhatWasReadAndReportTheRest) {
  const auto messages =
      decode("", test::alert("123ABC02") +
                     "<EventNotificationAlert><eventType>VMD</eventType><plate>124ABC02</plate>"
                     "</EventNotificationAlert>");
  ASSERT_TRUE(messages);
  EXPECT_EQ(messages->front().read->plate, "123ABC02");
  EXPECT_EQ(messages->back().kind, Kind::undecodable);
  EXPECT_NE(messages->back().what.find("plate"), std::string::npos);
}

TEST(MixedBodies, ReportThatThereWasMoreThanIsRead) {
  std::string alerts, events;
  for (int i = 0; i < 300; ++i) {
    const std::string plate = std::to_string(100 + i) + "ABC02";
    alerts += test::alert(plate);
    if (i < 64)  // as many as the list of an object may have
      events += "Events[" + std::to_string(i) + "].TrafficCar.PlateNumber=" + plate + "\n";
  }
  const auto many = decode("", alerts);
  ASSERT_TRUE(many);
  EXPECT_EQ(many->size(), 257u);
  EXPECT_EQ(many->back().kind, Kind::undecodable);
  EXPECT_NE(many->back().what.find("more than 256"), std::string::npos) << many->back().what;
  EXPECT_EQ(decode("", events)->size(), 64u);
  std::string list;
  for (int i = 0; i < 80; ++i)
    list += std::string(i == 0 ? "" : ",") + R"({"TrafficCar":{"PlateNumber":")" +
            std::to_string(100 + i) + R"(ABC02"}})";
  const auto more = decode("", "{\"Events\":[" + list + "]}");
  ASSERT_TRUE(more);
  EXPECT_EQ(more->size(), 65u);
  EXPECT_EQ(more->back().kind, Kind::undecodable);
}

struct Sample {
  std::string type, body;
  std::set<std::string> plates;  ///< that its own decoder reads, of shapes that are surely plates
};

bool is_kazakh(const std::string& plate) {
  return std::ranges::any_of(core::parses(core::fold_plate_text(plate)), [](const auto* shape) {
    return shape->country == "KZ" && shape->certainty == core::Certainty::sure;
  });
}

/// Every body among the fixtures that is about a vehicle.
std::vector<Sample> samples() {
  std::vector<Sample> all;
  for (const auto& entry : fs::recursive_directory_iterator(OTKEL_ANPR_FIXTURES)) {
    if (!entry.is_regular_file() || entry.path().parent_path() == OTKEL_ANPR_FIXTURES) continue;
    const auto name = fs::relative(entry.path(), OTKEL_ANPR_FIXTURES).generic_string();
    const auto bodies = bodies_of_recording(test::fixture(name));
    if (!bodies) continue;
    for (const auto& body : *bodies) {
      Sample sample{body.content_type, body.body, {}};
      const auto messages = decode(sample.type, sample.body);
      for (const auto& message : messages ? *messages : std::vector<Decoded>{})
        if (message.read && is_kazakh(message.read->plate))
          sample.plates.insert(message.read->plate);
      if (!sample.plates.empty()) all.push_back(std::move(sample));
    }
  }
  return all;
}

/// The names in it: of elements, attributes' values that name an item, and keys.
std::vector<std::string> names_in(const std::string& body) {
  static const std::regex kNames(
      "</?([A-Za-z_][\\w:.-]*)|\"([A-Za-z_][\\w. ]*)\"\\s*:|"
      "Name=\"(\\w+)\"|Code=(\\w+)|([A-Za-z]\\w*)(?=[.=\\[])");
  std::set<std::string> names;
  for (std::sregex_iterator at(body.begin(), body.end(), kNames), end; at != end; ++at)
    for (std::size_t group = 1; group < at->size(); ++group)
      if ((*at)[group].matched) names.insert((*at)[group].str());
  return {names.begin(), names.end()};
}

std::string renamed(std::string body, const std::string& name, const std::string& to) {
  for (auto at = body.find(name); at != body.npos; at = body.find(name, at + to.size()))
    body.replace(at, name.size(), to);
  return body;
}

/// Where nothing is read and nothing is refused, no plate of the sample may be in it.
void expect_no_plate_in_silence(const Sample& sample, const std::string& body) {
  const auto messages = decode(sample.type, body);
  if (!messages) return;
  for (const auto& message : *messages)
    if (message.kind == Kind::read || message.kind == Kind::undecodable) return;
  for (const auto& plate : sample.plates) RC_ASSERT(body.find(plate) == std::string::npos);
}

RC_GTEST_PROP(ForeignMessages, AreNeverSetAsideWithAPlateWhateverMarksAreGone, ()) {
  static const auto kSamples = samples();
  RC_ASSERT(kSamples.size() > 40);
  const auto& sample = *rc::gen::elementOf(kSamples);
  std::string body = sample.body;
  const auto names = names_in(body);
  const auto gone = *rc::gen::inRange<std::size_t>(1, 4);
  for (std::size_t i = 0; i < gone && !names.empty(); ++i)
    body = renamed(body, *rc::gen::elementOf(names), "k" + std::to_string(i));
  expect_no_plate_in_silence(sample, body);
}

}  // namespace
}  // namespace otkel::anpr
