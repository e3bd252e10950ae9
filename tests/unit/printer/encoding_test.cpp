// CBOR and Base41: one value, one encoding, and nothing else is read.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "printer/claim/base41.hpp"
#include "printer/claim/cbor.hpp"

namespace otkel::printer {
namespace {

TEST(Base41, ComesBackForAnyBytes) {
  EXPECT_TRUE(rc::check([](const Bytes& bytes) {
    const auto back = base41_decode(base41_encode(bytes));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == bytes);
  }));
}

TEST(Base41, ReadsNothingItWouldNotWrite) {
  EXPECT_TRUE(rc::check([] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string(kBase41) + "/% +abc"));
    if (const auto bytes = base41_decode(text)) RC_ASSERT(base41_encode(*bytes) == text);
  }));
}

TEST(Base41, UsesNoCharacterThatLinksOrFormsChange) {
  EXPECT_EQ(kBase41.size(), 41U);
  EXPECT_EQ(kBase41.find_first_of(" %+/#?&\"<>"), std::string_view::npos);
}

TEST(Base41, WritesTheVectorsOfItsDescription) {
  EXPECT_EQ(base41_encode(Bytes{0xff}), "96");
  EXPECT_EQ(base41_encode(Bytes{0xff, 0xff}), "H:-");
  EXPECT_EQ(base41_encode(Bytes{0xd2, 0x84}), "I2W");
  EXPECT_EQ(base41_encode(Bytes{0x48, 0x65, 0x6c, 0x6c, 0x6f}), "11B:KGT2");
}

TEST(Base41, RefusesGroupsThatOverflow) {
  EXPECT_FALSE(base41_decode(":::").has_value());
  EXPECT_FALSE(base41_decode("::").has_value());
  EXPECT_FALSE(base41_decode("0").has_value());
}

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
