// Texts in other encodings: what is declared is converted, what is not is never guessed.
#include "anpr-bridge/decode/charset.hpp"

#include <gtest/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"GB2312\"?>";
constexpr const char* kPlateInGb =
    "\xD0\xC2"
    "A12345";  // 新A12345

std::string alert_with(const std::string& plate, const std::string& declaration = "") {
  return declaration + test::alert(plate);
}

TEST(Charset, ConvertsWhatXmlDeclares) {
  EXPECT_EQ(test::read_from(alert_with(kPlateInGb, kXml), "hikvision").plate, "新A12345");
  const std::string gbk = "<?xml version='1.0' encoding='gbk' ?>";
  EXPECT_EQ(test::read_from(alert_with(kPlateInGb, gbk), "hikvision").plate, "新A12345");
}

TEST(Charset, ConvertsWhatTheContentTypeDeclares) {
  const auto xml = test::decode_one("text/xml; charset=GB18030", alert_with(kPlateInGb));
  ASSERT_TRUE(xml && xml->read);
  EXPECT_EQ(xml->read->plate, "新A12345");
  const auto json = test::decode_one(
      "application/json;charset=\"gbk\"",
      std::string(R"({"Picture":{"Plate":{"PlateNumber":")") + kPlateInGb + R"("}}})");
  ASSERT_TRUE(json && json->read);
  EXPECT_EQ(json->read->plate, "新A12345");
}

TEST(Charset, ConvertsThePartsOfAFormEachByItsOwnType) {
  const auto message = test::decode_one("multipart/form-data; boundary=b",
                                        "--b\r\nContent-Type: text/xml; charset=GBK\r\n\r\n" +
                                            alert_with(kPlateInGb) + "\r\n--b--\r\n");
  ASSERT_TRUE(message && message->read);
  EXPECT_EQ(message->read->plate, "新A12345");
}

std::string in_utf16(const std::string& ascii, bool big) {
  std::string out;
  for (const char c : ascii) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

TEST(Charset, ReadsUtf16WithItsMarkAndWithout) {
  for (const bool big : {false, true})
    for (const bool mark : {false, true}) {
      const std::string body = (mark ? std::string(big ? "\xFE\xFF" : "\xFF\xFE") : "") +
                               in_utf16(test::alert("123ABC02"), big);
      EXPECT_EQ(test::read_from(body, "hikvision").plate, "123ABC02") << big << mark;
    }
}

TEST(Charset, LeavesTextThatWasConvertedWithoutItsDeclaration) {
  EXPECT_EQ(test::read_from(alert_with("新A12345", kXml), "hikvision").plate, "新A12345");
}

void expect_refused(const std::string& type, const std::string& body) {
  const auto message = test::decode_one(type, body);
  ASSERT_FALSE(message) << body;
  EXPECT_NE(message.error().detail.find("not UTF-8"), std::string::npos) << message.error().detail;
}

TEST(Charset, RefusesAPlateInAnEncodingThatNobodyDeclares) {
  expect_refused("text/xml", alert_with(kPlateInGb));
  expect_refused("text/xml; charset=UTF-8", alert_with(kPlateInGb));
  expect_refused("text/xml", alert_with("\xFF\xFF"
                                        "A12345",
                                        kXml));
  expect_refused("",
                 R"({"Picture":{"Plate":{"PlateNumber":")" + std::string(kPlateInGb) + R"("}}})");
}

// Converters of the C library that keep a state have had faults: a stranger may not ask for them.
TEST(Charset, AsksTheLibraryForNoEncodingThatIsNotListed) {
  expect_refused("text/xml; charset=ISO-2022-CN-EXT", alert_with(kPlateInGb));
  expect_refused("text/xml; charset=GBK//TRANSLIT", alert_with(kPlateInGb));
  EXPECT_EQ(converted_text("text/xml; charset=nonsense", "<a/>").value(), std::nullopt)
      << "what is UTF-8 needs no conversion, whatever it declares";
}

TEST(Charset, KeepsAReadWhoseOtherTextsAreBroken) {
  const auto read = test::read_from(
      "<EventNotificationAlert><eventType>ANPR</eventType><channelName>\xD0\xC2</channelName>"
      "<ANPR><licensePlate>123ABC02</licensePlate></ANPR></EventNotificationAlert>",
      "hikvision");
  EXPECT_EQ(read.plate, "123ABC02");
}

}  // namespace
}  // namespace otkel::anpr
