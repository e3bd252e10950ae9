// Words for countries in the messages of cameras.
#include "anpr-bridge/decode/country.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Countries, AreTwoLettersIfTheNameIsKnown) {
  struct Case {
    const char* sent;
    const char* code;
  };
  for (const auto& [sent, code] : {Case{"KAZ", "KZ"}, Case{"kz", "KZ"}, Case{"Kyrgyzstan", "KG"},
                                   Case{"PSE", "PSE"}, Case{"-", ""}, Case{"unknown", ""}}) {
    const auto read =
        read_from(std::string(R"({"plateUTF8":"A1","plateCountry":")") + sent + "\"}", "axis");
    EXPECT_EQ(read.country, code) << sent;
  }
}

TEST(Countries, AreCodesIfTheyAreTwoCapitalLetters) {
  EXPECT_TRUE(is_country_code(country_code("Kazakhstan")));
  for (const char* text : {"", "K", "kz", "KAZ", "39"}) EXPECT_FALSE(is_country_code(text)) << text;
}

}  // namespace
}  // namespace otkel::anpr
