// Visits on their way over a real socket to a daemon that comes and goes.
#include "anpr-bridge/forwarder.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "base/codec/json.hpp"
#include "sync/bridge/visit_sink_zmq.hpp"
#include "tests/contract/anpr/fake_daemon.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::milliseconds;
using test::Committed;
using test::FakeDaemon;
using test::noon;

struct ForwarderFixture {
  test::TempFolder folder;
  BridgeSettings settings = test::bridge_in(folder);
  Journal journal = Journal::open(settings.journal_path, 1024, 10).value();
  std::unique_ptr<sync::VisitSinkZmq> sink;
  std::optional<Forwarder> forwarder;
  Committed committed;
  std::optional<FakeDaemon> daemon;
  milliseconds boot{0};

  ForwarderFixture() { restart_bridge(); }
  void restart_bridge() {
    sink.reset();
    sink = sync::VisitSinkZmq::connect(settings.endpoint).value();
    forwarder.emplace(journal, *sink);
  }
  void start_daemon() {
    daemon.reset();
    daemon.emplace(settings.endpoint, committed);
  }

  void write(const std::string& visit, std::int64_t revision = 1) {
    const auto key = visit + "/" + std::to_string(revision);
    ASSERT_TRUE(journal.write(test::row_of(key, noon()), test::visit_of(visit, revision, noon())));
    forwarder->wake();
  }

  /// Turns both sides until `done` or until nothing more can be expected (about 10 s of real time).
  template <class Done>
  bool turn(Done done) {
    for (int i = 0; i < 1000; ++i) {
      if (done()) return true;
      forwarder->step(boot);
      if (!daemon) return done();
      for (const auto& sent : daemon->receive(10)) {
        daemon->commit(sent);
        daemon->acknowledge(sent);
      }
    }
    return false;
  }
  bool drained() {
    return turn([&] { return journal.backlog("").value() == 0; });
  }

  /// Steps the bridge until the daemon gets one message; does not answer it.
  std::vector<FakeDaemon::Sent> hear() {
    for (int i = 0; i < 500; ++i) {
      forwarder->step(boot);
      if (auto sent = daemon->receive(10); !sent.empty()) return sent;
    }
    return {};
  }
};

TEST(Forwarder, DeliversTheVisitAndSettlesItOnlyOnTheAcknowledgement) {
  ForwarderFixture line;
  line.start_daemon();
  line.write("visit-a");
  const auto sent = line.hear();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].visit_id, "visit-a");
  EXPECT_EQ(sent[0].revision, 1);
  EXPECT_EQ(codec::decode<core::Visit>(sent[0].body).value().reads.at(0).plate, "123ABC02");
  EXPECT_EQ(line.journal.backlog("").value(), 1);
  EXPECT_TRUE(line.forwarder->connected());
  line.daemon->acknowledge(sent[0]);
  EXPECT_TRUE(line.drained());
  EXPECT_EQ(line.forwarder->counts().acknowledged, 1);
}

TEST(Forwarder, KeepsVisitsWhileTheDaemonIsAbsent) {
  ForwarderFixture line;
  for (int i = 0; i < 100; ++i) line.write("visit-" + std::to_string(i));
  for (int i = 0; i < 10; ++i) line.forwarder->step(line.boot += milliseconds{100});
  EXPECT_EQ(line.forwarder->counts().sent, 0);
  EXPECT_FALSE(line.forwarder->connected());
  line.start_daemon();
  EXPECT_TRUE(line.drained()) << "more than one window of 64";
  EXPECT_EQ(line.committed.revisions.size(), 100u);
  EXPECT_EQ(line.committed.acted, 100);
}

TEST(Forwarder, SendsAgainAfterTwoSecondsOfSilenceAndNotBefore) {
  ForwarderFixture line;
  line.start_daemon();
  line.write("visit-a");
  ASSERT_EQ(line.hear().size(), 1u);
  line.boot += milliseconds{1999};
  line.forwarder->step(line.boot);
  EXPECT_TRUE(line.daemon->receive(100).empty());
  line.boot += milliseconds{1};
  const auto again = line.hear();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].visit_id, "visit-a");
  EXPECT_EQ(line.forwarder->counts().resent, 1);
}

