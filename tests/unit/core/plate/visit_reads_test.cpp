// Messages that tell the same look at a vehicle count once.
#include "core/plate/visit_reads.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

PlateRead reported(const char* plate, const char* event) {
  PlateRead read;
  read.plate = plate;
  read.event_id = event;
  return read;
}

VisitReads reads_of(const std::vector<PlateRead>& reads) {
  return reads_of_visit(reads, [](const std::string&) { return false; });
}

TEST(VisitReads, CountsACaptureOnceWithItsLastReport) {
  const auto reads = reads_of({reported("123ABC02", "e1"), reported("123ABD02", "e1")});
  ASSERT_EQ(reads.captures.size(), 1U);
  EXPECT_EQ(reads.captures[0].main().folded, "123ABD02");
  EXPECT_EQ(reads_of({reported("123ABC02", "e1"), reported("123ABC02", "e2")}).captures.size(), 2U);
}

TEST(VisitReads, NeverReplacesALiveReportByALateOne) {
  auto late = reported("777XYZ05", "e1");
  late.retransmitted = true;
  const auto reads = reads_of({reported("123ABC02", "e1"), late});
  ASSERT_EQ(reads.captures.size(), 1U);
  EXPECT_EQ(reads.captures[0].main().folded, "123ABC02");
  EXPECT_FALSE(reads.captures[0].late);
}

TEST(VisitReads, KeepsTextsThatAreNoPlateForTheRecord) {
  const auto reads = reads_of({reported("STOP", "e1")});
  EXPECT_TRUE(reads.captures.empty());
  EXPECT_TRUE(reads.read_something);
  EXPECT_EQ(reads.raw, "STOP");
  EXPECT_FALSE(reads_of({reported("", "e1")}).read_something);
}

TEST(VisitReads, TreatsACardsPlateAsAPlateWhateverItsShape) {
  const auto listed = [](const std::string& text) { return text == "STOP"; };
  EXPECT_EQ(reads_of_visit({reported("STOP", "e1")}, listed).captures.size(), 1U);
}

}  // namespace
}  // namespace otkel::core
