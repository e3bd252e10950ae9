// The whole bridge, stepped through posts, outages and days.
#include "anpr-bridge/bridge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/recording_sink.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using test::alert_with_picture;
using test::noon;
using test::seconds;

/// A bridge between cameras and a daemon in memory, with a clock that is set by hand.
struct Checkpoint {
  test::TempFolder folder;
  BridgeSettings settings = test::bridge_in(folder);
  Journal journal = Journal::open(settings.journal_path, 64 * 1024, 500).value();
  Pictures pictures = Pictures::open(settings.pictures_dir, [] { return 1ull << 40; }).value();
  test::RecordingSink sink;
  core::Moment at{noon(), milliseconds{5'000'000}};
  int wakes = 0;
  std::unique_ptr<Bridge> bridge;
  std::vector<News> news;

  Checkpoint() { start(); }
  void start() {
    bridge =
        Bridge::open(settings, {journal, pictures, sink}, [this] { ++wakes; }, at, "boot").value();
  }

  /// The status that the camera is answered with; 0 while it waits.
  std::shared_ptr<int> post(const std::string& bytes) {
    auto answered = std::make_shared<int>(0);
    bridge->reception().submit(
        {bridge->intake().camera("gate-in"), "", bytes, false,
         [answered](const core::Result<Outcome>& outcome) { *answered = outcome ? 200 : 503; }});
    return answered;
  }

  milliseconds step() {
    const auto next = bridge->step(at);
    EXPECT_GT(next, at.boot) << "a node that is due at once would never rest";
    for (auto& one : bridge->take_news()) news.push_back(std::move(one));
    return next;
  }
  /// From wake-up to wake-up, as the loop of the process does it.
  void run_for(milliseconds time) {
    const auto end = at.boot + time;
    for (;;) {
      const auto next = std::min(step(), end);
      at.wall += next - at.boot;
      at.boot = next;
      if (next == end) return;
    }
  }
  template <class Kind>
  std::vector<Kind> heard() const {
    std::vector<Kind> out;
    for (const auto& one : news)
      if (const auto* kind = std::get_if<Kind>(&one)) out.push_back(*kind);
    return out;
  }
};

std::string plate(int number) { return std::to_string(100 + number) + "ABC02"; }

/// The database keeps the statement by its text, which must outlive it.
std::size_t rows(Journal& journal, std::string_view table) {
  auto count = journal.database().prepare(table == "visits" ? "SELECT count(*) FROM visits"
                                                            : "SELECT count(*) FROM messages");
  EXPECT_TRUE(count.step());
  return static_cast<std::size_t>(count.integer(0));
}

TEST(Bridge, CarriesAPostThroughJournalAndDaemonUntilItIsForgotten) {
  Checkpoint c;
  c.settings.keep = hours{2};
  c.start();
  c.sink.connect();
  const auto answered = c.post(alert_with_picture("123ABC02"));
  EXPECT_EQ(c.wakes, 1) << "the loop hears that a step is due";
  EXPECT_EQ(*answered, 0) << "nobody is answered before the commit";
  c.step();
  EXPECT_EQ(*answered, 200);
  EXPECT_EQ(c.journal.backlog("").value(), 1);
  ASSERT_EQ(c.sink.visits.size(), 1u) << "forwarded in the same turn";
  const auto visit = codec::decode<core::Visit>(c.sink.visits[0].json).value();
  EXPECT_EQ(visit.reads.at(0).plate, "123ABC02");
  EXPECT_EQ(visit.visit_id, c.sink.visits[0].visit_id);
  c.sink.acknowledge(c.sink.visits[0]);
  c.run_for(seconds(10));
  EXPECT_EQ(c.journal.backlog("").value(), 0);
  EXPECT_EQ(c.sink.visits.size(), 1u) << "what is acknowledged is not sent again";
  const auto picture = c.pictures.path_of(visit.picture_hash);
  EXPECT_TRUE(std::filesystem::exists(picture));
  c.run_for(hours{4});
  EXPECT_FALSE(std::filesystem::exists(picture));
  EXPECT_EQ(rows(c.journal, "messages") + rows(c.journal, "visits"), 0u);
  ASSERT_EQ(c.heard<OldPicturesDeleted>().size(), 1u);
  EXPECT_EQ(c.heard<OldPicturesDeleted>()[0].count, 1u);
}

TEST(Bridge, LosesNothingInAnOutageOfHoursAndDeliversItInOrder) {
  Checkpoint c;
  c.settings.keep = hours{1};  // shorter than the outage: what is not settled stays all the same
  c.start();
  c.sink.connect();
  c.run_for(seconds(5));
  c.sink.cut();
  constexpr int kTrucks = 100;
  for (int i = 0; i < kTrucks; ++i) {
    const auto answered = c.post(alert_with_picture(plate(i)));
    c.run_for(std::chrono::minutes{5});
    EXPECT_EQ(*answered, 200) << "cameras do not notice";
  }
  EXPECT_TRUE(c.sink.visits.empty());
  EXPECT_EQ(c.journal.backlog("").value(), kTrucks);
  c.sink.connect();
  for (std::size_t answered = 0; answered < kTrucks;) {
    c.step();
    ASSERT_GT(c.sink.visits.size(), answered);
    for (; answered < c.sink.visits.size(); ++answered) c.sink.acknowledge(c.sink.visits[answered]);
  }
  c.step();
  EXPECT_EQ(c.journal.backlog("").value(), 0);
  ASSERT_EQ(c.sink.visits.size(), static_cast<std::size_t>(kTrucks));
  for (int i = 0; i < kTrucks; ++i)
    EXPECT_EQ(codec::decode<core::Visit>(c.sink.visits[static_cast<std::size_t>(i)].json)
                  .value()
                  .reads.at(0)
                  .plate,
              plate(i));
  std::vector<bool> connections;
  for (const auto& one : c.heard<DaemonConnection>()) connections.push_back(one.connected);
  EXPECT_EQ(connections, (std::vector<bool>{true, false, true}));
}

