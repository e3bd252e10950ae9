// The witness as text, and what a power cut leaves of it.
#include "ledger/witness.hpp"

#include <gtest/gtest.h>

namespace otkel::ledger {
namespace {

const Witness kTwo{{"nur-zholy/hub", {std::string(32, '1'), 7, std::string(64, 'a')}},
                   {"dostyk/hub", {std::string(32, '2'), 9, std::string(64, 'b')}}};

TEST(WitnessText, ReadsWhatItWrites) { EXPECT_EQ(read_witness(witness_text(kTwo)), kTwo); }

TEST(WitnessText, IgnoresATruncatedOrDamagedLine) {
  const auto whole = witness_text(kTwo);
  const auto first = whole.find('\n') + 1;
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(read_witness(whole.substr(0, size)).size(), size < first ? 0U : 1U) << size;
  for (const char* line : {"", "\n", "x\n", "a b c d\n", "a b c d e\n"})
    EXPECT_TRUE(read_witness(line).empty()) << line;
}

}  // namespace
}  // namespace otkel::ledger
