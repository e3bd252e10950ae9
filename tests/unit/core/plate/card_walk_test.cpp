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
  EXPECT_EQ(within(kPlainCost), std::vector<std::string>{"123ABC02"}) << "the limit itself is out";
  EXPECT_EQ(within(kPlainCost + 1), (std::vector<std::string>{"122ABC02", "123ABC02", "123ABD02"}));
}

TEST(CardWalk, FindsNothingIfNoCardIsKept) {
  const KeyBlocks none;
  const ReadCosts read(encode_plate("123ABC02").value(), {}, {});
  CardWalk(none, read, 9000).run([](const CardKey&, Cost) { ADD_FAILURE(); });
}

/// A block for each list.
KeyBlocks blocks_of(const std::vector<std::vector<const char*>>& lists) {
  KeyBlocks keys;
  for (const auto& list : lists) {
    keys.blocks.emplace_back();
    for (const char* plate : list)
      keys.blocks.back().push_back(key_of(encode_plate(plate).value()));
    keys.firsts.push_back(keys.blocks.back().front());
  }
  return keys;
}

std::vector<std::string> found(const KeyBlocks& keys, const char* text, Cost limit) {
  const ReadCosts read(encode_plate(text).value(), {}, {});
  std::vector<std::string> plates;
  CardWalk(keys, read, limit).run([&](const CardKey& key, Cost) {
    plates.push_back(plate_of(key).plate);
  });
  return plates;
}

TEST(CardWalk, FindsEveryKeyOfEveryBlockWhereverItStands) {
  const std::vector<std::vector<const char*>> lists{
      {"1111", "2222"}, {"3333"}, {"4444", "5555", "6666"}, {"7777", "8888"}};
  const auto keys = blocks_of(lists);
  for (const auto& list : lists)
    for (const char* plate : list)
      EXPECT_EQ(found(keys, plate, 1), std::vector<std::string>{plate}) << plate;
  EXPECT_TRUE(found(keys, "0000", 1).empty());
  EXPECT_TRUE(found(keys, "2999", 1).empty()) << "between two blocks";
  EXPECT_TRUE(found(keys, "9999", 1).empty());
}

TEST(CardWalk, FindsKeysOfOneToTwelveCharacters) {
  const auto keys = blocks_of({{"7", "12", "1234567890"}, {"123456789012"}});
  for (const char* plate : {"7", "12", "1234567890", "123456789012"})
    EXPECT_EQ(found(keys, plate, 1), std::vector<std::string>{plate}) << plate;
  EXPECT_EQ(found(keys, "", 701), std::vector<std::string>{"7"}) << "all of it was lost";
}

}  // namespace
}  // namespace otkel::core
