// One message through the whole bridge, without a network.
#include "anpr-bridge/keep/intake.hpp"

#include <gtest/gtest.h>

#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;
using test::noon;
using test::seconds;
using test::TempFolder;

struct Bridge {
  TempFolder folder;
  BridgeSettings settings = test::bridge_in(folder);
  std::optional<Journal> journal;
  std::optional<Pictures> pictures;
  std::optional<Intake> intake;

  Bridge() { start(noon()); }

  void start(core::Instant now) {
    intake.reset();
    journal.reset();
    auto opened = Journal::open(settings.journal_path, settings.raw_bytes, settings.raw_messages);
    ASSERT_TRUE(opened) << opened.error().detail;
    journal.emplace(std::move(*opened));
    pictures.emplace(Pictures::open(settings.pictures_dir).value());
    intake.emplace(Intake::open(settings, *journal, *pictures, now).value());
  }

  core::Result<Outcome> take(const std::string& bytes, core::Instant now,
                             const std::string& camera = "gate-in") {
    return intake->take(*intake->camera(camera), bytes, now);
  }

  const CameraCounts& counts(const std::string& camera = "gate-in") {
    return intake->camera(camera)->counts;
  }

  std::vector<core::Visit> outbox() {
    std::vector<core::Visit> visits;
    const auto rows = journal->pending(64).value();
    for (const auto& row : rows) visits.push_back(codec::decode<core::Visit>(row.json).value());
    return visits;
  }
};

std::string alert(const std::string& plate, const std::string& uuid, core::Instant time,
                  const std::string& more = "") {
  return "<EventNotificationAlert><eventType>ANPR</eventType><dateTime>" + core::to_iso(time) +
         "</dateTime><ANPR><licensePlate>" + plate + "</licensePlate>" + more + "</ANPR><UUID>" +
         uuid + "</UUID></EventNotificationAlert>";
}

TEST(Intake, WritesAVisitWithItsPicture) {
  Bridge bridge;
  EXPECT_EQ(bridge.take(fixture("hikvision/dashes_boundary.body"), noon()).value(),
            Outcome::stored);
  const auto visits = bridge.outbox();
  ASSERT_EQ(visits.size(), 1u);
  EXPECT_EQ(visits[0].camera, "gate-in");
  EXPECT_EQ(visits[0].first_received, noon());
  EXPECT_TRUE(visits[0].live) << "its clock is nine years ahead, which is not late";
  ASSERT_EQ(visits[0].picture_hash.size(), 64u);
  EXPECT_TRUE(std::filesystem::exists(bridge.pictures->path_of(visits[0].picture_hash)));
}

TEST(Intake, CountsARepetitionAndActsOnItOnce) {
  Bridge bridge;
  const std::string body = fixture("dahua/tollgate.json");
  EXPECT_EQ(bridge.take(body, noon()).value(), Outcome::stored);
  for (int i = 1; i < 4; ++i)
    EXPECT_EQ(bridge.take(body, noon() + seconds(i)).value(), Outcome::repetition);
  EXPECT_EQ(bridge.counts().duplicates, 3);
  EXPECT_EQ(bridge.counts().reads, 1);
  ASSERT_EQ(bridge.outbox().size(), 1u);
  EXPECT_EQ(bridge.outbox()[0].revision, 1);
}

TEST(Intake, TakesEveryVehicleOfOneBody) {
  Bridge bridge;
  const std::string list = fixture("hikvision/plate_list.xml");
  EXPECT_EQ(bridge.take(list, noon()).value(), Outcome::stored);
  EXPECT_EQ(bridge.counts().reads, 1);
  EXPECT_EQ(bridge.counts().no_reads, 1);
  EXPECT_EQ(bridge.outbox().size(), 2u);
  EXPECT_EQ(bridge.take(list, noon() + seconds(1)).value(), Outcome::repetition);
  EXPECT_EQ(bridge.counts().duplicates, 2);
}

TEST(Intake, ReadsACameraByItsProfile) {
  Bridge bridge;
  auto profile = Profile::compile({.name = "box", .plate = "/number"});
  ASSERT_TRUE(profile);
  bridge.settings.cameras.front().profile = std::make_shared<const Profile>(std::move(*profile));
  bridge.start(noon());
  EXPECT_EQ(bridge.take(R"({"number":"123ABC02"})", noon()).value(), Outcome::stored);
  ASSERT_EQ(bridge.outbox().size(), 1u);
  EXPECT_EQ(bridge.outbox()[0].reads.at(0).maker, "box");
}

