// Messages that share a commit, and those that find no place.
#include "anpr-bridge/keep/reception.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "anpr-bridge/status.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;
using test::noon;

struct Noon final : core::Clock {
  core::Instant now() const override { return noon(); }
  std::chrono::milliseconds boot() const override { return {}; }
};

struct Desk {
  test::TempFolder folder;
  BridgeSettings settings = test::bridge_in(folder);
  std::uint64_t room = 1ull << 40;
  Journal journal = Journal::open(settings.journal_path, 64 * 1024, 10).value();
  Pictures pictures = Pictures::open(settings.pictures_dir, [this] { return room; }).value();
  Intake intake = Intake::open(settings, journal, pictures, noon()).value();
  Noon clock;
  std::vector<std::function<void()>> later;
  int stored = 0;
  Reception reception{intake, clock,
                      [this](std::function<void()> task) { later.push_back(std::move(task)); },
                      [this] { ++stored; }, Reception::Limits{4, 70'000}};
  std::vector<core::Result<Outcome>> outcomes;

  void submit(const std::string& bytes, const std::string& camera = "gate-in") {
    reception.submit({intake.camera(camera), "", bytes, false,
                      [this](const core::Result<Outcome>& o) { outcomes.push_back(o); }});
  }
  void run() {
    for (const auto& task : std::exchange(later, {})) task();
  }
  core::BridgeStatus status() {
    auto forwarder = Forwarder::connect(settings.endpoint, journal).value();
    return status_of_bridge(intake, reception, journal, forwarder, noon()).value();
  }
};

std::string alert(const std::string& plate) {
  return "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>" + plate +
         "</licensePlate></ANPR><UUID>" + plate + "</UUID></EventNotificationAlert>";
}

TEST(Reception, AnswersNobodyBeforeTheCommitAndThenAll) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.submit(alert("456DEF05"), "exit");
  EXPECT_TRUE(desk.outcomes.empty());
  EXPECT_EQ(desk.later.size(), 1u) << "one commit for both";
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 2u);
  EXPECT_EQ(desk.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(desk.outcomes[1].value(), Outcome::stored);
  EXPECT_EQ(desk.stored, 1);
  EXPECT_EQ(desk.journal.backlog("").value(), 2);
}

TEST(Reception, GivesEachMessageOfABatchItsOwnOutcome) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.submit("rubbish");
  desk.submit(alert("123ABC02"));
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 3u);
  EXPECT_EQ(desk.outcomes[0].value(), Outcome::stored);
  EXPECT_EQ(desk.outcomes[1].error().code, core::Code::payload_malformed);
  EXPECT_EQ(desk.outcomes[2].value(), Outcome::repetition) << "told apart within one commit too";
}

TEST(Reception, TurnsAwayWhatFindsNoPlaceAndTakesItLater) {
  Desk desk;
  for (int i = 0; i < 5; ++i) desk.submit(alert("12" + std::to_string(i) + "ABC02"));
  ASSERT_EQ(desk.outcomes.size(), 1u) << "the fifth, at once";
  EXPECT_EQ(desk.outcomes[0].error().code, core::Code::busy);
  EXPECT_EQ(desk.status().turned_away, 1);
  desk.run();
  desk.submit(alert("124ABC02"));
  desk.run();
  EXPECT_EQ(desk.outcomes.back().value(), Outcome::stored);
}