TEST(Bridge, SendsWhatWasUnderWayAgainAfterARestart) {
  Checkpoint c;
  c.sink.connect();
  c.post(alert_with_picture("123ABC02"));
  c.step();
  ASSERT_EQ(c.sink.visits.size(), 1u);
  c.sink.cut();
  c.step();
  c.start();
  c.sink.connect();
  c.step();
  ASSERT_EQ(c.sink.visits.size(), 2u);
  EXPECT_EQ(c.sink.visits[0].visit_id, c.sink.visits[1].visit_id);
  EXPECT_EQ(c.sink.visits[0].json, c.sink.visits[1].json);
}

TEST(Bridge, ReportsItsStatusToTheDaemonEveryThreeSeconds) {
  Checkpoint c;
  c.run_for(seconds(30));
  EXPECT_TRUE(c.sink.statuses.empty()) << "nobody is there";
  c.sink.connect();
  c.run_for(seconds(30));
  EXPECT_EQ(c.sink.statuses.size(), 10u);
  const auto status = codec::decode<core::BridgeStatus>(c.sink.statuses.back()).value();
  EXPECT_TRUE(status.connected);
  EXPECT_EQ(status.cameras.size(), 2u);
}

TEST(Bridge, ReportsACamerasProblemOnceUntilThereIsAnother) {
  Checkpoint c;
  c.post("rubbish");
  c.run_for(hours{1});
  ASSERT_EQ(c.heard<CameraTrouble>().size(), 1u);
  EXPECT_EQ(c.heard<CameraTrouble>()[0].camera, "gate-in");
  EXPECT_EQ(c.heard<CameraTrouble>()[0].undecodable, 1);
  c.post("rubbish");
  c.run_for(hours{1});
  ASSERT_EQ(c.heard<CameraTrouble>().size(), 2u);
  EXPECT_EQ(c.heard<CameraTrouble>()[1].undecodable, 2);
}

/// One that nothing but its age keeps.
void settle_a_visit(Checkpoint& c) {
  c.sink.connect();
  c.post(alert_with_picture(plate(1)));
  c.step();
  ASSERT_EQ(c.sink.visits.size(), 1u);
  c.sink.acknowledge(c.sink.visits[0]);
  c.run_for(seconds(30));
  ASSERT_EQ(rows(c.journal, "messages"), 1u);
}

TEST(Bridge, DeletesNothingByItsAgeWhileTheClockIsFarAhead) {
  Checkpoint c;
  settle_a_visit(c);
  c.at.wall += hours{400 * 24};
  c.run_for(hours{3});
  EXPECT_EQ(rows(c.journal, "messages"), 1U);
  ASSERT_FALSE(c.heard<ClockDoubted>().empty());
  EXPECT_EQ(c.heard<ClockDoubted>().front().doubt, core::ClockDoubt::moved);
  c.start();
  c.run_for(hours{3});
  EXPECT_EQ(rows(c.journal, "messages"), 1U) << "a restart forgets no doubt";
  c.at.wall -= hours{400 * 24};
  c.run_for(hours{3});
  EXPECT_EQ(c.heard<ClockDoubted>().back().doubt, core::ClockDoubt::none);
  EXPECT_EQ(rows(c.journal, "messages"), 1U) << "it is not old";
}

TEST(Bridge, BelievesAClockThatWasNotSetForADay) {
  Checkpoint c;
  settle_a_visit(c);
  c.at.wall += hours{400 * 24};
  c.run_for(hours{26});
  EXPECT_EQ(c.heard<ClockDoubted>().back().doubt, core::ClockDoubt::none);
  EXPECT_EQ(rows(c.journal, "messages"), 0U);
}

TEST(Bridge, IsDeterministic) {
  const auto reported = [] {
    Checkpoint c;
    for (int i = 0; i < 50; ++i) {
      if (i % 7 == 0) c.sink.connect();
      if (i % 7 == 4) c.sink.cut();
      c.post(alert_with_picture(plate(i / 2)));
      c.run_for(milliseconds{1777 * (i % 5 + 1)});
      if (i % 3 == 0 && !c.sink.visits.empty()) c.sink.acknowledge(c.sink.visits.back());
    }
    std::vector<std::string> out = c.sink.statuses;
    for (const auto& v : c.sink.visits) out.push_back(v.visit_id + v.json);
    return out;
  };
  const auto first = reported();
  EXPECT_GT(first.size(), 50u);
  EXPECT_EQ(first, reported());
}

}  // namespace
}  // namespace otkel::anpr
