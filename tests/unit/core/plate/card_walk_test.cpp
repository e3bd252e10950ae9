// A walk over sorted keys visits exactly those within the limit.
#include "core/plate/card_walk.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace otkel::core {
namespace {

TEST(CardWalk, VisitsEveryKeyBelowTheLimitInOrderAndNoOther) {
  KeyBlocks keys;
  for (const auto& block :
       {std::vector{"122ABC02", "123ABC02"}, std::vector{"123ABD02", "777XYZ05"}}) {
    keys.blocks.emplace_back();
    for (const char* plate : block)
      keys.blocks.back().push_back(key_of(encode_plate(plate).value()));
    keys.firsts.push_back(keys.blocks.back().front());
  }
  const ReadCosts read(encode_plate("123ABC02").value(), {}, {});
  const auto within = [&](Cost limit) {
    std::vector<std::string> plates;
    CardWalk walk(keys, read, limit);
    walk.run([&](const CardKey& key, Cost cost) {
      EXPECT_LT(cost, limit);
      plates.push_back(plate_of(key).plate);
    });
    return plates;
  };
  EXPECT_EQ(within(1), std::vector<std::string>{"123ABC02"});
  EXPECT_EQ(within(kPlainCost + 1), (std::vector<std::string>{"122ABC02", "123ABC02", "123ABD02"}));
}

TEST(CardWalk, FindsNothingIfNoCardIsKept) {
  const KeyBlocks none;
  const ReadCosts read(encode_plate("123ABC02").value(), {}, {});
  CardWalk(none, read, 9000).run([](const CardKey&, Cost) { ADD_FAILURE(); });
}

}  // namespace
}  // namespace otkel::core
