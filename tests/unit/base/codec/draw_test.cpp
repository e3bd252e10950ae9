// The bytes of a draw, against the vector that another program computed (docs/draw.md).
#include "base/codec/draw.hpp"

#include <gtest/gtest.h>

#include "base/codec/json.hpp"
#include "tests/support/draws.hpp"

namespace otkel::codec {
namespace {

const DrawFile& vector_draw() {
  static const DrawFile file = test::three_draws().back();
  return file;
}

TEST(Draw, CommitsToSeedsAsInTheVector) {
  EXPECT_EQ(draw_commit(test::kVectorLot, "hub", test::counted_from(0x00)),
            "b902b104c68a3b80dd75c044611e4c3174acda392d4caaba01010e9c25c32399");
  EXPECT_EQ(draw_commit(test::kVectorLot, "NZ", test::counted_from(0x20)),
            "f94f3991e3bdba87ede72b907ec42060ca5498f44560de72f73e32564700a084");
}

TEST(Draw, GivesAVehicleAnotherIdInEachDraw) {
  EXPECT_EQ(draw_vehicle(test::kVectorLot, "512AKH02", "WDB9634031L123456"),
            "3fc98b59106f60e969434a550b502bf64a5b21a7c63d7abeab5082e388e1845b");
  EXPECT_EQ(draw_vehicle(test::kVectorLot, "777BCD05", "XTC651154P1234567"),
            "4e1c6a73e8aff1ede5664b7c3acee05bbc8204aa9a32eeff3225fdb2248bd9fd");
  EXPECT_EQ(draw_vehicle(test::kSecondLot, "777BCD05", "XTC651154P1234567"),
            "3b4713a1598fbc97e3e1fe75f504ddaedece40da6e537cc43587843f98fba87b");
  EXPECT_EQ(draw_vehicle(test::kSecondLot, "345ERT07", "YS2R4X20005398765"),
            "48f635cd7de35de5096b4ad54acc9fa1820f572684f898c7dd57d19110886e53");
}

TEST(Draw, HasTheRootAndTheSeedOfTheVector) {
  EXPECT_EQ(vector_draw().root, "f6c09d56877ce71f05de5c297321015d5cdfab9c50509dc1aec85122caf74139");
  EXPECT_EQ(vector_draw().seed, "ec2fe9269c442d3a2a60d1b7b8f1f51746ee57b98604c1ae7104ba38dbe45380");
}

TEST(Draw, HasTheResultOfTheVector) {
  const auto a = core::DrawInterval::parse("2026-12-14T03:00Z").value();
  const auto b = core::DrawInterval::parse("2026-12-14T03:30Z").value();
  const std::vector<DrawRank> right{
      {"4e1c6a73e8aff1ede5664b7c3acee05bbc8204aa9a32eeff3225fdb2248bd9fd", 3,
       "04c8d304e6391438a3737a904e66009e8d6bf92bb4c5895744c70d52a706de49", a},
      {"3c7e18226fc5cbbdfd9a510d28b27cb8069a11f20e630e20154d184530b0765b", 1,
       "2796458b2c3de9958c8a3bb746e93262fd3bcbb88621cb9e5e924b7861682de6", std::nullopt},
      {"a3d0d0194e8fd6bc2a052ea1a3e4397db0ab158f7545d995eee51d3fafe052fd", 1,
       "ac13ef2f2e2ef5764b54d158808534628098278658a299e1307c7a4b8ed5977d", b},
      {"3fc98b59106f60e969434a550b502bf64a5b21a7c63d7abeab5082e388e1845b", 1,
       "fc2850e4cb342e8c1e59369b013c6fa6b556c2c08604278898ae1fa83e15e3e2", b}};
  EXPECT_EQ(vector_draw().ranks, right);
}

TEST(Draw, DelaysAReleasedPlaceAsInTheVector) {
  EXPECT_EQ(draw_delay(vector_draw().seed, "00112233445566778899aabbccddeeff"), 2);
  std::array<int, 3> seen{};
  for (int n = 0; n < 300; ++n)
    ++seen[static_cast<std::size_t>(draw_delay(vector_draw().seed, std::to_string(n)))];
  for (const int count : seen) EXPECT_GT(count, 60);
}

TEST(Draw, IsWrittenToItsFileAndReadAgain) {
  const auto text = encode(vector_draw());
  const auto read = decode<DrawFile>(text);
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(*read, vector_draw());
  EXPECT_NE(text.find(R"("choices":"2026-12-14T03:30Z,2026-12-14T03:00Z")"), std::string::npos);
  EXPECT_NE(text.find(R"("interval":null)"), std::string::npos);
  EXPECT_NE(text.find(R"("beacon":null)"), std::string::npos);
}

TEST(Draw, HasAnotherSeedWithABeaconAndWithoutAWitness) {
  auto file = vector_draw();
  file.beacon = DrawBeacon{"drand", 7, "00ff"};
  EXPECT_NE(draw_seed(file), vector_draw().seed);
  file = vector_draw();
  file.witnesses.clear();
  EXPECT_NE(draw_seed(file), vector_draw().seed);
}

// The list is no part of S: invented vehicles change nobody's score.
TEST(Draw, GivesTheSameScoresHoweverManyInventedVehiclesAreOnTheList) {
  auto file = vector_draw();
  for (int n = 0; n < 50; ++n)
    file.requests.push_back({draw_vehicle(file.draw, "DUMMY", std::to_string(n)), 1,
                             file.requests.front().choices, "", file.opens});
  std::ranges::sort(file.requests, {}, &DrawRequest::vehicle);
  ASSERT_EQ(draw_seed(file), file.seed);
  auto ranks = draw_result(file);
  EXPECT_EQ(ranks.size(), 54U);
  for (const auto& before : vector_draw().ranks) {
    const auto same = std::ranges::find(ranks, before.vehicle, &DrawRank::vehicle);
    ASSERT_NE(same, ranks.end());
    EXPECT_EQ(same->score, before.score);
    EXPECT_EQ(same->ticket, before.ticket);
  }
}

TEST(Draw, HasAnIdThatNamesAFile) {
  EXPECT_TRUE(is_draw_id("NZ-2026-12-14-M1"));
  for (const auto* bad : {"", "../NZ", "nz-1", "NZ 1", "NZ/1"})
    EXPECT_FALSE(is_draw_id(bad)) << bad;
}

}  // namespace
}  // namespace otkel::codec
