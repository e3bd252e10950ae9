// The hash of the 13 fields, against a vector that another program computed.
#include "base/codec/fields_hash.hpp"

#include <gtest/gtest.h>

#include "base/codec/hash.hpp"
#include "core/permit/supplement.hpp"

namespace otkel::codec {
namespace {

/// Of docs/qr.md.
core::SupplementText vector_text() {
  return {.carrier_name = "«Жол» ЖШС",
          .carrier_address = "Алматы",
          .vehicle = "MAN TGX, 20 т, 2, 123ABC05",
          .planned_crossing = "2025-05-20",
          .valid_from = "2025-05-20",
          .valid_until = "2025-06-20",
          .direction_from = "Алматы",
          .direction_to = "乌鲁木齐",
          .checkpoint_exit = "Нұр жолы",
          .checkpoint_entry = "霍尔果斯",
          .cargo_name = "apples; 12:3",
          .cargo_weight = "20 т",
          .loading_place = "Алматы",
          .unloading_place = "乌鲁木齐",
          .other = ""};
}

TEST(FieldsHash, MatchesTheVectorOfTheDocument) {
  const auto input = core::supplement_hash_input(vector_text(), "C00000017");
  EXPECT_TRUE(input.starts_with("otkel-supplement-1;17:«Жол» ЖШС;12:Алматы;")) << input;
  EXPECT_TRUE(input.ends_with("12:乌鲁木齐;0:;9:C00000017;")) << input;
  EXPECT_EQ(to_hex(fields_hash(vector_text(), "C00000017")), "4f9132b7e5012c619d1c6c92fc80af35");
}

TEST(FieldsHash, ChangesWithEveryFieldAndTheNumber) {
  const auto whole = fields_hash(vector_text(), "C00000017");
  EXPECT_NE(fields_hash(vector_text(), "C00000018"), whole);
  auto text = vector_text();
  core::for_each_field(text, [&](std::string_view name, std::string& value) {
    const auto before = value;
    value += " ";
    EXPECT_NE(fields_hash(text, "C00000017"), whole) << name;
    value = before;
  });
}

}  // namespace
}  // namespace otkel::codec
