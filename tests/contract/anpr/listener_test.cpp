// Cameras over real HTTP on a port that the system chose.
#include "anpr-bridge/listener.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/codec/json.hpp"
#include "tests/contract/anpr/listening.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;

using test::kGate;
using test::Listening;

constexpr const char* kDashes =
    "multipart/form-data; boundary=-------------------------7e13971310878";

TEST_F(Listening, AnswersAHikvisionPushAfterItIsInTheJournal) {
  const auto response = post(kGate, kDashes, fixture("hikvision/dashes_boundary.body"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"result":true,"Result":true,"Active":true})");
  stop();
  const auto pending = journal->pending(64).value();
  ASSERT_EQ(pending.size(), 1u);
  const auto visit = codec::decode<core::Visit>(pending[0].json).value();
  EXPECT_EQ(visit.reads.at(0).plate, "蓝苏A12B34");
  EXPECT_EQ(visit.camera, "gate-in");
  EXPECT_EQ(visit.picture_hash.size(), 64u);
}

TEST_F(Listening, AcceptsDahuaOnThePathsThatItAppendsAndWithItsWrongEncoding) {
  const std::string base = "/anpr/v1/a-path-nobody-guesses/exit";
  const auto response = call({.method = "POST",
                              .target = base + "/NotificationInfo/TollgateInfo",
                              .headers = {{"Content-Type", "application/json; charset=UTF-8"},
                                          {"Content-Encoding", "deflate"}},
                              .body = fixture("dahua/tollgate_one_line.json")});
  EXPECT_EQ(response.status, 200);
  for (const char* path : {"/NotificationInfo/KeepAlive", "/KeepAlive", "/a/b/c"})
    EXPECT_EQ(post(base + path, "application/json", fixture("dahua/keep_alive.json")).status, 200)
        << path;
  stop();
  const auto pending = journal->pending(64).value();
  ASSERT_EQ(pending.size(), 1u);
  const auto visit = codec::decode<core::Visit>(pending[0].json).value();
  EXPECT_EQ(visit.role, core::CameraRole::exit);
  EXPECT_EQ(visit.reads.at(0).camera_time, test::at("2026-08-29T10:20:30.123+05:00"));
}

TEST_F(Listening, AnswersARepetitionLikeTheFirst) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(post(kGate, "application/json", fixture("dahua/tollgate.json")).status, 200);
  stop();
  EXPECT_EQ(journal->backlog("").value(), 1);
  EXPECT_EQ(journal->pending(1)->at(0).revision, 1);
}

TEST_F(Listening, TakesWhatTheCameraSimulatorSends) {
  const auto simulate = [&](const std::string& camera, const std::string& options) {
    const std::string url =
        "http://127.0.0.1:" + std::to_string(port) + "/anpr/v1/a-path-nobody-guesses/" + camera;
    const std::string command =
        std::string(OTKEL_CAMERA) + " --url " + url + " " + options + " > " + (folder / "said");
    return std::system(command.c_str());
  };
  EXPECT_EQ(simulate("gate-in", "--maker hikvision --plate 123ABC02 --make SHACMAN"), 0);
  EXPECT_EQ(simulate("gate-in", "--maker hikvision --plate 456DEF05 --retransmit"), 0);
  EXPECT_EQ(simulate("exit", "--maker dahua --plate 789GHI10 --confidence 61"), 0);
  EXPECT_EQ(simulate("nobody", "--plate 123ABC02"), 0) << "unknown names are answered, not taken";
  stop();
  std::vector<core::Visit> visits;
  const auto rows = journal->pending(64).value();
  for (const auto& row : rows) visits.push_back(codec::decode<core::Visit>(row.json).value());
  ASSERT_EQ(visits.size(), 3u);
  EXPECT_EQ(visits[0].reads.at(0).plate, "123ABC02");
  EXPECT_EQ(visits[0].reads.at(0).vehicle_make, "SHACMAN");
  EXPECT_EQ(visits[0].reads.at(0).character_confidence.size(), 8u);
  EXPECT_TRUE(visits[0].live);
  EXPECT_FALSE(visits[1].live);
  EXPECT_EQ(visits[2].reads.at(0).plate, "789GHI10");
  EXPECT_DOUBLE_EQ(visits[2].reads.at(0).confidence.value(), 0.61);
  for (const auto& visit : visits)
    EXPECT_TRUE(std::filesystem::exists(pictures->path_of(visit.picture_hash)));
  EXPECT_NE(visits[0].picture_hash, visits[1].picture_hash);
}

