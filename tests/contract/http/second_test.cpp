// Acts that want two: each from his own session, or both at one console.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

std::string body(json::object object) { return json::serialize(object); }

class TwoSessions : public testing::Test {
 protected:
  void SetUp() override {
    rig.people();
    rig.registered();
    rig.paid();
    rig.blanks();
    aliya = rig.officer();
    ASSERT_EQ(bolat.log_in("bolat", kPassword).status, 200);
    ASSERT_EQ(tamara.log_in("tamara", kPassword).status, 200);
    rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
    const std::string file = "/api/v1/applications/NZ25-000001";
    ASSERT_EQ(aliya.post(file + "/permit").status, 202);
    ASSERT_TRUE(rig.until([&] { return aliya.get(file).str("blank_state") == "printed"; }));
    ASSERT_EQ(aliya.post(file + "/permit/handover").status, 200);
  }
  Reply ask(const std::string& verb = "spoil", const std::string& reason = "the ink has run") {
    return aliya.post("/api/v1/second-requests",
                      body({{"verb", verb}, {"subject", kBlank}, {"reason", reason}}));
  }
  std::string asked(const std::string& verb = "spoil") {
    const auto reply = ask(verb);
    EXPECT_EQ(reply.status, 201) << reply.text;
    return "/api/v1/second-requests/" + std::to_string(reply["id"].as_int64());
  }
  std::string state() { return aliya.get(std::string("/api/v1/blanks/") + kBlank).str("state"); }
  std::vector<std::string> incidents() {
    std::vector<std::string> kinds;
    const auto console = aliya.get("/api/v1/console");
    for (const auto& row : console["incidents"].as_array())
      kinds.emplace_back(row.at("kind").as_string());
    return kinds;
  }

  static constexpr const char* kBlank = "C00000001";
  Rig rig;
  Client aliya = rig.console(), bolat = rig.console(), tamara = rig.console();
};

TEST_F(TwoSessions, SpoilAFilledBlankOnlyTogether) {
  const auto alone = aliya.post(std::string("/api/v1/blanks/") + kBlank + "/spoil",
                                body({{"reason", "the ink has run"}}));
  EXPECT_EQ(alone.status, 422);
  EXPECT_EQ(alone.code(), "second_person_missing");
  const auto request = asked();
  EXPECT_EQ(state(), "issued") << "it waits";
  const auto shown = bolat.get("/api/v1/console")["second_requests"].as_array();
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown.at(0).at("asked_by"), "aliya");
  EXPECT_EQ(shown.at(0).at("plate"), kPlate);
  EXPECT_EQ(aliya.post(request + "/confirmation").code(), "second_person_missing");
  EXPECT_EQ(tamara.post(request + "/confirmation").code(), "forbidden");
  EXPECT_EQ(rig.console().post(request + "/confirmation").code(), "unauthenticated");
  EXPECT_EQ(state(), "issued");
  EXPECT_EQ(bolat.post(request + "/confirmation").str("answered_by"), "bolat");
  EXPECT_EQ(state(), "spoiled");
  EXPECT_EQ(incidents(), std::vector<std::string>{"issued_number_replaced"});
}

TEST_F(TwoSessions, AreTwoPeopleAndNotTwoSessionsOfOne) {
  const auto request = asked();
  auto again = rig.officer();
  EXPECT_EQ(again.post(request + "/confirmation").code(), "second_person_missing");
  EXPECT_EQ(again.post(request + "/refusal", body({{"reason", "no, not that"}})).code(),
            "second_person_missing");
}

TEST_F(TwoSessions, ConfirmOnceHoweverOftenTheButtonIsPressed) {
  const auto request = asked();
  const auto first = bolat.post_with_key("confirm-0001", request + "/confirmation");
  const auto second = bolat.post_with_key("confirm-0001", request + "/confirmation");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(second.text, first.text);
  EXPECT_EQ(bolat.post(request + "/confirmation").code(), "version_conflict");
}

TEST_F(TwoSessions, DropARequestAfterTenMinutes) {
  const auto request = asked("annul");
  rig.set_clock("2025-05-20T05:10:00Z");
  EXPECT_EQ(bolat.post(request + "/confirmation").code(), "version_conflict");
  EXPECT_TRUE(bolat.get("/api/v1/console")["second_requests"].as_array().empty());
  EXPECT_EQ(state(), "issued");
}

TEST_F(TwoSessions, EndWithTheWithdrawalOfTheFirst) {
  const auto request = asked();
  rig.hub({core::OfficerRecorded{"aliya", "aliya", core::OfficerRole::officer, "-", false}});
  EXPECT_EQ(bolat.post(request + "/confirmation").code(), "forbidden");
}

TEST_F(TwoSessions, RefuseAnUnknownActAndAnEmptyReason) {
  EXPECT_EQ(ask("hand_over").code(), "value_malformed");
  EXPECT_EQ(ask("steal").code(), "payload_malformed");
  for (const char* nothing : {"", " ", ".", "12"})
    EXPECT_EQ(ask("spoil", nothing).code(), "reason_missing") << nothing;
  EXPECT_EQ(bolat.post("/api/v1/second-requests/none/confirmation").code(), "value_malformed");
  EXPECT_EQ(bolat.post("/api/v1/second-requests/99/confirmation").code(), "not_found");
}

