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
  EXPECT_EQ(refusal(receive({"B-8", "C00000109", 5, "18", "C00000113"})), Code::batch_overlaps);
  EXPECT_EQ(refusal(receive({"B-9", "X", 5})), Code::blank_number_malformed);
  EXPECT_EQ(refusal(receive({"B-9", "C00000200", 0})), Code::value_malformed);
  EXPECT_EQ(w.statistics().counts.received, 10);
  EXPECT_TRUE(w.statistics().stock_adds_up);
}

TEST(ReceiveBlanks, RequiresTheActOfABatchThatTheCentreDidNotAnnounce) {
  CheckpointInMemory w;
  const auto receive = [&](const ReceiveBlanks& d) {
    return w.as("officer:aliya", [&](Context& c) { return receive_blanks(c, d); });
  };
  EXPECT_EQ(refusal(receive({"B-1", "C00000001", 10})), Code::value_malformed);
  EXPECT_TRUE(receive({"B-1", "C00000001", 10, "17/3", "C00000010"}));
  const auto fact = std::get<core::BlanksReceived>(w.events_of("blanks_received").front());
  EXPECT_EQ(fact.act, "17/3");
  EXPECT_EQ(fact.last, "C00000010");
  EXPECT_EQ(w.as("officer:aliya", [](Context& c) { return Result<StockView>{stock_view(c)}; })
                ->deliveries.front()
                .act,
            "17/3");
}

TEST(ReceiveBlanks, RefusesWhatIsOnItsWayUnderAnotherNameAndTakesNothing) {
  CheckpointInMemory w;
  w.hub({core::BlanksDispatched{"B-7", "C00000100", 10}});
  const auto receive = [&](const ReceiveBlanks& d) {
    return w.as("officer:aliya", [&](Context& c) { return receive_blanks(c, d); });
  };
  const auto other = receive({"B-8", "C00000095", 10, "18", "C00000104"});
  EXPECT_EQ(refusal(other), Code::batch_overlaps);
  EXPECT_NE(other.error().detail.find("C00000100 is on its way as batch B-7"), std::string::npos)
      << other.error().detail;
  const auto gap = receive(
      {"B-7", "C00000100", 10, {}, {}, {{"C00000100", "C00000103"}, {"C00000106", "C00000109"}}});
  EXPECT_EQ(refusal(gap), Code::value_malformed);
  EXPECT_NE(gap.error().detail.find("C00000104 to C00000105 in no pack"), std::string::npos)
      << gap.error().detail;
  EXPECT_EQ(refusal(receive({"B-7", "C00000100", 10, {}, {}, {{"C00000100", "?"}}})),
            Code::blank_number_malformed);
  EXPECT_EQ(w.statistics().counts.received, 0);
  EXPECT_TRUE(w.events_of("blanks_received").empty());
}

}  // namespace
}  // namespace otkel::app::test
