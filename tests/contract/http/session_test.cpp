// Who may do what, and how it is proven.
#include <gtest/gtest.h>

#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

TEST(Session, NobodyMayLookWithoutOne) {
  Rig rig;
  rig.people();
  const auto stranger = rig.console();
  for (const char* path : {"/api/v1/session", "/api/v1/console", "/api/v1/stock",
                           "/api/v1/applications/NZ25-000001", "/api/v1/export/permits.csv"}) {
    const auto reply = stranger.get(path);
    EXPECT_EQ(reply.status, 401) << path;
    EXPECT_EQ(reply.code(), "unauthenticated") << path;
  }
  EXPECT_EQ(stranger.post("/api/v1/queue/call", R"({"lane":"1"})").status, 401);
  const auto forged = stranger.ask("GET", "/api/v1/console", {},
                                   {{"Cookie", "otkel_session=" + std::string(64, '0')}});
  EXPECT_EQ(forged.status, 401);
}

TEST(Session, TheCookieIsForThisSiteAndNoScript) {
  Rig rig;
  rig.people();
  auto client = rig.console();
  const auto reply = client.log_in("aliya", kPassword);
  ASSERT_EQ(reply.status, 200) << reply.text;
  const auto cookie = web::header_of(reply.raw, "set-cookie");
  EXPECT_TRUE(cookie.starts_with("otkel_session="));
  EXPECT_TRUE(cookie.ends_with("; HttpOnly; SameSite=Strict; Path=/"));
  EXPECT_EQ(reply.str("role"), "officer");
  EXPECT_EQ(client.get("/api/v1/session").str("login"), "aliya");
}

TEST(Session, EndsByLogOutAndByIdleness) {
  Rig rig;
  rig.people();
  auto client = rig.officer();
  EXPECT_EQ(client.ask("DELETE", "/api/v1/session", {}, {}).status, 204);
  EXPECT_EQ(client.get("/api/v1/session").code(), "unauthenticated");
  client = rig.officer();
  rig.set_clock("2025-05-20T05:14:00Z");
  EXPECT_EQ(client.get("/api/v1/session").status, 200);
  rig.set_clock("2025-05-20T05:40:00Z");
  EXPECT_EQ(client.get("/api/v1/session").code(), "unauthenticated");
}

TEST(Session, FiveWrongPasswordsLockForAQuarterOfAnHour) {
  Rig rig;
  rig.people();
  auto client = rig.console();
  for (int i = 0; i < 5; ++i) {
    const auto reply = client.log_in("aliya", "wrong password");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.code(), "wrong_password");
  }
  const auto locked = client.log_in("aliya", kPassword);
  EXPECT_EQ(locked.status, 429);
  EXPECT_EQ(locked.code(), "locked_out");
  rig.set_clock("2025-05-20T05:16:00Z");
  EXPECT_EQ(client.log_in("aliya", kPassword).status, 200);
}

TEST(Session, AnUnknownLoginAnswersLikeAWrongPassword) {
  Rig rig;
  rig.people();
  auto client = rig.console();
  EXPECT_EQ(client.log_in("nobody", kPassword).code(), "wrong_password");
  EXPECT_EQ(client.ask("POST", "/api/v1/session", R"({"login":"aliya"})", {}).code(),
            "field_missing");
  EXPECT_EQ(client.log_in("aliya", std::string(257, 'x')).code(), "value_malformed");
}

TEST(Session, ATechnicianLooksAndChangesNothing) {
  Rig rig;
  rig.people();
  auto technician = rig.console();
  ASSERT_EQ(technician.log_in("tamara", kPassword).status, 200);
  for (const char* path : {"/api/v1/console", "/api/v1/statistics", "/api/v1/stock"})
    EXPECT_EQ(technician.get(path).status, 200) << path;
  const auto refused = technician.post("/api/v1/queue/call", R"({"lane":"1"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "forbidden");
}

class SecondOfficer : public testing::Test {
 protected:
  void SetUp() override {
    rig.people();
    rig.registered();
    rig.paid();
    rig.blanks();
    rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  }
  Reply lose(const Client& officer, const std::string& login, const std::string& password) {
    const json::object body{
        {"reason", "cannot be found"}, {"second_login", login}, {"second_password", password}};
    return officer.post("/api/v1/blanks/C00000001/loss", json::serialize(body));
  }
  Rig rig;
};

TEST_F(SecondOfficer, MustBeAnotherWithTheRightPassword) {
  const auto officer = rig.officer();
  EXPECT_EQ(lose(officer, "", "").code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "aliya", kPassword).code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "tamara", kPassword).code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "nobody", kPassword).code(), "wrong_password");
  EXPECT_EQ(lose(officer, "bolat", "wrong password").code(), "wrong_password");
  EXPECT_EQ(officer.get("/api/v1/blanks/C00000001").str("state"), "in_stock");
  EXPECT_EQ(lose(rig.console(), "bolat", kPassword).code(), "unauthenticated");
}

TEST_F(SecondOfficer, StandsForItByNameAndIsNotLoggedInByIt) {
  const auto officer = rig.officer();
  const auto lost = lose(officer, "bolat", kPassword);
  ASSERT_EQ(lost.status, 200) << lost.text;
  EXPECT_EQ(lost.str("state"), "lost");
  EXPECT_NE(lost.str("reason").find("bolat"), std::string::npos);
  EXPECT_EQ(web::header_of(lost.raw, "set-cookie"), "");
  const auto& last = lost["history"].as_array().back();
  EXPECT_EQ(last.at("actor"), "officer:aliya");
}

TEST_F(SecondOfficer, IsLockedOutByGuessingToo) {
  const auto officer = rig.officer();
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(lose(officer, "bolat", "wrong password").code(), "wrong_password");
  EXPECT_EQ(lose(officer, "bolat", kPassword).code(), "locked_out");
}

}  // namespace
}  // namespace otkel::http::test
