// One truck, all the way through the daemon's own ports.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

const std::string kFile = "/api/v1/applications/NZ25-000001";

std::string body(json::object object) { return json::serialize(object); }

/// Through the gate, with its number given and its supplement printed.
void print(Rig& rig, const Client& officer, int n = 1) {
  const auto file = "/api/v1/applications/" + application_no(n);
  const auto issued = officer.post(file + "/permit");
  ASSERT_EQ(issued.status, 202) << issued.text;
  ASSERT_TRUE(rig.until([&] { return officer.get(file).str("blank_state") == "printed"; }));
}

TEST(OneTruck, GoesFromTheKioskToRedemption) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks();
  const auto kiosk = rig.kiosk();
  const auto officer = rig.officer();

  EXPECT_EQ(kiosk.get("/api/v1/kiosk/lookup?q=1").str("next_step"), "check_in");
  const auto here = kiosk.post("/api/v1/kiosk/check-in", body({{"booking_no", kBooking}}));
  ASSERT_EQ(here.status, 200) << here.text;
  EXPECT_EQ(here["place"].as_int64(), 1);
  EXPECT_EQ(kiosk.get("/api/v1/board")["next_plates"].as_array().at(0), kPlate);

  const auto called = officer.post("/api/v1/queue/call", body({{"lane", "2"}}));
  ASSERT_EQ(called.status, 200) << called.text;
  EXPECT_EQ(called.str("booking_no"), kBooking);
  const auto board = kiosk.get("/api/v1/board");
  EXPECT_EQ(board["called"].as_array().at(0).at("lane"), "2");

  EXPECT_EQ(officer.get(kFile).str("obstacle"), "vehicle_not_on_territory");
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  EXPECT_TRUE(officer.get(kFile)["may_issue"].as_bool());

  print(rig, officer);
  const auto printed = officer.get(kFile);
  EXPECT_EQ(printed.str("blank"), "C00000001");
  EXPECT_EQ(printed["print_jobs"].as_array().at(0).at("state"), "confirmed");
  EXPECT_TRUE(std::filesystem::exists(rig.folder() / "paper/NZ25-000001-C00000001-1.png"));

  const auto handed = officer.post(kFile + "/permit/handover");
  ASSERT_EQ(handed.status, 200) << handed.text;
  EXPECT_EQ(handed.str("state"), "issued");
  rig.camera(core::CameraRole::exit, kPlate, "visit-2");
  const auto done = officer.get(kFile);
  EXPECT_EQ(done.str("state"), "closed");
  EXPECT_EQ(done.str("blank_state"), "redeemed");
  EXPECT_EQ(kiosk.get(std::string("/api/v1/kiosk/lookup?q=") + kPlate).str("next_step"), "done");

  std::vector<std::string> types;
  for (const auto& row : done["history"].as_array()) types.emplace_back(row.at("type").as_string());
  for (const char* type : {"vehicle_entered", "number_allocated", "print_queued", "print_ended",
                           "permit_issued", "vehicle_left", "permit_redeemed"})
    EXPECT_NE(std::ranges::find(types, type), types.end()) << type;
  const auto sums = officer.get("/api/v1/statistics");
  EXPECT_TRUE(sums["stock_adds_up"].as_bool());
  EXPECT_TRUE(sums["zone_adds_up"].as_bool());
  EXPECT_EQ(sums["counts"].at("redeemed").as_int64(), 1);
  const auto books = officer.get("/api/v1/stock/reconciliation");
  EXPECT_EQ(books["books"].at("redeemed").as_int64(), 1);
  EXPECT_TRUE(books["books"].at("differences").as_array().empty()) << books.text;
}