TEST(Intake, KnowsARepetitionAfterARestart) {
  Bridge bridge;
  const std::string body = fixture("dahua/tollgate.json");
  ASSERT_TRUE(bridge.take(body, noon()));
  bridge.start(noon() + seconds(5));
  EXPECT_EQ(bridge.take(body, noon() + seconds(6)).value(), Outcome::repetition);
}

TEST(Intake, ContinuesAnOpenVisitAfterARestart) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  const auto before = bridge.outbox().at(0);
  bridge.start(noon() + seconds(5));
  ASSERT_TRUE(bridge.take(alert("123ABC02", "b", noon() + seconds(8)), noon() + seconds(8)));
  ASSERT_EQ(bridge.outbox().size(), 1u);
  EXPECT_EQ(bridge.outbox()[0].visit_id, before.visit_id);
  EXPECT_EQ(bridge.outbox()[0].revision, 2);
}

TEST(Intake, KeepsAnUndecodablePayloadForDiagnosis) {
  Bridge bridge;
  const auto outcome = bridge.take("GET me out of here", noon());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, core::Code::payload_malformed);
  EXPECT_EQ(bridge.counts().undecodable, 1);
  auto kept = bridge.journal->database().prepare("SELECT raw, problem FROM undecodable");
  ASSERT_TRUE(kept.step());
  EXPECT_EQ(kept.text(0), "GET me out of here");
  EXPECT_NE(kept.text(1).find("neither XML, JSON"), std::string::npos);
  EXPECT_TRUE(bridge.intake->healthy());
}

TEST(Intake, SetsHeartbeatsAndOtherEventsAside) {
  Bridge bridge;
  EXPECT_EQ(bridge.take(fixture("hikvision/idle.xml"), noon()).value(), Outcome::uninteresting);
  EXPECT_EQ(bridge.take(fixture("hikvision/motion.xml"), noon()).value(), Outcome::uninteresting);
  EXPECT_EQ(bridge.take(fixture("dahua/keep_alive.json"), noon()).value(), Outcome::uninteresting);
  EXPECT_EQ(bridge.counts().heartbeats, 2);
  EXPECT_EQ(bridge.counts().other, 1);
  EXPECT_TRUE(bridge.outbox().empty());
  EXPECT_EQ(bridge.intake->camera("gate-in")->last_event, noon());
}

TEST(Intake, DistinguishesOldMessagesFromLiveOnesAlsoAfterARestart) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  bridge.start(noon() + std::chrono::hours(3));
  const auto later = noon() + std::chrono::hours(3);
  ASSERT_TRUE(bridge.take(alert("987XYZ05", "b", noon() + seconds(60)), later));
  ASSERT_TRUE(bridge.take(alert("555QQQ01", "c", later), later));
  const auto visits = bridge.outbox();
  ASSERT_EQ(visits.size(), 3u);
  EXPECT_TRUE(visits[0].live);
  EXPECT_FALSE(visits[1].live);
  EXPECT_TRUE(visits[2].live);
  EXPECT_EQ(bridge.counts().late, 1);
}

TEST(Intake, JoinsTheRearCamerasReadAlsoAfterARestart) {
  Bridge bridge;
  CameraSettings rear = bridge.settings.cameras[0];
  rear.name = "gate-in-rear";
  rear.view = core::View::rear;
  bridge.settings.cameras.push_back(rear);
  bridge.start(noon());
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  bridge.start(noon() + seconds(5));
  ASSERT_TRUE(bridge.take(alert("77DKA02", "a", noon()), noon() + seconds(8), "gate-in-rear"));
  const auto visits = bridge.outbox();
  ASSERT_EQ(visits.size(), 1u);
  EXPECT_EQ(visits[0].revision, 2);
  EXPECT_EQ(visits[0].camera, "gate-in");
  EXPECT_EQ(visits[0].reads.at(1).camera, "gate-in-rear");
  EXPECT_EQ(visits[0].reads.at(1).view, core::View::rear);
}

TEST(Intake, JournalsARetransmissionAsNotLive) {
  Bridge bridge;
  ASSERT_TRUE(
      bridge.take(alert("123ABC02", "a", noon(), "<alarmDataType>1</alarmDataType>"), noon()));
  ASSERT_EQ(bridge.outbox().size(), 1u);
  EXPECT_FALSE(bridge.outbox()[0].live);
  EXPECT_EQ(bridge.counts().retransmitted, 1);
}

TEST(Intake, DoesNotActTwiceOnALiveEventThatIsRetransmitted) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  const auto again = bridge.take(alert("123ABC02", "a", noon(), "<alarmDataType>1</alarmDataType>"),
                                 noon() + seconds(4000));
  EXPECT_EQ(again.value(), Outcome::repetition);
}

