// What the strict reader refuses, and how it says where.
#include "base/codec/json.hpp"

#include <gtest/gtest.h>

#include "core/fact/blank.hpp"

namespace otkel::codec {
namespace {

TEST(Json, SaysWhatIsWrongAndWhere) {
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

}  // namespace
}  // namespace otkel::codec