TEST(KioskCardOfAStranger, NamesNoApplicationIfFoundByPlate) {
  Rig rig;
  rig.people();
  rig.registered();
  const auto kiosk = rig.kiosk();
  const auto named = [&](const std::string& asked) {
    const auto card = kiosk.get("/api/v1/kiosk/lookup?q=" + asked);
    EXPECT_EQ(card.status, 200) << card.text;
    return card.text.find("\"application_no\"") != std::string::npos;
  };
  EXPECT_TRUE(named("1"));
  EXPECT_TRUE(named("NZ25-000001"));
  EXPECT_FALSE(named(kPlate));
  EXPECT_FALSE(named(kBooking));
  const auto here = kiosk.post("/api/v1/kiosk/check-in", body({{"booking_no", kBooking}}));
  EXPECT_EQ(here.text.find("\"application_no\""), std::string::npos) << here.text;
}

TEST(OneTruck, IsListedInTheExportAndInTheBlanksHistory) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks();
  const auto officer = rig.officer();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  print(rig, officer);
  const auto blank = officer.get("/api/v1/blanks/C00000001");
  EXPECT_EQ(blank.str("application_no"), kApplication);
  EXPECT_FALSE(blank["history"].as_array().empty());
  const auto table = officer.get("/api/v1/export/permits.csv");
  EXPECT_TRUE(table.text.starts_with("\xEF\xBB\xBF"));
  EXPECT_NE(table.text.find("C00000001"), std::string::npos);
}

/// Every operation of the document at least once; Client holds each answer to its schema.
class Contract : public testing::Test {
 protected:
  void SetUp() override {
    rig.people();
    for (const int n : {1, 2, 3, 4}) rig.registered(n), rig.paid(n);
    rig.blanks();
    officer = rig.officer();
  }
  void ask_as_driver();
  void ask_about_the_queue();
  void ask_about_permits();
  void ask_for_a_second();
  void ask_about_prints();
  void ask_about_visits();
  void ask_as_machine();

  Rig rig;
  Client kiosk = rig.kiosk(), officer = rig.console();
  const std::string why = body({{"reason", "seen with my own eyes"}});
};

void Contract::ask_as_driver() {
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/site").status, 200);
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/lookup?q=NZ25-000001").status, 200);
  EXPECT_EQ(kiosk.post("/api/v1/kiosk/check-in", body({{"booking_no", kBooking}})).status, 200);
  const auto slots = kiosk.get("/api/v1/kiosk/slots?date=2025-05-20");
  ASSERT_FALSE(slots["slots"].as_array().empty());
  rig.hub({core::PermitCardRecorded{"K-9",
                                    "050140000013",
                                    "900ABC05",
                                    "MAN",
                                    "TGX",
                                    "",
                                    0,
                                    0,
                                    {},
                                    "2026-01-01",
                                    "2026-01-01",
                                    "2026-01-01",
                                    ""}});
  const auto slot = slots["slots"].as_array().back().at("slot_start");
  const auto booked =
      kiosk.post("/api/v1/kiosk/bookings",
                 body({{"plate", "900 ABC 05"}, {"slot_start", slot}, {"proof", "k9"}}));
  EXPECT_EQ(booked.status, 201) << booked.text;
  const auto given_back =
      kiosk.post("/api/v1/kiosk/bookings/" + booked.str("booking_no") + "/withdrawal",
                 body({{"proof", "k9"}}));
  EXPECT_EQ(given_back.str("booking_state"), "withdrawn") << given_back.text;
  const auto again =
      kiosk.post("/api/v1/kiosk/bookings",
                 body({{"plate", "900 ABC 05"}, {"slot_start", slot}, {"proof", "K-9"}}));
  const auto booking = "/api/v1/kiosk/bookings/" + again.str("booking_no");
  for (const char* request : {"/parking", "/return"})
    EXPECT_EQ(kiosk.post(booking + request, body({{"proof", "K-9"}})).code(),
              "booking_wrong_state");
  EXPECT_EQ(officer.post("/api/v1/bookings/" + again.str("booking_no") + "/withdrawal", why)
                .str("booking_state"),
            "withdrawn");
  EXPECT_EQ(kiosk.post("/api/v1/kiosk/help", body({{"screen", "start"}})).status, 200);
  EXPECT_EQ(kiosk.get("/api/v1/board").status, 200);
}

