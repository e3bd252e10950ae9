// One tree for two forms of a message.
#include "anpr-bridge/decode/json_xml.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "base/codec/json.hpp"

namespace otkel::anpr {
namespace {

std::string xml_of(const std::string& json) {
  pugi::xml_document document;
  auto root = document.append_child("r");
  append_json(root, codec::parse(json).value());
  std::ostringstream out;
  document.print(out, "", pugi::format_raw | pugi::format_no_declaration);
  return out.str();
}

TEST(JsonAsXml, MakesAnElementOfEachMember) {
  EXPECT_EQ(xml_of(R"({"a":"x<y","b":{"c":7,"d":true},"e":null})"),
            "<r><a>x&lt;y</a><b><c>7</c><d>true</d></b><e/></r>");
}

TEST(JsonAsXml, RepeatsTheElementForAList) {
  EXPECT_EQ(xml_of(R"({"a":[1,{"b":2}],"c":[]})"), "<r><a>1</a><a><b>2</b></a></r>");
}

TEST(JsonAsXml, MakesNothingOfWhatIsNoObject) { EXPECT_EQ(xml_of("[1]"), "<r/>"); }

}  // namespace
}  // namespace otkel::anpr
