// What an end lost comes back from its peer, and which epochs of a checkpoint count.
#include <gtest/gtest.h>

#include "tests/unit/sync/link/edge_link.hpp"

namespace otkel::sync {
namespace {

class EdgeRecalls : public EdgeLink {
 protected:
  const std::vector<core::EventRecord> lost_ = make_log(LogSide::edge, kEdgeEpoch, 20);
  const RecallFrom from_{kEdgeEpoch, 11};

  Recalled answer(std::int64_t from, std::int64_t last) const {
    return {session_, kEdgeEpoch, from, {lost_.begin() + from - 1, lost_.begin() + last}};
  }
  void want(const RecallFrom& from) {
    local_.recall = from;
    step();
  }
  std::string session_;
};

TEST_F(EdgeRecalls, RequestsWhatItLacksOnceAndAgainLater) {
  session_ = open();
  want(from_);
  auto asked = take<Recall>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].epoch, kEdgeEpoch);
  EXPECT_EQ(asked[0].from_seq, 11);
  for (int i = 0; i < 4; ++i) {
    deliver(Ping{session_, local_.wall, {kHubEpoch}});
    step(milliseconds{1000});
  }
  EXPECT_TRUE(take<Recall>().empty());
  deliver(Ping{session_, local_.wall, {kHubEpoch}});
  step(milliseconds{1001});
  EXPECT_EQ(take<Recall>().size(), 1u) << "the answer was lost";
}

TEST_F(EdgeRecalls, DeliversTheAnswerAndContinuesAtItsOwnersPosition) {
  session_ = open();
  want(from_);
  take<Recall>();
  deliver(answer(11, 15));
  ASSERT_EQ(returned_.size(), 1u);
  EXPECT_EQ(returned_[0].back().seq, 15);
  want({kEdgeEpoch, 16});
  const auto asked = take<Recall>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].from_seq, 16);
}

TEST_F(EdgeRecalls, IgnoresAnAnswerItDidNotRequest) {
  session_ = open();
  deliver(answer(11, 15));
  want(from_);
  deliver(answer(12, 15));
  auto others = answer(11, 12);
  for (auto& event : others.events) event.side = LogSide::hub;
  deliver(others);
  deliver(Recalled{session_, kEdgeEpoch, 11, {}});
  EXPECT_TRUE(returned_.empty());
}

TEST_F(EdgeRecalls, ReturnsThePeersEventsToThePeer) {
  const auto hub = make_log(LogSide::hub, kHubEpoch, 3);
  session_ = open();
  deliver(Recall{session_, kHubEpoch, 2});
  deliver(Recall{session_, kHubEpoch, 2});
  ASSERT_EQ(wanted_back_.size(), 1u) << "one at a time";
  EXPECT_EQ(wanted_back_[0].from_seq, 2);
  link_.on_held({hub.begin() + 1, hub.end()}, now_);
  collect();
  const auto given = take<Recalled>();
  ASSERT_EQ(given.size(), 1u);
  EXPECT_EQ(given[0].from_seq, 2);
  EXPECT_EQ(given[0].events.size(), 2u);
}

TEST_F(EdgeRecalls, ReportsWhatThePeerHoldsAndDecidedWhileASessionIsOpen) {
  EXPECT_FALSE(link_.status().peer_holds);
  session_ = open({position_of(own_[9])});
  EXPECT_EQ(link_.status().peer_holds, Positions{position_of(own_[9])});
  EXPECT_EQ(link_.status().standing, Standing::accepted);
  link_.on_disconnected(now_);
  EXPECT_FALSE(link_.status().peer_holds);
  EXPECT_FALSE(link_.status().standing);
}

/// A hub with one epoch of a checkpoint that counts, and whatever greets.
class HubAdmits : public testing::Test {
 protected:
  HubAdmits() {
    local_.wall = core::Instant(milliseconds(1'747'700'000'000));
    local_.own_log = {head_of(make_log(LogSide::hub, kHubEpoch, 2), kHubEpoch)};
    local_.standings = {{kEdgeEpoch, Standing::accepted}};
    link_.step(now_, local_);
  }
  std::vector<Frame> answer_to(const Frame& frame) {
    link_.on_frame(encode(frame), now_);
    std::vector<Frame> frames;
    for (auto& output : link_.take_outputs())
      if (auto* f = std::get_if<SendFrame>(&output)) frames.push_back(*decode(f->bytes));
    return frames;
  }
  Hello hello(const std::string& epoch, const std::string& nonce) {
    Hello h;
    h.side = LogSide::edge;
    h.site = core::Site{"kolzhat"};
    h.session = nonce;
    h.log = {{epoch}};
    h.wall = local_.wall;
    return h;
  }
  /// The session that the first machine opens.
  std::string greet(const std::string& epoch, const std::string& nonce) {
    const auto frames = answer_to(hello(epoch, nonce));
    if (frames.empty() || !std::holds_alternative<Welcome>(frames[0])) return {};
    const auto session = std::get<Welcome>(frames[0]).session;
    answer_to(Ping{session, local_.wall, {epoch}});
    return session;
  }
  LocalState local_;
  milliseconds now_{100'000};
  support::SeededRandom random_{42};
  Link link_{{.own_side = LogSide::hub, .site = core::Site{"kolzhat"}, .software = "t"}, random_};
  const std::string spare_ = epoch_named("e2");
};

TEST_F(HubAdmits, NamesTheStandingOfAnEpochThatDoesNotCount) {
  const auto first = std::get<Welcome>(answer_to(hello(kEdgeEpoch, std::string(16, '1')))[0]);
  EXPECT_FALSE(first.standing) << "older programs read it too";
  const auto second = std::get<Welcome>(answer_to(hello(spare_, std::string(16, '2')))[0]);
  EXPECT_EQ(second.standing, Standing::waits);
}

TEST_F(HubAdmits, RefusesASecondMachineWhileTheFirstIsConnected) {
  const auto session = greet(kEdgeEpoch, std::string(16, '1'));
  ASSERT_TRUE(link_.status().established);
  const auto frames = answer_to(hello(spare_, std::string(16, '2')));
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(std::get<Nack>(frames[0]).reason, NackReason::refused);
  EXPECT_EQ(answer_to(Ping{session, local_.wall, {kEdgeEpoch}}).size(), 1u) << "the first goes on";
  EXPECT_EQ(link_.status().last_alarm->code, Code::epoch_not_accepted);
}

TEST_F(HubAdmits, AdmitsTheSecondMachineOnceTheFirstIsGone) {
  greet(kEdgeEpoch, std::string(16, '1'));
  link_.on_disconnected(now_);
  EXPECT_FALSE(greet(spare_, std::string(16, '2')).empty());
}

TEST_F(HubAdmits, GreetsAgainIfAPersonHasAcceptedTheEpoch) {
  greet(spare_, std::string(16, '2'));
  ASSERT_TRUE(link_.status().established);
  local_.standings = {{kEdgeEpoch, Standing::superseded}, {spare_, Standing::accepted}};
  link_.step(now_, local_);
  EXPECT_FALSE(link_.status().established);
}

TEST_F(HubAdmits, AcceptsNothingFromAReplacedMachine) {
  local_.standings = {{kEdgeEpoch, Standing::superseded}, {spare_, Standing::accepted}};
  link_.step(now_, local_);
  greet(kEdgeEpoch, std::string(16, '1'));
  EXPECT_TRUE(link_.status().receiving_quarantined);
}

}  // namespace
}  // namespace otkel::sync
