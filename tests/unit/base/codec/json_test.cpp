// What the strict reader refuses, and how it says where.
#include "base/codec/json.hpp"

#include <gtest/gtest.h>

#include "core/fact/blank.hpp"

namespace otkel::codec {
namespace {

TEST(Json, ReportsTheErrorAndItsPosition) {
  const auto bad = decode<core::AllocationStep>(R"({"application_no":1,"blank":"C1"})");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().detail, "$.application_no: expected text");
  EXPECT_EQ(decode<core::AllocationStep>(R"({"application_no":"a"})").error().code,
            core::Code::field_missing);
  EXPECT_EQ(
      decode<core::AllocationStep>(R"({"application_no":"a","blank":"b","c":1})").error().code,
      core::Code::field_unknown);
  for (const char* broken : {"", "{", "{}{}", "[1,", "nul", "{\"a\":1}x"})
    EXPECT_EQ(parse(broken).error().code, core::Code::payload_malformed) << broken;
  EXPECT_FALSE(parse(std::string(100, '[') + std::string(100, ']')));
}

TEST(Json, RefusesADuplicateNameInOneObject) {
  const auto twice = parse(R"({"a":1,"b":{"plate":"1","x":[],"plate":"2"}})");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, core::Code::payload_malformed);
  EXPECT_NE(twice.error().detail.find("\"plate\" stands twice"), std::string::npos)
      << twice.error().detail;
  for (const char* bad : {R"({"a":1,"a":1})", R"([{"a":1,"\u0061":2}])", R"({"":1,"":2})",
                          R"({"a":{"b":1},"a":{"b":1}})"})
    EXPECT_FALSE(parse(bad)) << bad;
}

TEST(Json, TakesTheSameNameInDifferentObjects) {
  for (const char* good : {R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]})", R"([{"a":1},{"a":1}])",
                           "{}", "[]", "1", R"({"a:b":"c:\"d:\\","e":":","\\":{}} )"})
    EXPECT_TRUE(parse(good)) << good;
}

TEST(Json, ReadsEveryKindOfValue) {
  const auto value =
      parse(R"( {"i":-7,"u":18446744073709551615,"d":1.5e2,"t":true,"f":false,"n":null,)"
            R"("s":"a\n\"\u04d9ә","l":[1,[2,{}]],"long name of a field":""} )");
  ASSERT_TRUE(value) << value.error().detail;
  EXPECT_EQ(value->at("i").as_int64(), -7);
  EXPECT_EQ(value->at("u").as_uint64(), 18446744073709551615U);
  EXPECT_EQ(value->at("d").as_double(), 150.0);
  EXPECT_TRUE(value->at("t").as_bool());
  EXPECT_FALSE(value->at("f").as_bool());
  EXPECT_TRUE(value->at("n").is_null());
  EXPECT_EQ(value->at("s").as_string(), "a\n\"әә");
  EXPECT_EQ(json::serialize(value->at("l")), "[1,[2,{}]]");
  EXPECT_EQ(value->at("long name of a field").as_string(), "");
}

}  // namespace
}  // namespace otkel::codec
