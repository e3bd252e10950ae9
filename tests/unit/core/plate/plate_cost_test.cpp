// Prices of reads, and the alignment at that price.
#include "core/plate/plate_cost.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

RC_GTEST_PROP(ReadCosts, AreCheaperIfTheCameraWasInDoubtAndNeverNegative, ()) {
  const auto text = [] {
    return *rc::gen::container<std::string>(8, rc::gen::elementOf(std::string("0123ABCD8OQ")));
  };
  const auto read = encode_plate(text()).value(), card = encode_plate(text()).value();
  const std::vector<double> doubt(8, 0.2);
  const Cost surely = ReadCosts(read, {}, {}).to(card, 9000);
  const Cost doubtfully = ReadCosts(read, doubt, {}).to(card, 9000);
  RC_ASSERT(doubtfully <= surely);
  RC_ASSERT(doubtfully >= 0);
  RC_ASSERT((surely == 0) == (read == card));
}

RC_GTEST_PROP(ReadCosts, AlignAtThePriceTheyGive, ()) {
  const auto text = [] {
    return *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(1, 10),
                                            rc::gen::elementOf(std::string("01A8B")));
  };
  const auto read = encode_plate(text()).value(), card = encode_plate(text()).value();
  const ReadCosts costs(read, {}, {});
  Cost sum = 0;
  for (const auto& [r, c] : align(costs, card))
    sum += r == AlignedPair::kNowhere   ? indel_cost(card, c)
           : c == AlignedPair::kNowhere ? costs.indel(r)
                                        : costs.substitution(r, card.symbols[c]);
  RC_ASSERT(sum == costs.to(card, 99'000));
}

}  // namespace
}  // namespace otkel::core
