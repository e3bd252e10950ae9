// What the hub's log only commits to comes beside it, as often as it must and from nobody else.
#include <gtest/gtest.h>

#include "tests/unit/sync/link/edge_link.hpp"

namespace otkel::sync {
namespace {

using Names = std::vector<std::string>;

class EdgeFetches : public EdgeLink {
 protected:
  void want(const Names& commitments) {
    local_.secrets_wanted = commitments;
    step();
  }
  /// The peer is heard all the time, so that the session lasts.
  void wait(milliseconds span) {
    for (; span > milliseconds{0}; span -= milliseconds{1000}) {
      deliver(Ping{session_, local_.wall, {kHubEpoch}});
      step(std::min(span, milliseconds{1000}));
    }
  }
  Names asked() {
    Names all;
    for (const auto& request : take<SecretsWanted>())
      all.insert(all.end(), request.commitments.begin(), request.commitments.end());
    return all;
  }
  const std::string a_ = commitment_named("a"), b_ = commitment_named("b");
  std::string session_;
};

TEST_F(EdgeFetches, RequestsNothingUnknownToAnOlderHub) {
  session_ = open();
  wait(milliseconds{20'000});
  EXPECT_TRUE(asked().empty());
}

TEST_F(EdgeFetches, RequestsAtOnceAndAgainIfTheAnswerWasLost) {
  session_ = open();
  want({a_});
  EXPECT_EQ(asked(), Names{a_});
  wait(milliseconds{4999});
  EXPECT_TRUE(asked().empty());
  wait(milliseconds{1});
  EXPECT_EQ(asked(), Names{a_});
}

TEST_F(EdgeFetches, RequestsANewSecretWithoutWaitingForAnother) {
  session_ = open();
  want({a_});
  asked();
  want({a_, b_});
  EXPECT_EQ(asked(), Names{b_});
}

TEST_F(EdgeFetches, DeliversOnlyWhatItRequested) {
  session_ = open();
  want({a_});
  deliver(Secrets{session_, {secret_named("b"), secret_named("a")}, {}});
  ASSERT_EQ(got_secrets_.size(), 1u);
  EXPECT_EQ(got_secrets_[0].commitment, a_);
  EXPECT_TRUE(alarms_.empty());
  deliver(Secrets{std::string(32, '9'), {secret_named("a")}, {}});
  EXPECT_EQ(got_secrets_.size(), 1u) << "of another session";
}

TEST_F(EdgeFetches, RefusesASecretThatDoesNotOpenItsCommitmentAndReportsIt) {
  session_ = open();
  want({a_, b_});
  auto other = secret_named("a");
  other.hash = secret_named("b").hash;
  deliver(Secrets{session_, {other, secret_named("b")}, {}});
  ASSERT_EQ(got_secrets_.size(), 1u);
  EXPECT_EQ(got_secrets_[0].commitment, b_);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
  EXPECT_NE(alarms_[0].error.detail.find(a_), std::string::npos);
  EXPECT_EQ(alarms_[0].error.detail.find("argon2id"), std::string::npos);
  EXPECT_FALSE(alarms_[0].quarantined);
}

TEST_F(EdgeFetches, RequestsASecretTheHubLacksOncePerSession) {
  session_ = open();
  want({a_, b_});
  EXPECT_EQ(asked().size(), 2u);
  deliver(Secrets{session_, {secret_named("b")}, {a_}});
  want({a_});
  wait(milliseconds{20'000});
  EXPECT_TRUE(asked().empty());
  link_.on_disconnected(now_);
  session_ = open();
  EXPECT_EQ(asked(), Names{a_}) << "the hub may have been put back";
}

TEST_F(EdgeFetches, RequestsAHundredAtATime) {
  session_ = open();
  Names many;
  for (int i = 0; i < 101; ++i) many.push_back(commitment_named(std::to_string(i)));
  want(many);
  EXPECT_EQ(asked().size(), 100u);
  step();
  EXPECT_EQ(asked().size(), 1u);
}

TEST_F(EdgeFetches, RefusesRequestsToACheckpoint) {
  session_ = open();
  deliver(SecretsWanted{session_, {a_}});
  step();
  EXPECT_TRUE(take<Secrets>().empty());
  EXPECT_EQ(dropped_, 0) << "its owner was asked";
}

/// A hub that one checkpoint has greeted.
class HubServes : public testing::Test {
 protected:
  HubServes() {
    local_.wall = core::Instant(milliseconds(1'747'700'000'000));
    local_.own_log = {head_of(make_log(LogSide::hub, kHubEpoch, 2), kHubEpoch)};
    link_.step(now_, local_);
    Hello hello;
    hello.side = LogSide::edge;
    hello.site = core::Site{"kolzhat"};
    hello.session = std::string(16, '1');
    hello.log = {{kEdgeEpoch}};
    hello.wall = local_.wall;
    deliver(hello);
    session_ = std::get<Welcome>(sent_.at(0)).session;
    deliver(Ping{session_, local_.wall, {kEdgeEpoch}});
    collect();
  }
  void deliver(const Frame& frame) {
    link_.on_frame(encode(frame), now_);
    collect();
  }
  void collect() {
    for (auto& output : link_.take_outputs()) {
      if (auto* f = std::get_if<SendFrame>(&output)) sent_.push_back(*decode(f->bytes));
      if (auto* n = std::get_if<NeedSecrets>(&output)) needed_.push_back(n->commitments);
    }
  }
  std::vector<Secrets> answers() {
    std::vector<Secrets> all;
    for (const auto& frame : sent_)
      if (const auto* f = std::get_if<Secrets>(&frame)) all.push_back(*f);
    return all;
  }
  LocalState local_;
  milliseconds now_{100'000};
  support::SeededRandom random_{42};
  Link link_{{.own_side = LogSide::hub, .site = core::Site{"kolzhat"}, .software = "t"}, random_};
  std::vector<Frame> sent_;
  std::vector<Names> needed_;
  std::string session_;
  const std::string a_ = commitment_named("a"), b_ = commitment_named("b");
};

TEST_F(HubServes, SendsWhatItHoldsAndNamesWhatItLacks) {
  deliver(SecretsWanted{session_, {a_, b_}});
  ASSERT_EQ(needed_, (std::vector<Names>{{a_, b_}}));
  link_.on_secrets({secret_named("b")}, now_);
  collect();
  ASSERT_EQ(answers().size(), 1u);
  ASSERT_EQ(answers()[0].secrets.size(), 1u);
  EXPECT_EQ(answers()[0].secrets[0].hash, secret_named("b").hash);
  EXPECT_EQ(answers()[0].missing, Names{a_});
}

TEST_F(HubServes, AnswersAgainAfterAReadFailure) {
  deliver(SecretsWanted{session_, {a_}});
  deliver(SecretsWanted{session_, {a_}});
  EXPECT_EQ(needed_.size(), 2u);
}

TEST_F(HubServes, AnswersNoClosedSession) {
  deliver(SecretsWanted{session_, {a_}});
  link_.on_disconnected(now_);
  link_.on_secrets({secret_named("a")}, now_);
  deliver(SecretsWanted{session_, {a_}});
  collect();
  EXPECT_EQ(needed_.size(), 1u);
  EXPECT_TRUE(answers().empty());
}

}  // namespace
}  // namespace otkel::sync
