// What supervision and browsers get.
#include <gtest/gtest.h>

#include <future>
#include <map>

#include "tests/contract/http/rig.hpp"
#include "tests/support/spoiled_page.hpp"

namespace otkel::http::test {
namespace {

TEST(Machine, ReportsTheHeadsOfTheLogsInItsStatus) {
  Rig rig;
  rig.people();
  rig.registered();
  const auto status = rig.kiosk().get("/api/v1/status");
  EXPECT_EQ(status.str("site"), "nur-zholy");
  EXPECT_EQ(status.str("profile"), "demonstration");
  EXPECT_EQ(status["hub"].at("seq"), 7);
  EXPECT_EQ(status["edge"].at("hash").as_string().size(), 64U);
  EXPECT_EQ(status.text.find(kPlate), std::string::npos);
  rig.set_clock("2025-05-20T06:00:00Z");
  EXPECT_TRUE(rig.until([&] {
    return rig.kiosk().get("/api/v1/status").str("stepped_to") == "2025-05-20T06:00:00.000Z";
  }));
  EXPECT_TRUE(rig.until([&] { return rig.kiosk().get("/api/v1/status")["idle"].as_bool(); }));
}

TEST(Machine, ReportsEveryPartInItsReadiness) {
  Rig rig;
  ASSERT_TRUE(
      rig.until([&] { return rig.kiosk().get("/readyz")["printer"].at("state") == "ready"; }));
  const auto ready = rig.console().get("/readyz");
  EXPECT_EQ(ready.status, 200);
  EXPECT_TRUE(ready["ready"].as_bool());
  EXPECT_EQ(ready["database"].at("state"), "writable");
  EXPECT_EQ(ready["bridge"].at("state"), "listening");
  EXPECT_EQ(ready["link"].at("state"), "off");
  EXPECT_EQ(ready["clock"].at("state"), "trusted");
}

TEST(Machine, IsNotReadyAndIssuesNothingAfterTheClockWentBack) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  ASSERT_TRUE(rig.on_work([](app::Context& c) -> core::Result<app::Answer> {
    c.around.clock.doubt = core::ClockDoubt::moved;
    return app::Answer{};
  }));
  EXPECT_EQ(rig.kiosk().get("/readyz").status, 503);
  const auto refused = rig.officer().post("/api/v1/applications/NZ25-000001/permit");
  EXPECT_EQ(refused.code(), "clock_untrusted");
}

/// The notice of that code in a list; null where it is not there.
const json::value* notice_in(const json::value& list, std::string_view code) {
  for (const auto& one : list.as_array())
    if (one.at("code").as_string() == code) return &one;
  return nullptr;
}

TEST(Machine, ReportsAnUnreadablePageAndKeepsRunning) {
  Rig rig;
  rig.people();
  rig.registered();
  ASSERT_TRUE(
      rig.until([&] { return rig.kiosk().get("/readyz")["printer"].at("state") == "ready"; }));
  std::promise<void> spoiled;
  rig.daemon().loop().submit(
      {core::Actor::system(),
       [](app::Context&) -> core::Result<app::Answer> { return app::Answer{}; },
       [&](const core::Result<app::Answer>&) {
         support::spoil_table(rig.daemon().stores().db, "print_jobs");
         spoiled.set_value();
       }});
  spoiled.get_future().wait();
  // The print worker reads that table twice a second, outside of any transaction.
  ASSERT_TRUE(rig.until([&] { return rig.kiosk().get("/readyz").status == 503; }));
  const auto ready = rig.kiosk().get("/readyz");
  EXPECT_FALSE(ready["ready"].as_bool());
  const auto* notice = notice_in(ready["notices"], "database_corrupt");
  ASSERT_NE(notice, nullptr) << ready.text;
  EXPECT_NE(notice->at("detail").as_string().find("restore"), json::string::npos) << ready.text;
  EXPECT_EQ(rig.kiosk().get("/healthz").status, 200);
  EXPECT_EQ(rig.kiosk().get("/api/v1/kiosk/site").status, 200) << "other tables can be read";
}

TEST(Machine, LetsTwoOfficersConfirmTheClockWithoutALink) {
  Rig rig;
  rig.people();
  auto officer = rig.officer();
  const auto confirm = [&](const std::string& second, const std::string& password) {
    return officer.post("/api/v1/clock/confirmation",
                        R"({"shown":"2025-05-20T05:00:30Z","reason":"the station's clock",)"
                        R"("second_login":")" +
                            second + R"(","second_password":")" + password + R"("})");
  };
  EXPECT_EQ(confirm("bolat", kPassword).code(), "version_conflict") << "it is trusted";
  ASSERT_TRUE(rig.on_work([](app::Context& c) -> core::Result<app::Answer> {
    c.around.clock.doubt = core::ClockDoubt::went_back;
    c.around.clock.looked = core::Moment{c.now, std::chrono::milliseconds{1000}};
    return app::Answer{};
  }));
  EXPECT_EQ(confirm("bolat", "wrong").code(), "wrong_password");
  EXPECT_EQ(confirm("aliya", kPassword).code(), "second_person_missing");
  EXPECT_EQ(confirm("bolat", kPassword).status, 204);
  const auto console = officer.get("/api/v1/console");
  std::map<std::string, std::string> incidents;
  for (const auto& row : console["incidents"].as_array())
    incidents.emplace(row.at("kind").as_string(), row.at("caused_by").as_string());
  const std::map<std::string, std::string> wanted{{"clock_confirmed", "aliya, bolat"},
                                                  {"second_at_same_console", "aliya, bolat"}};
  EXPECT_EQ(incidents, wanted);
}