TEST_F(Listening, AnswersACamerasProbe) {
  EXPECT_EQ(get(kGate).status, 200);
  EXPECT_EQ(get(std::string(kGate) + "/NotificationInfo").status, 200);
}

TEST_F(Listening, RefusesOtherSecretsAndOtherCameras) {
  EXPECT_EQ(get("/anpr/v1/a-path-somebody-guess/gate-in").status, 404);
  EXPECT_EQ(post("/anpr/v1/x/gate-in", "application/json", "{}").status, 404);
  EXPECT_EQ(get("/anpr/v1/a-path-nobody-guesses/garden").status, 404) << "a test of its setting";
  EXPECT_EQ(get("/anpr/v1").status, 404);
}

TEST_F(Listening, AnswersAnUnknownCameraAndShowsWhoItIs) {
  const std::string body = fixture("hikvision/full_2024.xml");
  for (int i = 0; i < 8; ++i)
    EXPECT_EQ(post("/anpr/v1/a-path-nobody-guesses/gate-inn", "text/xml", body).status, 200);
  for (int i = 0; i < 40; ++i)
    EXPECT_EQ(
        post("/anpr/v1/a-path-nobody-guesses/x" + std::to_string(i), "text/xml", "<x/>").status,
        200);
  const auto status = codec::parse(get("/status").body);
  ASSERT_TRUE(status);
  const auto& strangers = status->at("strangers").as_array();
  EXPECT_EQ(strangers.size(), 16u) << "however many names somebody thinks of";
  EXPECT_EQ(strangers.at(0).at("name"), "gate-inn");
  EXPECT_EQ(strangers.at(0).at("address"), "127.0.0.1");
  EXPECT_EQ(strangers.at(0).at("messages").as_int64(), 8);
  stop();
  EXPECT_EQ(journal->backlog("").value(), 0);
  auto kept = journal->database().prepare("SELECT count(*), max(problem) FROM undecodable");
  ASSERT_TRUE(kept.step());
  EXPECT_LE(kept.integer(0), 50);
}

TEST_F(Listening, RefusesAnAddressThatIsNotTheCamerasDespiteHeaders) {
  stop();
  settings.cameras[0].addresses = {"10.20.0.11"};
  journal.reset();
  start();
  const auto response =
      call({.method = "POST",
            .target = kGate,
            .headers = {{"X-Forwarded-For", "10.20.0.11"}, {"Forwarded", "for=10.20.0.11"}},
            .body = fixture("dahua/tollgate.json")});
  EXPECT_EQ(response.status, 403);
  EXPECT_NE(response.body.find("may not post from 127.0.0.1"), std::string::npos) << response.body;
  stop();
  EXPECT_EQ(journal->backlog("").value(), 0);
  EXPECT_EQ(bridge->intake().camera("gate-in")->counts.refused, 1);
}

TEST_F(Listening, AcceptsUndecodableMessagesSoThatTheCameraDoesNotRepeatThemForever) {
  EXPECT_EQ(post(kGate, "text/xml", "<EventNotificationAlert><ANPR>").status, 200);
  EXPECT_EQ(post(kGate, "text/xml", "").status, 200);
  EXPECT_EQ(post(kGate, "text/xml", fixture("hikvision/motion.xml")).status, 200);
  stop();
  EXPECT_EQ(bridge->intake().camera("gate-in")->counts.undecodable, 2);
  auto kept = journal->database().prepare("SELECT raw FROM undecodable ORDER BY seq LIMIT 1");
  ASSERT_TRUE(kept.step());
  EXPECT_EQ(kept.text(0), "<EventNotificationAlert><ANPR>");
}

TEST_F(Listening, RefusesABodyOfMoreThanEightMebibytes) {
  EXPECT_EQ(post(kGate, "text/xml", std::string((8u << 20) + 1, 'x')).status, 413);
}