void Contract::ask_about_the_queue() {
  const auto called = officer.post("/api/v1/queue/call", body({{"lane", "1"}}));
  ASSERT_EQ(called.status, 200) << called.text;
  const auto booking = "/api/v1/bookings/" + called.str("booking_no");
  EXPECT_EQ(officer.post(booking + "/call", body({{"lane", "2"}}))["calls"].as_int64(), 2);
  EXPECT_EQ(officer.post(booking + "/call", body({{"lane", "2\u2028"}})).code(),
            "page_has_unknown_glyphs")
      << "the lane goes onto the slip";
  EXPECT_EQ(officer.post(booking + "/parking").code(), "too_early");
  EXPECT_EQ(officer.post(booking + "/return").code(), "booking_wrong_state");
  EXPECT_EQ(officer.post(booking + "/put-back", why).str("booking_state"), "checked_in");
  EXPECT_EQ(officer.post("/api/v1/queue/call", body({{"lane", "1"}})).str("booking_state"),
            "called");
  const auto snow = body({{"kind", "road_closed_kz"}, {"reason", "snow on the pass"}});
  EXPECT_EQ(officer.post("/api/v1/road/closing", snow).code(), "forbidden");
  Client senior = rig.console();
  EXPECT_EQ(senior.log_in("bolat", kPassword).status, 200);
  EXPECT_EQ(senior.post("/api/v1/road/closing", snow).status, 200);
  EXPECT_EQ(senior.post("/api/v1/road/closing", snow).code(), "version_conflict");
  EXPECT_EQ(senior.post("/api/v1/road/opening", snow).status, 200);
}

void Contract::ask_about_permits() {
  for (const int n : {1, 2, 3, 4})
    rig.camera(core::CameraRole::gate_in, plate(n), "in-" + std::to_string(n));
  for (const int n : {1, 2, 3, 4}) print(rig, officer, n);
  const auto reprint =
      officer.post(kFile + "/permit/reprint", body({{"reason", "the paper was torn"}}));
  EXPECT_EQ(reprint.status, 202) << reprint.text;
  ASSERT_TRUE(rig.until([&] { return officer.get("/api/v1/status")["open_print_jobs"] == 0; }));
  EXPECT_EQ(officer.post(kFile + "/permit/handover").status, 200);
  EXPECT_EQ(officer.post("/api/v1/print-jobs/1/resolution", body({{"on_paper", true}})).code(),
            "print_job_wrong_state");
  EXPECT_EQ(officer.get("/api/v1/blanks/C00000001").status, 200);
  EXPECT_EQ(officer.post("/api/v1/blanks/C00000001/return", why).code(), "second_person_missing");
  ask_for_a_second();
  const auto spoiled = officer.post("/api/v1/blanks/C00000002/spoil", why);
  EXPECT_EQ(spoiled.str("state"), "spoiled");
  EXPECT_EQ(spoiled.str("replaced_by"), "C00000005");
  const std::string two =
      body({{"reason", "found torn"}, {"second_login", "bolat"}, {"second_password", kPassword}});
  EXPECT_EQ(officer.post("/api/v1/blanks/C00000003/loss", two).str("state"), "lost");
  EXPECT_EQ(officer.post("/api/v1/blanks/C00000004/annulment", two).str("state"), "annulled");
  EXPECT_EQ(officer.post(kFile + "/make/set-aside", why).code(), "application_wrong_state");
  EXPECT_EQ(officer.get("/api/v1/stock").status, 200);
  EXPECT_EQ(officer.get("/api/v1/stock/reconciliation").status, 200);
  EXPECT_EQ(officer.get(kFile + "/history?limit=2").status, 200);
  EXPECT_EQ(officer.get("/api/v1/blanks/C00000001/history").status, 200);
}