TEST(Machine, WritesWellFormedMetrics) {
  Rig rig;
  rig.people();
  rig.blanks(10);
  const auto reply = rig.console().get("/metrics");
  EXPECT_TRUE(reply.raw.content_type.starts_with("text/plain"));
  for (const char* line : {"otkel_blanks{state=\"in_stock\"} 10\n", "otkel_incidents_open 0\n",
                           "# TYPE otkel_http_requests_total counter\n", "otkel_queue_depth 0\n",
                           "otkel_print_jobs{state=\"unknown\"} 0\n"})
    EXPECT_NE(reply.text.find(line), std::string::npos) << line << reply.text;
}

TEST(Machine, ShowsTheTechnicianTheBridgesReportOnItsCameras) {
  Rig rig;
  rig.people();
  ASSERT_TRUE(rig.on_work([](app::Context& c) -> core::Result<app::Answer> {
    auto& camera = c.around.bridge.status.cameras.emplace_back();
    camera.name = "gate-in";
    camera.health = core::CameraHealth::password_refused;
    camera.hours.resize(24);
    camera.doubts.age_unknown = 3;
    c.around.bridge.status.refusals.push_back(
        {"10.20.0.19", core::RefusedRequest::without_length, "POST /anpr/gate-in", 8, c.now});
    c.around.bridge.heard = c.now;
    return app::Answer{};
  }));
  EXPECT_EQ(rig.console().get("/api/v1/cameras").status, 401);
  auto technician = rig.console();
  technician.log_in("tamara", kPassword);
  const auto cameras = technician.get("/api/v1/cameras");
  ASSERT_EQ(cameras.status, 200) << cameras.text;
  EXPECT_EQ(cameras["cameras"].at(0).at("name"), "gate-in");
  EXPECT_EQ(cameras["cameras"].at(0).at("health"), "password_refused");
  EXPECT_EQ(cameras["cameras"].at(0).at("doubts").at("age_unknown"), 3);
  EXPECT_EQ(cameras["refusals"].at(0).at("reason"), "without_length");
  EXPECT_EQ(cameras["refusals"].at(0).at("request"), "POST /anpr/gate-in");
}

TEST(Machine, ServesTheOwnScreensOfEachPort) {
  Rig rig;
  const auto kiosk = rig.kiosk().get("/");
  EXPECT_EQ(kiosk.status, 302);
  EXPECT_EQ(web::header_of(kiosk.raw, "location"), "/kiosk/");
  EXPECT_EQ(rig.kiosk().get("/kiosk/").text, "<p>kiosk</p>");
  EXPECT_EQ(web::header_of(rig.console().get("/").raw, "location"), "/console/");
  EXPECT_EQ(rig.console().get("/console/").text, "<p>console</p>");
}

}  // namespace
}  // namespace otkel::http::test
