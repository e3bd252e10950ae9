// What stops the sending of the own log: forks, damage, and an event that no frame can carry.
#include <gtest/gtest.h>

#include "tests/unit/sync/link/edge_link.hpp"
#include "tests/unit/sync/link/link_pair.hpp"

namespace otkel::sync {
namespace {

struct ForkCase {
  const char* name;
  std::function<Position(const std::vector<core::EventRecord>&)> held;
};

TEST(LinkForks, RaiseAnAlarmAndStopTheStream) {
  const auto other = make_log(LogSide::edge, kEdgeEpoch, 12, "another life");
  const std::vector<ForkCase> cases{
      {"the peer holds another event at our head", [&](auto&) { return position_of(other[9]); }},
      {"the peer holds another event before our head",
       [&](auto&) { return position_of(other[4]); }},
      {"the peer holds more than we have", [&](auto&) { return position_of(other[11]); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    LinkPair pair(1);
    for (int i = 0; i < 10; ++i) pair.disk(LogSide::edge).append("one life");
    const auto upto = c.held({}).seq;
    pair.disk(LogSide::hub).store({other.begin(), other.begin() + upto});
    pair.disk(LogSide::hub).append("revocation");
    pair.run_for(std::chrono::seconds(30));
    EXPECT_EQ(pair.broken(), "");
    const auto& alarms = pair.alarms(LogSide::edge);
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_EQ(alarms[0].error.code, Code::log_fork);
    EXPECT_TRUE(alarms[0].quarantined);
    EXPECT_TRUE(pair.status(LogSide::edge).sending_quarantined);
    EXPECT_TRUE(
        pair.disk(LogSide::hub).holds(position_of(other[static_cast<std::size_t>(upto - 1)])));
    EXPECT_FALSE(pair.status(LogSide::edge).receiving_quarantined) << "the hub's log still flows";
    EXPECT_TRUE(pair.disk(LogSide::edge).holds(pair.disk(LogSide::hub).state({}).own_log.back()));
  }
}

TEST_F(EdgeLink, TreatsAnAcknowledgementOfAnotherEventAsAFork) {
  const auto session = open();
  Position wrong = position_of(own_[1]);
  wrong.hash[0] = wrong.hash[0] == 'a' ? 'b' : 'a';
  deliver(Ack{session, wrong});
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_TRUE(alarms_[0].quarantined);
  EXPECT_TRUE(acked_.empty());
  take<Batch>();
  step(milliseconds(3000));
  EXPECT_TRUE(take<Batch>().empty());
}

TEST_F(EdgeLink, DetectsADamagedOwnLogBeforeSending) {
  own_[2].body = "{}";
  open();
  EXPECT_EQ(take<Batch>().size(), 2u);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
  EXPECT_TRUE(link_.status().sending_quarantined);
}

TEST_F(EdgeLink, StopsTheStreamWithAnAlarmForAnEventTooLargeForAFrame) {
  set_own({next_event({}, LogSide::edge, kEdgeEpoch, std::string(1'100'000, 'x'))});
  open();
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
  EXPECT_TRUE(alarms_[0].quarantined);
}

}  // namespace
}  // namespace otkel::sync