TEST(Intake, RefusesWhatItCannotWriteAndAcceptsItLater) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  auto& db = bridge.journal->database();
  db.script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  const std::string big = alert("987XYZ05", "b", noon()) + std::string(30'000, ' ');
  const auto full = bridge.take(big, noon() + seconds(1));
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, core::Code::database_full);
  EXPECT_FALSE(bridge.intake->healthy());
  EXPECT_EQ(bridge.counts().failed, 1);
  db.script("PRAGMA max_page_count = 100000");
  EXPECT_EQ(bridge.take(big, noon() + seconds(2)).value(), Outcome::stored)
      << "the refused message left no trace that would make it a repetition";
  EXPECT_TRUE(bridge.intake->healthy());
  EXPECT_EQ(bridge.outbox().size(), 2u);
}

/// Dahua's ITSAPI, whose times have no zone.
std::string itsapi(const std::string& plate, const std::string& time) {
  return R"({"Picture":{"Plate":{"IsExist":true,"PlateNumber":")" + plate +
         R"(","Confidence":95},"SnapInfo":{"AccurateTime":")" + time +
         R"(","DeviceID":"d","Direction":"Obverse","LanNo":1}}})";
}

std::optional<core::ReadDoubt> doubt_of(Bridge& bridge, std::size_t visit) {
  return bridge.outbox().at(visit).reads.front().doubt;
}

TEST(Intake, DoubtsTheAgeOfAMessageWithoutZoneAfterAnOutage) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(itsapi("123ABC02", "2025-05-20 10:00:00.123"), noon()));
  EXPECT_EQ(doubt_of(bridge, 0), core::ReadDoubt::age_unknown);
  EXPECT_EQ(bridge.counts().doubts.age_unknown, 1);
  ASSERT_TRUE(bridge.take(itsapi("456DEF05", "2025-05-20 10:00:00.123"), noon(), "exit"));
  EXPECT_EQ(doubt_of(bridge, 1), std::nullopt) << "that camera has a zone, so it is late instead";
  EXPECT_FALSE(bridge.outbox().at(1).live);
  EXPECT_EQ(bridge.counts("exit").late, 1);
}

TEST(Intake, DoubtsTheAgeOfWhateverHasNoTimeThatCanBeRead) {
  int variant = 0;
  for (const char* time : {"2025-05-20T08:20:30", "2025-05-20 08:20:30.123", "20250520082030123",
                           "20.05.2025 08:20:30", "yesterday", "", "08:20:30", "1",
                           "2025-13-45T08:20:30+05:00", "T"}) {
    Bridge bridge;
    ++variant;
    const std::string plate =
        std::to_string(300 + variant) + "KZA0" + std::to_string(variant % 9 + 1);
    const std::string picture(variant % 2 == 0 ? 2000u : 0u, 'p');
    const std::string alert =
        variant % 3 == 0 ? "<EventNotificationAlert><UUID>u</UUID><ANPR><licensePlate>" + plate +
                               "</licensePlate></ANPR><eventType>ANPR</eventType><dateTime>" +
                               time + "</dateTime></EventNotificationAlert>"
                         : "<EventNotificationAlert><dateTime>" + std::string(time) +
                               "</dateTime><eventType>ANPR</eventType><ANPR><licensePlate>" +
                               plate + "</licensePlate></ANPR></EventNotificationAlert>";
    const std::string body = "--cut\r\n\r\n" + alert + "\r\n--cut\r\n\r\n" +
                             test::drawn_jpeg(picture) + "\r\n--cut--\r\n";
    ASSERT_EQ(bridge.take(body, noon()).value(), Outcome::stored) << time;
    EXPECT_EQ(doubt_of(bridge, 0), core::ReadDoubt::age_unknown) << time;
    EXPECT_FALSE(bridge.outbox().at(0).picture_hash.empty());
  }
}

TEST(Intake, DoubtsNoMessageWhoseTimeIsKnownHoweverLongTheSilenceWas) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  const auto later = noon() + std::chrono::hours{5};
  ASSERT_TRUE(bridge.take(alert("456DEF05", "b", later), later));
  EXPECT_EQ(doubt_of(bridge, 0), std::nullopt);
  EXPECT_EQ(doubt_of(bridge, 1), std::nullopt);
  EXPECT_TRUE(bridge.outbox().at(1).live);
}

TEST(Intake, CallsAReplayedMessageLateAndNotDoubtful) {
  Bridge bridge;
  const std::string body = itsapi("123ABC02", "2025-05-20 10:00:00.123");
  const Intake::Incoming one{bridge.intake->camera("gate-in"), "", body, true};
  ASSERT_TRUE(bridge.intake->take_all({&one, 1}, noon()).front());
  EXPECT_FALSE(bridge.outbox().at(0).live);
  EXPECT_EQ(doubt_of(bridge, 0), std::nullopt);
  EXPECT_EQ(bridge.counts().doubts.age_unknown, 0);
}

