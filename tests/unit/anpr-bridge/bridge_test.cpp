// The whole bridge, stepped through posts, outages and days.
#include "anpr-bridge/bridge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

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
  test::TempFolder folder{support::memory_if_there_is_one()};
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

/// A camera's message without a zone, of the local time at which it saw the truck.
std::string zoneless(const std::string& plate, core::Instant seen) {
  const std::string local = core::to_iso(seen + core::kKazakhstanOffset).substr(0, 19);
  return "<EventNotificationAlert><eventType>ANPR</eventType><dateTime>" + local +
         "</dateTime><ANPR><licensePlate>" + plate + "</licensePlate></ANPR><UUID>" + plate +
         "</UUID></EventNotificationAlert>";
}

constexpr const char* kHeartbeat =
    "<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState>"
    "</EventNotificationAlert>";

/// What waits for the daemon about a plate: the doubt of its last read, and whether its visit is
/// live.
struct Reported {
  bool live = false;
  std::optional<core::ReadDoubt> doubt;
};
std::optional<Reported> reported_of(const Checkpoint& c, const std::string& plate) {
  std::optional<Reported> last;
  const auto rows = c.journal.pending(64).value();
  for (const auto& row : rows) {
    const auto visit = codec::decode<core::Visit>(row.json).value();
    for (const auto& read : visit.reads)
      if (read.plate == plate) last = {visit.live, read.doubt};
  }
  return last;
}

/// A camera with heartbeats and without a zone, over hours.
struct ZonelessCamera {
  Checkpoint& c;
  std::vector<std::string> kept = {};  ///< while it cannot reach us
  int trucks = 100;

  std::string sees() { return std::to_string(++trucks) + "ABC02"; }
  void talks(milliseconds time) {
    for (const auto end = c.at.boot + time; c.at.boot < end; c.run_for(seconds(30)))
      c.post(kHeartbeat);
  }
  std::string reports() {
    const auto plate = sees();
    c.post(zoneless(plate, c.at.wall));
    c.step();
    return plate;
  }
};

TEST(Bridge, LetsNothingActThatACameraWithoutZoneKeptDuringAnOutage) {
  Checkpoint c;
  ZonelessCamera camera{c};
  camera.talks(std::chrono::minutes{3});
  const auto before = camera.reports();
  EXPECT_FALSE(reported_of(c, before)->doubt) << "a camera that talks steadily acts without a zone";
  std::vector<std::pair<std::string, std::string>> backlog;
  for (int i = 0; i < 12; ++i) {
    const auto plate = camera.sees();
    backlog.emplace_back(plate, zoneless(plate, c.at.wall));
    c.run_for(std::chrono::minutes{10});
  }
  c.post(kHeartbeat);
  for (const auto& [plate, bytes] : backlog) {
    c.post(bytes);
    c.run_for(seconds(20));
  }
  for (const auto& [plate, bytes] : backlog) {
    ASSERT_TRUE(reported_of(c, plate)) << plate << " is journaled and forwarded all the same";
    EXPECT_EQ(reported_of(c, plate)->doubt, core::ReadDoubt::age_unknown) << plate;
  }
  const auto status = c.bridge->status(c.at.wall).value();
  EXPECT_EQ(status.cameras.at(1).doubts.age_unknown, 12);
  camera.talks(std::chrono::minutes{3});
  EXPECT_FALSE(reported_of(c, camera.reports())->doubt) << "the backlog is over";
}

TEST(Bridge, DoubtsNoTimelessReadAfterARestartThatTookAMoment) {
  Checkpoint c;
  ZonelessCamera camera{c};
  camera.talks(std::chrono::minutes{3});
  camera.reports();
  c.run_for(std::chrono::minutes{2});
  c.start();
  EXPECT_FALSE(reported_of(c, camera.reports())->doubt);
}

