// Batches taken into the stock.
#include "firmware-daemon/app/receive_blanks.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(ReceiveBlanks, AcceptsEachNumberOnceAndOnlyAsAnnouncedByTheHub) {  // I8
  CheckpointInMemory w;
  w.hub({core::BlanksDispatched{"B-7", "C00000100", 10}});
  const auto receive = [&](const ReceiveBlanks& d) {
    return w.as("officer:aliya", [&](Context& c) { return receive_blanks(c, d); });
  };
  EXPECT_EQ(refusal(receive({"B-7", "C00000100", 9})), Code::version_conflict);
  EXPECT_TRUE(receive({"B-7", "C00000100", 10}));
  EXPECT_EQ(refusal(receive({"B-7", "C00000100", 10})), Code::batch_overlaps);
  EXPECT_EQ(refusal(receive({"B-8", "C00000109", 5})), Code::batch_overlaps);
  EXPECT_EQ(refusal(receive({"B-9", "X", 5})), Code::blank_number_malformed);
  EXPECT_EQ(refusal(receive({"B-9", "C00000200", 0})), Code::value_malformed);
  EXPECT_EQ(w.statistics().counts.received, 10);
  EXPECT_TRUE(w.statistics().stock_adds_up);
}

}  // namespace
}  // namespace otkel::app::test
