// The small readers that every decoder uses.
#include "anpr-bridge/decode/text.hpp"

#include <gtest/gtest.h>

#include "base/codec/json.hpp"

namespace otkel::anpr {
namespace {

TEST(Base64, DecodesWhatCamerasWrite) {
  EXPECT_EQ(base64_decode("aGVsbG8="), "hello");
  EXPECT_EQ(base64_decode("aGVs\r\nbG8"), "hello");
  EXPECT_EQ(base64_decode("data:image/jpeg;base64,aGVsbG8="), "hello");
  EXPECT_EQ(base64_decode("_-8"), "\xFF\xEF");
  EXPECT_EQ(base64_decode("a*"), "");
}

TEST(KnownWord, IsEmptyForEveryWordForUnknown) {
  for (const char* nothing : {"", " - ", "Unknown", "unk", "N/A", "null", "undefined", "other"})
    EXPECT_EQ(known_word(nothing), "") << nothing;
  EXPECT_EQ(known_word(" Volvo "), "Volvo");
  EXPECT_FALSE(colour_word("--"));
  EXPECT_EQ(colour_word("White"), "White");
}

TEST(VehicleColour, IsMissingFromReadsOfOlderVersions) {
  core::PlateRead read;
  read.plate = "123ABC02";
  const auto older = codec::encode(read);
  EXPECT_EQ(older.find("vehicle_colour"), std::string::npos);
  EXPECT_FALSE(codec::decode<core::PlateRead>(older).value().vehicle_colour);
  read.vehicle_colour = "White";
  EXPECT_EQ(codec::decode<core::PlateRead>(codec::encode(read)).value().vehicle_colour, "White");
}

}  // namespace
}  // namespace otkel::anpr
