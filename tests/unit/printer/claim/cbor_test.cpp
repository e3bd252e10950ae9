// CBOR: one value, one encoding, and nothing else is read.
#include "printer/claim/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace otkel::printer {
namespace {

TEST(Cbor, WritesTheShortestHeads) {
  const auto head = [](std::uint64_t value) {
    Bytes out;
    cbor_uint(out, value);
    return out;
  };
  EXPECT_EQ(head(0), (Bytes{0x00}));
  EXPECT_EQ(head(23), (Bytes{0x17}));
  EXPECT_EQ(head(24), (Bytes{0x18, 0x18}));
  EXPECT_EQ(head(256), (Bytes{0x19, 0x01, 0x00}));
  EXPECT_EQ(head(65536), (Bytes{0x1a, 0x00, 0x01, 0x00, 0x00}));
  EXPECT_EQ(head(0x100000000), (Bytes{0x1b, 0, 0, 0, 1, 0, 0, 0, 0}));
}

TEST(Cbor, ReadsBackWhatItWrote) {
  EXPECT_TRUE(rc::check([](std::uint64_t number, const Bytes& bytes, const std::string& text) {
    Bytes out;
    cbor_uint(out, number);
    cbor_bytes(out, bytes);
    cbor_text(out, text);
    CborReader reader(out);
    RC_ASSERT(reader.head(CborMajor::unsigned_int) == number);
    const auto read = reader.bytes();
    RC_ASSERT(read.has_value());
    RC_ASSERT(Bytes(read->begin(), read->end()) == bytes);
    RC_ASSERT(reader.text() == text);
    RC_ASSERT(reader.at_end());
  }));
}

TEST(Cbor, RefusesLongerFormsAndLengthsPastTheEnd) {
  const auto reads = [](const Bytes& in) {
    return CborReader(in).head(CborMajor::unsigned_int).has_value();
  };
  EXPECT_FALSE(reads({0x18, 0x17}));
  EXPECT_FALSE(reads({0x19, 0x00, 0xff}));
  EXPECT_FALSE(reads({0x1a, 0x00, 0x00, 0xff, 0xff}));
  EXPECT_FALSE(reads({0x19, 0x01}));
  EXPECT_FALSE(reads({0x1f}));
  EXPECT_FALSE(reads({}));
  const Bytes endless{0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00};
  EXPECT_FALSE(CborReader(endless).bytes().has_value());
}

}  // namespace
}  // namespace otkel::printer