TEST_F(Listening, AsksTheCameraToRetryIfTheDiskIsFull) {
  ASSERT_EQ(post(kGate, kDashes, fixture("hikvision/dashes_boundary.body")).status, 200);
  stop();
  journal->database().script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = 1");
  web::Request request;
  request.params = {{"secret", settings.secret}, {"camera", "gate-in"}};
  request.body = fixture("dahua/tollgate.json");
  const auto receive = [&] {
    web::Response answer;
    listener->receive(request, [&](web::Response response) { answer = std::move(response); });
    step();
    return answer;
  };
  for (int i = 0; i < 40; ++i) {
    request.body.insert(request.body.find("INVENTED"), std::to_string(i));
    if (receive().status != 200) break;
  }
  const auto response = receive();
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(web::header_of(response, "Retry-After"), "10");
  web::Request ready;
  ready.path = "/readyz";
  EXPECT_EQ(listener->report(ready).status, 503);
  journal->database().script("PRAGMA max_page_count = 100000");
  EXPECT_EQ(receive().status, 200);
  EXPECT_EQ(listener->report(ready).status, 200);
}

TEST_F(Listening, RejectsAtOnceIfTheQueueIsFullAndLosesNothing) {
  stop();
  web::Request request;
  request.params = {{"secret", settings.secret}, {"camera", "gate-in"}};
  std::vector<web::Response> answers;
  const auto receive = [&](int number) {
    request.body = fixture("dahua/tollgate.json");
    request.body.insert(request.body.find("INVENTED"), std::to_string(number));
    listener->receive(request, [&](web::Response response) { answers.push_back(response); });
  };
  constexpr int kPlaces = 64, kMore = 6;
  for (int number = 0; number < kPlaces + kMore; ++number) receive(number);
  ASSERT_EQ(answers.size(), 6U) << "those who wait are not answered yet";
  for (const auto& answer : answers) {
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(web::header_of(answer, "Retry-After"), "10");
  }
  step();
  for (int number = kPlaces; number < kPlaces + kMore; ++number) receive(number);
  step();
  EXPECT_EQ(std::ranges::count(answers, 200, &web::Response::status), kPlaces + kMore);
  EXPECT_EQ(bridge->reception().turned_away(), kMore);
  auto rows = journal->database().prepare("SELECT count(*) FROM messages");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), kPlaces + kMore);
}

// What the server does at each of them is tested with the server (contract_web).
TEST_F(Listening, LimitsTheConnectionsOfOneAddress) {
  stop();
  settings.cameras[0].addresses = {"10.20.0.11"};
  settings.cameras[1].addresses = {"10.20.0.11", "10.20.0.12"};
  settings.cameras.resize(2);
  settings.connections_per_camera = 3;
  const auto limits = Listener(settings, *bridge, clock).vhost().limits;
  EXPECT_EQ(limits.connections_per_address, 2 * 3 + 4) << "both cameras, and this machine's probes";
  EXPECT_EQ(limits.body_bytes, 8U << 20);
  EXPECT_EQ(limits.request_time, std::chrono::seconds(10));
}

TEST_F(Listening, ReportsWhatEachCameraDid) {
  post(kGate, "text/xml", fixture("hikvision/unknown_plate.xml"));
  post(kGate, "text/xml", fixture("hikvision/full_2024.xml"));
  post(kGate, "text/xml", "<x");
  const auto status = codec::parse(get("/status").body);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->at("backlog").as_int64(), 2);
  EXPECT_FALSE(status->at("connected").as_bool());
  const auto& gate = status->at("cameras").as_array().at(1);
  EXPECT_EQ(gate.at("name"), "gate-in");
  EXPECT_EQ(gate.at("reads").as_int64(), 1);
  EXPECT_EQ(gate.at("no_reads").as_int64(), 1);
  EXPECT_EQ(gate.at("undecodable").as_int64(), 1);
  EXPECT_EQ(gate.at("last_event"), "2025-05-20T07:00:00.000Z");
  EXPECT_EQ(get("/status").body.find("XYZA123"), std::string::npos) << "no plates";
  const auto metrics = get("/metrics").body;
  EXPECT_NE(metrics.find("otkel_anpr_messages_total{camera=\"gate-in\",kind=\"no_read\"} 1\n"),
            std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("otkel_anpr_backlog_visits{camera=\"gate-in\"} 2\n"), std::string::npos);
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 200);
}

TEST_F(Listening, ReadsNoPictureOfAnUnknownClient) {
  const std::string picture(3 << 20, 'x');
  const auto before = server->counts().body_bytes;
  EXPECT_EQ(post("/anpr/v1/a-wrong-path/gate-in", "image/jpeg", picture).status, 404);
  EXPECT_EQ(server->counts().body_bytes, before);
  EXPECT_EQ(post(kGate, "image/jpeg", picture).status, 200);
  EXPECT_GE(server->counts().body_bytes, before + (3 << 20));
}

}  // namespace
}  // namespace otkel::anpr