TEST(Bridge, DoubtsTimelessReadsAfterItWasDownForLongAndStillAfterAnotherRestart) {
  Checkpoint c;
  ZonelessCamera camera{c};
  camera.talks(std::chrono::minutes{3});
  camera.reports();
  c.at.wall += hours{2};
  c.at.boot += hours{2};
  c.start();
  EXPECT_EQ(reported_of(c, camera.reports())->doubt, core::ReadDoubt::age_unknown);
  c.run_for(seconds(10));
  c.start();
  EXPECT_EQ(reported_of(c, camera.reports())->doubt, core::ReadDoubt::age_unknown)
      << "a backlog does not end with the process";
}

TEST(Bridge, NeverLetsAnOldTimelessReadActHoweverTheOutageAndTheBacklogAre) {
  // Outages, heartbeats, the pace of the backlog and the message's form, drawn.
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Checkpoint c;
    std::mt19937 random(seed);
    const auto draw = [&](int from, int to) {
      return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1));
    };
    ZonelessCamera camera{c};
    camera.talks(std::chrono::minutes{draw(3, 20)});
    for (int i = draw(0, 5); i > 0; --i) {
      camera.reports();
      c.run_for(seconds(draw(5, 200)));
    }
    const bool local_time = draw(0, 1) == 1, beats_first = draw(0, 1) == 1;
    std::vector<std::string> plates;
    std::vector<std::string> backlog;
    for (int i = draw(1, 10); i > 0; --i) {
      plates.push_back(camera.sees());
      backlog.push_back(local_time ? zoneless(plates.back(), c.at.wall)
                                   : alert_with_picture(plates.back()));
    }
    c.run_for(std::chrono::minutes{draw(6, 300)});
    if (draw(0, 2) == 0) c.start();
    if (beats_first) c.post(kHeartbeat);
    for (const auto& bytes : backlog) {
      c.post(bytes);
      c.run_for(seconds(draw(0, 100)));
    }
    c.step();
    for (const auto& plate : plates) {
      const auto what = reported_of(c, plate);
      ASSERT_TRUE(what) << "seed " << seed;
      EXPECT_TRUE(!what->live || what->doubt == core::ReadDoubt::age_unknown)
          << "seed " << seed << ": " << plate;
    }
  }
}

TEST(Bridge, ReportsWhoWasRefusedOnceUntilThereIsAnother) {
  Checkpoint c;
  c.bridge->refusals().note("10.0.0.1", core::RefusedRequest::wrong_path, "POST /x", c.at.wall);
  c.run_for(hours{1});
  ASSERT_EQ(c.heard<RequestsRefused>().size(), 1u);
  EXPECT_EQ(c.heard<RequestsRefused>()[0].last.request, "POST /x");
  c.bridge->refusals().note("10.0.0.1", core::RefusedRequest::wrong_path, "POST /x", c.at.wall);
  c.run_for(hours{1});
  ASSERT_EQ(c.heard<RequestsRefused>().size(), 2u);
  EXPECT_EQ(c.heard<RequestsRefused>()[1].total, 2);
  EXPECT_EQ(c.bridge->status(c.at.wall)->refusals.at(0).messages, 2);
}

TEST(Bridge, ReportsOnceThatPicturesCannotBeWrittenAndThatTheyCanAgain) {
  Checkpoint c;
  std::filesystem::remove_all(c.settings.pictures_dir);
  std::ofstream(c.settings.pictures_dir) << "in the way";
  for (int i = 0; i < 3; ++i) {
    const auto answered = c.post(alert_with_picture(plate(i)));
    c.run_for(std::chrono::minutes{1});
    EXPECT_EQ(*answered, 200) << "the plate is kept";
  }
  EXPECT_FALSE(c.bridge->status(c.at.wall)->pictures_kept);
  std::filesystem::remove(c.settings.pictures_dir);
  c.post(alert_with_picture(plate(4)));
  c.run_for(std::chrono::minutes{1});
  ASSERT_EQ(c.heard<PicturesFailing>().size(), 2u);
  EXPECT_FALSE(c.heard<PicturesFailing>()[0].detail.empty());
  EXPECT_TRUE(c.heard<PicturesFailing>()[1].detail.empty());
  EXPECT_TRUE(c.bridge->status(c.at.wall)->pictures_kept);
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