TEST_F(TwoSessions, AreDistinguishedFromAPasswordTypedAtTheFirstOfficersConsole) {
  const auto spoiled = aliya.post(std::string("/api/v1/blanks/") + kBlank + "/spoil",
                                  body({{"reason", "the ink has run"},
                                        {"second_login", "bolat"},
                                        {"second_password", kPassword}}));
  ASSERT_EQ(spoiled.status, 200) << spoiled.text;
  auto kinds = incidents();
  std::ranges::sort(kinds);
  EXPECT_EQ(kinds, (std::vector<std::string>{"issued_number_replaced", "second_at_same_console"}));
  const auto rows = bolat.get("/api/v1/console")["incidents"].as_array();
  for (const auto& row : rows) {
    EXPECT_EQ(row.at("caused_by"), "aliya, bolat");
    const std::string no(row.at("incident_no").as_string());
    EXPECT_EQ(bolat
                  .post("/api/v1/incidents/" + no + "/closing",
                        body({{"reason", "the blank was really torn"}}))
                  .code(),
              "own_incident");
  }
}

TEST_F(TwoSessions, AreAskedForTheThirdPrintOfANumber) {
  const std::string file = "/api/v1/applications/NZ25-000001";
  const std::string why = body({{"reason", "torn by the wind"}});
  const auto printed = [&] {
    return rig.until([&] { return aliya.get("/api/v1/status")["open_print_jobs"] == 0; });
  };
  EXPECT_EQ(aliya.post(file + "/permit/reprint", why).status, 202);
  ASSERT_TRUE(printed());
  const auto third = aliya.post(file + "/permit/reprint", why);
  EXPECT_EQ(third.code(), "second_person_missing");
  const auto request = aliya.post(
      "/api/v1/second-requests",
      body({{"verb", "reprint"}, {"subject", kApplication}, {"reason", "torn by the wind"}}));
  ASSERT_EQ(request.status, 201) << request.text;
  const auto id = std::to_string(request["id"].as_int64());
  EXPECT_EQ(bolat.post("/api/v1/second-requests/" + id + "/confirmation").status, 200);
  ASSERT_TRUE(printed());
  EXPECT_EQ(aliya.get(file)["print_jobs"].as_array().size(), 3U);
}

TEST_F(TwoSessions, BeginNumbersIfItIsUnknownWhichWereGiven) {
  const std::string route = "/api/v1/stock/begin-numbers", why = "the line is down since Monday";
  const std::string named = body({{"first", json::array{"C00000004"}}, {"reason", why}});
  EXPECT_EQ(aliya.post(route, named).code(), "version_conflict") << "nothing is in doubt";
  ASSERT_TRUE(rig.on_work([](app::Context& c) -> core::Result<app::Answer> {
    auto history = c.stores.history.load();
    history.doubt = ledger::Doubt::restored;
    c.stores.history.save(history);
    return app::Answer{};
  }));
  EXPECT_EQ(aliya.post(route, named).code(), "second_person_missing");
  EXPECT_EQ(aliya.post(route, body({{"first", json::array{}}, {"reason", why}})).code(),
            "value_malformed");
  const auto request =
      aliya.post("/api/v1/second-requests",
                 body({{"verb", "begin_numbers"}, {"subject", "C00000004"}, {"reason", why}}));
  ASSERT_EQ(request.status, 201) << request.text;
  const auto id = std::to_string(request["id"].as_int64());
  EXPECT_EQ(aliya.post("/api/v1/second-requests/" + id + "/confirmation").code(),
            "second_person_missing");
  EXPECT_EQ(bolat.post("/api/v1/second-requests/" + id + "/confirmation").status, 200);
  EXPECT_EQ(aliya.get("/api/v1/stock").str("next_number"), "C00000004");
  const auto console = aliya.get("/api/v1/console");
  for (const auto& row : console["incidents"].as_array())
    EXPECT_EQ(row.at("caused_by"), "aliya, bolat") << row.at("kind");
  auto kinds = incidents();
  std::ranges::sort(kinds);
  EXPECT_EQ(kinds, (std::vector<std::string>{"blanks_unaccounted", "numbers_begun_by_persons"}));
}

TEST_F(TwoSessions, AreNotNeededForAnOfficersStatementThatRedeemsNothingAndIsAnIncident) {
  rig.camera(core::CameraRole::exit, "999ZZZ99", "visit-2");
  const auto named = aliya.post("/api/v1/visits/visit-2/decision",
                                body({{"plate", kPlate}, {"reason", "it is this one"}}));
  ASSERT_EQ(named.status, 200) << named.text;
  EXPECT_EQ(named.str("grade"), "officer_entry");
  EXPECT_TRUE(named["against_read"].as_bool());
  EXPECT_EQ(state(), "issued");
  const auto kinds = incidents();
  EXPECT_NE(std::ranges::find(kinds, "plate_against_read"), kinds.end());
}

}  // namespace
}  // namespace otkel::http::test