void Contract::ask_for_a_second() {
  Client second = rig.console();
  EXPECT_EQ(second.log_in("bolat", kPassword).status, 200);
  const auto ask = [&] {
    const auto asked = officer.post(
        "/api/v1/second-requests",
        body({{"verb", "return"}, {"subject", "C00000001"}, {"reason", "it does not leave"}}));
    EXPECT_EQ(asked.status, 201) << asked.text;
    return "/api/v1/second-requests/" + std::to_string(asked["id"].as_int64());
  };
  EXPECT_EQ(officer.post(ask() + "/withdrawal").str("state"), "withdrawn");
  EXPECT_EQ(second.post(ask() + "/refusal", why).str("state"), "refused");
  EXPECT_EQ(second.post(ask() + "/confirmation").str("state"), "confirmed");
  EXPECT_EQ(officer.get("/api/v1/blanks/C00000001").str("state"), "returned");
}

void Contract::ask_about_prints() {
  const auto ticket = kiosk.post("/api/v1/kiosk/tickets", body({{"booking_no", booking_no(2)}}));
  EXPECT_EQ(ticket.code(), "booking_wrong_state");
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/tickets/1").code(), "print_job_not_found");
  EXPECT_EQ(officer.get("/api/v1/print-jobs/1/page").status, 200);
  EXPECT_EQ(officer.get("/api/v1/print-jobs?limit=1")["print_jobs"].as_array().size(), 1U);
  EXPECT_EQ(officer.post("/api/v1/print-jobs/1/cancellation").code(), "print_job_wrong_state");
  EXPECT_EQ(officer.post("/api/v1/print-scans", body({{"text", "what"}})).code(), "qr_foreign");
  const auto receipt =
      officer.post("/api/v1/documents", body({{"type", "stock_receipt"}, {"batch", "B-1"}}));
  EXPECT_EQ(receipt.status, 202) << receipt.text;
  ASSERT_TRUE(rig.until([&] { return officer.get("/api/v1/status")["open_print_jobs"] == 0; }));
  const auto again = "/api/v1/print-jobs/" + std::to_string(receipt["id"].as_int64()) + "/again";
  EXPECT_EQ(officer.post(again, why).status, 202);
}

void Contract::ask_about_visits() {
  rig.camera(core::CameraRole::gate_in, "12?ABC05", "unsure");
  const auto waiting = officer.get("/api/v1/visits?limit=1");
  EXPECT_EQ(waiting["visits"].as_array().at(0).at("visit_id"), "unsure");
  EXPECT_EQ(waiting["waiting"].as_int64(), 1);
  EXPECT_EQ(officer.get("/api/v1/incidents?state=all&limit=1").status, 200);
  EXPECT_EQ(officer.get("/api/v1/visits?limit=0").code(), "value_malformed");
  const auto decided = officer.post("/api/v1/visits/unsure/decision", why);
  EXPECT_EQ(decided.status, 200) << decided.text;
  std::string misread = plate(3);
  misread[0] = 'I';
  rig.camera(core::CameraRole::return_lane, misread, "misread");
  const auto named = officer.post("/api/v1/visits/misread/decision",
                                  body({{"plate", plate(3)}, {"reason", "the picture is clear"}}));
  EXPECT_EQ(named.status, 200) << named.text;
  EXPECT_EQ(named.str("grade"), "camera_confirmed");
  const auto learned = officer.get("/api/v1/confusions");
  ASSERT_EQ(learned["cameras"].as_array().size(), 1U);
  EXPECT_EQ(learned["cameras"].as_array().at(0).at("counts").as_array().at(0).at("read"), "I");
  EXPECT_EQ(officer.post("/api/v1/confusions/gate-1/reset", why).code(), "forbidden");
  Client technician = rig.console();
  EXPECT_EQ(technician.log_in("tamara", kPassword).status, 200);
  const auto forgotten = technician.post("/api/v1/confusions/gate-1/reset", why);
  ASSERT_EQ(forgotten.status, 200) << forgotten.text;
  EXPECT_TRUE(forgotten["cameras"].as_array().empty());
  const auto entered =
      officer.post("/api/v1/visits",
                   body({{"role", "gate_in"}, {"plate", "900ABC05"}, {"reason", "camera dead"}}));
  EXPECT_EQ(entered.status, 201) << entered.text;
  const auto shown = officer.post("/api/v1/external-permits", body({{"plate", "900ABC05"},
                                                                    {"number", "KZ-0042"},
                                                                    {"stated_plate", "900ABC05"},
                                                                    {"stated_make", "DAF"}}));
  EXPECT_EQ(shown.status, 201) << shown.text;
  EXPECT_EQ(shown.str("number"), "KZ-0042");
  rig.camera(core::CameraRole::entry_from_china, plate(2), "back");  // an incident: it is inside
  const auto console = officer.get("/api/v1/console");
  EXPECT_EQ(console.status, 200);
  const auto& incidents = console["incidents"].as_array();
  const auto* own = std::ranges::find_if(
      incidents, [](const auto& one) { return one.at("kind") == "passage_without_camera"; });
  ASSERT_NE(own, incidents.end());
  const std::string incident(own->at("incident_no").as_string());
  EXPECT_EQ(officer.post("/api/v1/incidents/" + incident + "/closing", why).code(), "own_incident");
  Client senior = rig.console();
  EXPECT_EQ(senior.log_in("bolat", kPassword).status, 200);
  EXPECT_FALSE(senior.post("/api/v1/incidents/" + incident + "/closing", why)["open"].as_bool());
}