TEST(Reception, CountsTheBytesThatWait) {
  Desk desk;
  desk.submit(alert("123ABC02") + std::string(40'000, ' '));
  desk.submit(alert("456DEF05") + std::string(40'000, ' '));
  ASSERT_EQ(desk.outcomes.size(), 1u);
  EXPECT_EQ(desk.outcomes[0].error().code, core::Code::busy);
}

TEST(Reception, KeepsNothingOfABatchThatTheDiskRefuses) {
  Desk desk;
  desk.submit(alert("123ABC02"));
  desk.run();
  desk.journal.database().script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  desk.submit(alert("456DEF05"));
  desk.submit(alert("789GHI10") + std::string(40'000, ' '), "exit");  // more than is left
  desk.run();
  ASSERT_EQ(desk.outcomes.size(), 3u);
  EXPECT_EQ(desk.outcomes[1].error().code, core::Code::database_full);
  EXPECT_EQ(desk.outcomes[2].error().code, core::Code::database_full);
  EXPECT_EQ(desk.intake.camera("gate-in")->counts.failed, 1);
  EXPECT_FALSE(desk.intake.healthy());
  desk.journal.database().script("PRAGMA max_page_count = 100000");
  desk.submit(alert("456DEF05"));
  desk.run();
  EXPECT_EQ(desk.outcomes.back().value(), Outcome::stored);
  const auto visits = desk.journal.visits_since(core::Instant{}).value();
  ASSERT_EQ(visits.size(), 2u);
  for (const auto& visit : visits) {
    EXPECT_EQ(visit.revision, 1) << "the refused batch left nothing in memory either";
    EXPECT_EQ(visit.reads.size(), 1u);
  }
}

TEST(Pictures, StayWhileThereIsRoomAndReadsGoOnWithoutThem) {
  Desk desk;
  desk.room = desk.settings.keep_free - 1;
  EXPECT_EQ(
      desk.intake
          .take(*desk.intake.camera("gate-in"), fixture("hikvision/dashes_boundary.body"), noon())
          .value(),
      Outcome::stored);
  EXPECT_EQ(desk.intake.camera("gate-in")->counts.pictures_dropped, 1);
  EXPECT_FALSE(desk.status().pictures_kept);
  auto row = desk.journal.database().prepare("SELECT picture_hash, picture_dropped FROM messages");
  ASSERT_TRUE(row.step());
  EXPECT_TRUE(row.is_null(0));
  EXPECT_EQ(row.integer(1), 1);
}

/// A read with a picture of its own.
std::string with_picture(const std::string& plate) {
  return "--cut\r\nContent-Type: text/xml\r\n\r\n" + alert(plate) +
         "\r\n--cut\r\nContent-Type: image/jpeg\r\n\r\n" + test::drawn_jpeg(plate) +
         "\r\n--cut--\r\n";
}

TEST(Pictures, GoOldestFirstButNeverThoseOfUnsettledVisits) {
  Desk desk;
  auto& gate = *desk.intake.camera("gate-in");
  const auto keep = [&](const std::string& plate) {
    EXPECT_TRUE(desk.intake.take(gate, with_picture(plate), noon()));
    return gate.last_picture;
  };
  const std::string waiting = keep("123ABC02"), settled = keep("456DEF05");
  const auto rows = desk.journal.pending(2).value();
  ASSERT_TRUE(desk.journal.acknowledge(rows.at(1).visit_id, 1).value());
  EXPECT_EQ(desk.intake.make_room().value(), 0u) << "there is room";
  desk.room = desk.settings.keep_free / 2;
  EXPECT_EQ(desk.intake.make_room().value(), 1u);
  EXPECT_FALSE(std::filesystem::exists(desk.pictures.path_of(settled)));
  EXPECT_TRUE(std::filesystem::exists(desk.pictures.path_of(waiting)));
  EXPECT_EQ(desk.intake.make_room().value(), 0u);
}

TEST(Health, IsJudgedByWhatTheCameraUsuallyTells) {
  BridgeSettings settings;
  CameraState camera{CameraSettings{}, Lateness(settings.visits.late_after)};
  EXPECT_EQ(health_of(camera, noon(), settings), core::CameraHealth::unheard);
  camera.last_event = noon();
  const auto later = noon() + settings.silent_after + test::seconds(1);
  EXPECT_EQ(health_of(camera, later, settings), core::CameraHealth::connected)
      << "a camera without heartbeats says nothing where nobody drives";
  EXPECT_EQ(health_of(camera, noon() + settings.quiet_after + test::seconds(1), settings),
            core::CameraHealth::silent);
  camera.heard(noon());
  EXPECT_EQ(health_of(camera, later, settings), core::CameraHealth::silent);
  camera.settings.protocol = core::CameraProtocol::hikvision_stream;
  camera.pull = {core::CameraHealth::password_refused, "401"};
  EXPECT_EQ(health_of(camera, noon(), settings), core::CameraHealth::password_refused);
}

}  // namespace
}  // namespace otkel::anpr