TEST(Intake, TakesFourTrucksWithOneConstantIdForFourAndDoubtsThem) {
  Bridge bridge;
  int second = 0;
  for (const char* plate : {"111AAA02", "777QQQ05", "333CCC02", "888BBB01"}) {
    const auto now = noon() + seconds(second++);
    ASSERT_EQ(bridge.take(alert(plate, "X", now), now).value(), Outcome::stored);
  }
  ASSERT_EQ(bridge.outbox().size(), 4u);
  EXPECT_EQ(doubt_of(bridge, 0), std::nullopt);
  for (std::size_t i = 1; i < 4; ++i)
    EXPECT_EQ(doubt_of(bridge, i), core::ReadDoubt::id_of_another_plate) << i;
  EXPECT_EQ(bridge.counts().doubts.id_of_another_plate, 3);
  EXPECT_EQ(bridge.counts().duplicates, 0);
}

TEST(Intake, LetsAConstantIdActIfTrucksKeepTheirDistance) {
  Bridge bridge;
  for (int i = 0; i < 5; ++i) {
    const auto now = noon() + seconds(60 * i);
    ASSERT_TRUE(bridge.take(
        alert(std::to_string(111 * (i + 1)) + "QQQ0" + std::to_string(i + 1), "X", now), now));
    EXPECT_EQ(doubt_of(bridge, static_cast<std::size_t>(i)), std::nullopt) << i;
  }
}

TEST(Intake, DropsNoTruckThatComesAgainUnderAConstantIdWithoutATime) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(test::alert("x"), noon()));
  const auto timeless = [](const std::string& plate) {
    return "<EventNotificationAlert><eventType>ANPR</eventType><ANPR><licensePlate>" + plate +
           "</licensePlate></ANPR><UUID>X</UUID></EventNotificationAlert>";
  };
  ASSERT_EQ(bridge.take(timeless("111AAA02"), noon()).value(), Outcome::stored);
  ASSERT_EQ(bridge.take(timeless("777QQQ05"), noon() + seconds(600)).value(), Outcome::stored);
  bridge.start(noon() + seconds(700));
  EXPECT_EQ(bridge.take(timeless("777QQQ05"), noon() + seconds(5000)).value(), Outcome::stored)
      << "another passage; that the id says nothing is known after a restart too";
}

TEST(Intake, ForgetsTheDoubtsOfABatchThatTheDiskRefused) {
  Bridge bridge;
  bridge.journal->database().script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  const std::string big = itsapi("123ABC02", "2025-05-20 10:00:00.123") + std::string(30'000, ' ');
  ASSERT_FALSE(bridge.take(big, noon()));
  EXPECT_EQ(bridge.counts().doubts.age_unknown, 0);
  bridge.journal->database().script("PRAGMA max_page_count = 100000");
  const auto later = noon() + std::chrono::minutes{4};
  ASSERT_EQ(bridge.take(big, later).value(), Outcome::stored);
  EXPECT_EQ(doubt_of(bridge, 0), core::ReadDoubt::age_unknown)
      << "what was refused counts as no contact: the camera kept it all the time";
  EXPECT_EQ(bridge.counts().doubts.age_unknown, 1);
}

TEST(Intake, UsesTheCamerasLaneIfTheMessageHasNone) {
  Bridge bridge;
  bridge.settings.cameras[0].lane = 4;
  bridge.start(noon());
  ASSERT_TRUE(bridge.take(alert("123ABC02", "a", noon()), noon()));
  ASSERT_TRUE(bridge.take(alert("987XYZ05", "b", noon(), "<line>2</line>"), noon()));
  EXPECT_EQ(bridge.outbox()[0].reads[0].lane, 4);
  EXPECT_EQ(bridge.outbox()[1].reads[0].lane, 2);
}

TEST(Intake, ForgetsOldPicturesOnceTheyAreSettled) {
  Bridge bridge;
  ASSERT_TRUE(bridge.take(fixture("dahua/tollgate.json"), noon()));
  const auto visit = bridge.outbox().at(0);
  const auto month_later = noon() + std::chrono::hours(31 * 24);
  EXPECT_EQ(bridge.intake->forget_old(month_later).value(), 0u);
  EXPECT_TRUE(bridge.journal->acknowledge(visit.visit_id, visit.revision).value());
  EXPECT_EQ(bridge.intake->forget_old(month_later).value(), 1u);
  EXPECT_FALSE(std::filesystem::exists(bridge.pictures->path_of(visit.picture_hash)));
}

}  // namespace
}  // namespace otkel::anpr