void Contract::ask_as_machine() {
  const auto hour = body({{"shown", "2025-05-20T05:00:30Z"},
                          {"reason", "the station's clock"},
                          {"second_login", "bolat"},
                          {"second_password", kPassword}});
  EXPECT_EQ(officer.post("/api/v1/clock/confirmation", hour).code(), "version_conflict");
  const auto numbers =
      body({{"first", json::array{"C00000004"}}, {"reason", "the line is down since Monday"}});
  EXPECT_EQ(officer.post("/api/v1/stock/begin-numbers", numbers).code(), "version_conflict");
  EXPECT_EQ(officer.get("/api/v1/statistics").status, 200);
  EXPECT_EQ(officer.get("/api/v1/cameras").status, 200);
  EXPECT_EQ(officer.get("/api/v1/export/permits.csv").status, 200);
  const std::string hash(64, 'b');
  std::filesystem::create_directories(rig.folder().path() / "pictures" / "bb");
  std::ofstream(rig.folder() / ("pictures/bb/" + hash + ".jpg")) << "jpeg";
  const auto picture = officer.get("/api/v1/pictures/" + hash);
  EXPECT_EQ(picture.text, "jpeg");
  EXPECT_EQ(
      officer.ask("GET", "/api/v1/pictures/" + hash, {}, {{"If-None-Match", "\"" + hash + "\""}})
          .raw.status,
      304);

  EXPECT_EQ(kiosk.get("/api/v1/openapi.json")["openapi"], "3.1.0");
  EXPECT_EQ(kiosk.get("/api/v1/status").status, 200);
  EXPECT_EQ(kiosk.get("/healthz").status, 200);
  EXPECT_EQ(kiosk.get("/readyz").status, 200);
  EXPECT_EQ(kiosk.get("/metrics").status, 200);
}

TEST_F(Contract, MatchesEveryRouteOfTheDocument) {
  EXPECT_EQ(officer.get("/api/v1/session").str("login"), "aliya");
  ask_as_driver();
  ask_about_the_queue();
  ask_about_permits();
  ask_about_prints();
  ask_about_visits();
  ask_as_machine();
  EXPECT_EQ(officer.ask("DELETE", "/api/v1/session", {}, {}).status, 204);
  EXPECT_EQ(officer.get("/api/v1/console").code(), "unauthenticated");
  EXPECT_EQ(asked(), contract().operations());
}

}  // namespace
}  // namespace otkel::http::test