TEST(Forwarder, ResendsTheVisitToADaemonThatDiedBeforeItsAnswer) {
  ForwarderFixture line;
  line.start_daemon();
  line.write("visit-a");
  const auto sent = line.hear();
  ASSERT_EQ(sent.size(), 1u);
  line.daemon->commit(sent[0]);
  line.daemon.reset();  // committed, and dead before it could say so
  line.write("visit-b");
  line.start_daemon();
  EXPECT_TRUE(line.drained());
  EXPECT_EQ(line.committed.revisions.size(), 2u);
  EXPECT_EQ(line.committed.acted, 2);
}

TEST(Forwarder, LosesNothingWhileBothSidesCrashRepeatedly) {
  ForwarderFixture line;
  int written = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 20; ++i) line.write("visit-" + std::to_string(written++));
    line.start_daemon();
    const std::size_t enough = line.committed.revisions.size() + 7;
    EXPECT_TRUE(line.turn([&] { return line.committed.revisions.size() >= enough; })) << round;
    if (round % 2 == 0)
      line.daemon.reset();
    else
      line.restart_bridge();
  }
  line.start_daemon();
  EXPECT_TRUE(line.drained());
  EXPECT_EQ(line.committed.revisions.size(), static_cast<std::size_t>(written));
  EXPECT_EQ(line.committed.acted, written);
}

TEST(Forwarder, SendsALaterRevisionAtOnceAndDoesNotSettleItByAnOldAnswer) {
  ForwarderFixture line;
  line.start_daemon();
  line.write("visit-a", 1);
  const auto first = line.hear();
  ASSERT_EQ(first.size(), 1u);
  line.write("visit-a", 2);
  const auto second = line.hear();
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].revision, 2);
  line.daemon->acknowledge(first[0]);
  for (int i = 0; i < 20; ++i) {
    line.forwarder->step(line.boot);
    line.daemon->receive(5);
  }
  EXPECT_EQ(line.journal.backlog("").value(), 1);
  line.daemon->acknowledge(second[0]);
  EXPECT_TRUE(line.drained());
}

TEST(Forwarder, CountsInvalidAnswersAndContinues) {
  ForwarderFixture line;
  line.start_daemon();
  line.write("visit-a");
  const auto sent = line.hear();
  ASSERT_EQ(sent.size(), 1u);
  const std::string peer = sent[0].peer;
  const std::vector<std::vector<std::string>> nonsense{
      {peer, "A2", "visit-a", "1"}, {peer, "A1", "visit-a", "one"}, {peer, "A1", "visit-a", "-1"},
      {peer, "A1", "visit-a"},      {peer, "A1", "nobody", "1"},    {peer, "", "", ""}};
  for (const auto& frames : nonsense) line.daemon->send(frames);
  line.turn([&] { return line.forwarder->counts().stray >= 6; });
  EXPECT_EQ(line.forwarder->counts().stray, 6);
  EXPECT_EQ(line.journal.backlog("").value(), 1);
  line.daemon->acknowledge(sent[0]);
  EXPECT_TRUE(line.drained());
}

TEST(Forwarder, SendsTheBridgesStatusBesideItsVisits) {
  ForwarderFixture line;
  line.forwarder->report("lost");
  line.start_daemon();
  EXPECT_TRUE(line.turn([&] { return line.forwarder->connected(); }));
  line.forwarder->report(R"({"ready":true})");
  EXPECT_TRUE(line.turn([&] { return !line.daemon->statuses.empty(); }));
  EXPECT_EQ(line.daemon->statuses, std::vector<std::string>{R"({"ready":true})"});
}

TEST(Forwarder, ReportsAnInvalidEndpoint) {
  const auto sink = sync::VisitSinkZmq::connect("somewhere");
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().code, core::Code::config_invalid);
  EXPECT_NE(sink.error().detail.find("'somewhere'"), std::string::npos);
}

}  // namespace
}  // namespace otkel::anpr
