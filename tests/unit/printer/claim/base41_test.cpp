// Base41: one value, one text, and nothing else is read.
#include "printer/claim/base41.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace otkel::printer {
namespace {

TEST(Base41, DecodesItsOwnEncodingOfAnyBytes) {
  EXPECT_TRUE(rc::check([](const Bytes& bytes) {
    const auto back = base41_decode(base41_encode(bytes));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == bytes);
  }));
}

TEST(Base41, RefusesWhatItWouldNotWrite) {
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

}  // namespace
}  // namespace otkel::printer
