// Who may do what, and how it is proven.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/codec/password.hpp"
#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

TEST(Session, IsRequiredForEveryView) {
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

TEST(Session, HasACookieForThisSiteAndNoScript) {
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

TEST(Session, EndsByLogOutAndIfIdle) {
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

TEST(Session, LocksTheNameAtOneAddressAfterFiveWrongPasswords) {
  Rig rig;
  rig.people();
  auto guesser = rig.console("127.0.0.66");
  for (int i = 0; i < 5; ++i) {
    const auto reply = guesser.log_in("aliya", "wrong password");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.code(), "wrong_password");
  }
  const auto locked = guesser.log_in("aliya", kPassword);
  EXPECT_EQ(locked.status, 429);
  EXPECT_EQ(locked.code(), "locked_out");
  EXPECT_EQ(web::header_of(locked.raw, "retry-after"), "60");
  EXPECT_EQ(guesser.log_in("bolat", kPassword).status, 200) << "another officer at that address";
  EXPECT_EQ(rig.console().log_in("aliya", kPassword).status, 200) << "at the usual console";
  rig.set_clock("2025-05-20T05:16:00Z");
  EXPECT_EQ(guesser.log_in("aliya", kPassword).status, 200);
}

TEST(Session, LocksAnUnknownNameLikeAnOfficers) {
  Rig rig;
  rig.people();
  auto guesser = rig.console();
  for (const char* name : {"aliya", "nobody"}) {
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(guesser.log_in(name, "wrong password").code(), "wrong_password") << name;
    EXPECT_EQ(guesser.log_in(name, "wrong password").code(), "locked_out") << name;
  }
  const auto metrics = guesser.get("/metrics").text;
  EXPECT_NE(metrics.find("otkel_log_ins_total{outcome=\"wrong\"} 10\n"), std::string::npos)
      << metrics;
  EXPECT_NE(metrics.find("otkel_log_ins_total{outcome=\"locked\"} 2\n"), std::string::npos);
}

TEST(Session, ReportsManyWrongPasswordsForOneOfficerAsAnIncident) {
  Rig rig;
  rig.people();
  for (int n = 0; n < 20; ++n)
    rig.console("127.0.1." + std::to_string(n)).log_in("aliya", "wrong password");
  const auto console = rig.officer().get("/api/v1/console");
  const auto& incidents = console["incidents"].as_array();
  ASSERT_EQ(incidents.size(), 1U);
  EXPECT_EQ(incidents[0].at("kind"), "failed_log_ins");
  EXPECT_EQ(incidents[0].at("subject"), "aliya");
}

TEST(Session, KeepsNoOfficerOutDespiteLogInsOfUnknownNames) {
  Rig rig;
  rig.people();
  EXPECT_EQ(rig.console("127.0.0.1").log_in("aliya", kPassword).status, 200);
  std::atomic<bool> over = false;
  std::vector<std::thread> strangers;
  for (int n = 0; n < 40; ++n)
    strangers.emplace_back([&, n] {
      auto stranger = rig.console("127.0.2." + std::to_string(1 + n % 16));
      const auto reply = stranger.log_in("stranger-" + std::to_string(n), "guess");
      over = over || reply.status == 200;
    });
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(rig.console("127.0.0.1").log_in("aliya", kPassword).status, 200) << "usual console";
    EXPECT_EQ(rig.console("127.0.3.1").log_in("bolat", kPassword).status, 200) << "a new one";
  }
  for (auto& stranger : strangers) stranger.join();
  EXPECT_FALSE(over);
}

TEST(Session, EndsTheOldestOfMoreThanFour) {
  Rig rig;
  rig.people();
  std::vector<Client> clients;
  for (int i = 0; i < 5; ++i) clients.push_back(rig.officer());
  int open = 0;
  for (const auto& client : clients) open += client.get("/api/v1/session").status == 200 ? 1 : 0;
  EXPECT_EQ(open, 4);
  EXPECT_EQ(clients.back().get("/api/v1/session").status, 200);
}

TEST(Session, EndsWithThePassword) {
  Rig rig;
  rig.people();
  const auto client = rig.officer();
  const auto hash = codec::hash_password("another password", codec::PasswordSalt{}).value();
  rig.hub({core::OfficerRecorded{"aliya", "aliya", core::OfficerRole::officer, hash, true}});
  EXPECT_EQ(client.get("/api/v1/session").code(), "unauthenticated");
}

TEST(Session, UsesSecureCookiesBehindAnHttpsProxy) {
  auto folder = std::make_shared<Folder>();
  auto settings = settings_in(*folder);
  settings.console.trusted_proxies = {"127.0.0.9"};
  Rig rig(folder, settings);
  rig.people();
  const std::string form = R"({"login":"aliya","password":")" + std::string(kPassword) + "\"}";
  const auto ask = [&](const char* source, const std::string& scheme) {
    web::Call call;
    call.method = "POST";
    call.port = rig.console().port();
    call.target = "/api/v1/session";
    call.body = form;
    call.source = source;
    call.headers = {{"Content-Type", "application/json"},
                    {"Host", "localhost"},
                    {"Origin", scheme + "://localhost"},
                    {"X-Forwarded-For", "203.0.113.9"},
                    {"X-Forwarded-Proto", "https"}};
    return web::fetch(call).value();
  };
  const auto secure = ask("127.0.0.9", "https");
  EXPECT_EQ(secure.status, 200) << secure.body;
  EXPECT_TRUE(web::header_of(secure, "set-cookie").ends_with("; Secure"));
  EXPECT_EQ(ask("127.0.0.9", "http").status, 403) << "the page came over https";
  const auto plain = ask("127.0.0.8", "http");
  EXPECT_EQ(plain.status, 200) << plain.body;
  EXPECT_FALSE(web::header_of(plain, "set-cookie").ends_with("; Secure"));
}

TEST(Session, AnswersAnUnknownLoginLikeAWrongPassword) {
  Rig rig;
  rig.people();
  auto client = rig.console();
  EXPECT_EQ(client.log_in("nobody", kPassword).code(), "wrong_password");
  EXPECT_EQ(client.ask("POST", "/api/v1/session", R"({"login":"aliya"})", {}).code(),
            "field_missing");
  EXPECT_EQ(client.log_in("aliya", std::string(257, 'x')).code(), "value_malformed");
}

TEST(Session, LetsATechnicianReadAndChangeNothing) {
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

TEST_F(SecondOfficer, MustBeAnotherOfficerWithTheRightPassword) {
  const auto officer = rig.officer();
  EXPECT_EQ(lose(officer, "", "").code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "aliya", kPassword).code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "tamara", kPassword).code(), "second_person_missing");
  EXPECT_EQ(lose(officer, "nobody", kPassword).code(), "wrong_password");
  EXPECT_EQ(lose(officer, "bolat", "wrong password").code(), "wrong_password");
  EXPECT_EQ(officer.get("/api/v1/blanks/C00000001").str("state"), "in_stock");
  EXPECT_EQ(lose(rig.console(), "bolat", kPassword).code(), "unauthenticated");
}

TEST_F(SecondOfficer, ConfirmsByNameAndIsNotLoggedInByIt) {
  const auto officer = rig.officer();
  const auto lost = lose(officer, "bolat", kPassword);
  ASSERT_EQ(lost.status, 200) << lost.text;
  EXPECT_EQ(lost.str("state"), "lost");
  EXPECT_EQ(lost.str("second"), "bolat");
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
