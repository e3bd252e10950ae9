// Which plates a camera's reads speak for.
#include "core/plate/read_support.hpp"

#include <gtest/gtest.h>

#include "core/plate/card_index.hpp"
#include "core/plate/plate_match.hpp"

namespace otkel::core {
namespace {

Visit seen(const std::string& text) {
  Visit visit;
  visit.visit_id = "visit-1";
  visit.camera = "exit-1";
  visit.role = CameraRole::exit;
  PlateRead read;
  read.plate = text;
  for (const char* id : {"a", "b"}) {
    read.event_id = id;
    visit.reads.push_back(read);
  }
  return visit;
}

bool supports(const std::string& read, const std::string& named,
              const std::vector<std::string>& cards) {
  CardIndex index;
  for (const auto& card : cards) index.put(card);
  const auto visit = seen(read);
  const auto decision = match_plate(visit.reads, index, Confusions{}, RulePack{});
  return reads_support(named, visit, decision, Confusions{}, RulePack{});
}

TEST(ReadsSupport, SupportsThePlateItselfAndTheMatchersProposals) {
  EXPECT_TRUE(supports("829NBD19", "829NBD19", {"829NBD19"}));
  EXPECT_TRUE(supports("B29NBD19", "829NBD19", {"829NBD19"}));
  EXPECT_TRUE(supports("829NBD19", "829NBD19", {})) << "a card that arrived after the read";
}

TEST(ReadsSupport, SupportsNoDistantPlate) {
  EXPECT_FALSE(supports("999ZZZ99", "829NBD19", {"829NBD19"}));
  EXPECT_FALSE(supports("", "829NBD19", {"829NBD19"})) << "nothing was read";
  EXPECT_FALSE(supports("?", "829NBD19", {"829NBD19"}));
}

TEST(ReadsSupport, SupportsNoNeighbourOfAnExactRead) {
  EXPECT_FALSE(supports("B29NBD19", "829NBD19", {"829NBD19", "B29NBD19"}));
  EXPECT_TRUE(supports("B29NBD19", "B29NBD19", {"829NBD19", "B29NBD19"}));
}

TEST(ReadsSupport, ThePlateOfAnAmbiguousReadEitherWay) {
  EXPECT_TRUE(supports("10OABC02", "100ABC02", {"100ABC02", "1OOABC02"}));
  EXPECT_TRUE(supports("10OABC02", "1OOABC02", {"100ABC02", "1OOABC02"}));
}

}  // namespace
}  // namespace otkel::core
