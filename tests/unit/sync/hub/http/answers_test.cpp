// Every answer of the API, byte for byte as it was when somebody last looked: those who read the
// contract depend on names, their order, and on what is left out.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/codec/json.hpp"
#include "base/files/durable.hpp"
#include "tests/unit/sync/hub/http/asking.hpp"

namespace otkel::hub::test {
namespace {

const std::string kGolden = OTKEL_HUB_GOLDEN_FOLDER "/answers.txt";
const std::string kApplication = "/api/v1/applications/{no}";

/// Questions and answers in the order they were asked.
struct Transcript : ApiFixture {
  std::string text;
  int keys = 0;

  void put(web::Request request) {
    request.headers = {{"authorization", "Bearer secret-token"},
                       {"idempotency-key", "key-0000-" + std::to_string(++keys)}};
    const auto response = ask(request);
    text += request.method + " " + request.path;
    for (const auto& [name, value] : request.params) text += " " + name + "=" + value;
    for (const auto& [name, value] : request.query) text += " ?" + name + "=" + value;
    text += " -> " + std::to_string(response.status) + " " + response.content_type + "\n" +
            response.body + "\n\n";
  }
  template <class T>
  void post(const std::string& route, const T& body) {
    put({.method = "POST", .path = route, .body = codec::encode(body)});
  }
  void post_to(const std::string& route, const std::string& no, const std::string& body) {
    put({.method = "POST", .path = route, .params = {{"no", no}}, .body = body});
  }
  void get(const std::string& route, const std::map<std::string, std::string>& query = {}) {
    put({.method = "GET", .path = route, .query = query});
  }
  void get_of(const std::string& route, const std::string& no) {
    put({.method = "GET", .path = route, .params = {{"no", no}}});
  }
};

void ask_registries(Transcript& t) {
  const core::CarrierRecorded carrier{bin_of(1), "Тасымал", "Алматы", "AC", "2026-01-01"};
  t.post("/api/v1/carriers", carrier);
  t.post("/api/v1/carriers", carrier);
  t.post("/api/v1/misuse",
         core::MisuseRecorded{bin_of(9), core::Misuse::blank_handed_over, "2024-01-01", "told"});
  t.post("/api/v1/officers",
         RecordOfficer{"aliya", "Алия", core::OfficerRole::senior, "correct horse", true});
  t.post("/api/v1/keys",
         RecordKey{
             "nur-zholy", "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc", {}});
  t.put({.method = "POST",
         .path = "/api/v1/keys/{public_key}/limit",
         .params = {{"public_key",
                     "cecc1507dc1ddd7295951c290888f095adb9044d1b73d696e6df065d683bd4fc"}},
         .body = R"({"until":"2025-06-20T00:00:00Z","reason":"renewed","by":"aigul"})"});
  t.get("/api/v1/keys");
  t.post("/api/v1/blank-deliveries", DispatchBlanks{"nur-zholy", "B-1", "C00000101", 3});
}

void ask_bookings(Transcript& t) {
  t.get("/api/v1/slots", {{"site", "nur-zholy"}, {"date", "2025-05-20"}});
  t.post("/api/v1/bookings", BookSlot{"dostyk", "103ABC02", bin_of(1), "Сериков С.", kSlot});
  t.put({.method = "DELETE",
         .path = "/api/v1/bookings/{no}",
         .query = {{"reason", "no cargo"}},
         .params = {{"no", "DO25-H000001"}}});
}

/// One application is refused, the other one paid, and formed once its permit card is on record.
void ask_applications(Transcript& t) {
  for (const auto& [plate, site] : {std::pair{"101ABC02", "nur-zholy"}, {"102ABC02", "dostyk"}})
    t.post("/api/v1/applications", Hub::form(t.hub.booking(plate, bin_of(1), site)));
  t.get("/api/v1/applications", {{"state", "registered"}});
  t.post_to(kApplication + "/decision", "DO25-000001",
            R"({"decision":"refusal","signed_by":"aigul","grounds":["F1"],"motivation":"torn"})");
  t.post_to(kApplication + "/decision", "NZ25-000001",
            R"({"decision":"pay_notice","signed_by":"aigul"})");
  t.post_to(kApplication + "/payments", "NZ25-000001", R"({"amount":3692,"reference":"PAY-1"})");
  t.post("/api/v1/permit-cards", Hub::card_of("101ABC02", bin_of(1)));
  t.get_of(kApplication, "NZ25-000001");
  t.get("/api/v1/applications");
}

/// The truck crosses, and something goes wrong beside it.
void cross(Transcript& t) {
  const std::string no = "NZ25-000001";
  EdgeLogWriter edge;
  core::Evidence evidence{"V-1", "exit-1", kNow, {}, "h", "r", core::EvidenceGrade::camera_exact};
  deliver(t.hub, edge.site,
          {edge.fact(core::EpochBegan{"created", "demonstration"}),
           edge.fact(core::BlanksReceived{"B-1", "C00000101", 3}),
           edge.fact(core::VehicleEntered{"101ABC02", "NZ25-H000001", no, {}}),
           edge.fact(core::NumberAllocated{no, {no}, {"C00000101"}, {{no, "C00000101"}}, {}}),
           edge.fact(core::PrintEnded{no,
                                      "C00000101",
                                      1,
                                      core::PrintResult::confirmed,
                                      core::PrintGrade::content,
                                      {},
                                      "",
                                      core::PrintJudge::printer,
                                      "MZXW6YTB"}),
           edge.fact(core::PermitIssued{no, "C00000101", "101ABC02", bin_of(1), "KAMAZ"}),
           edge.fact(core::PermitRedeemed{no, "C00000101", evidence, "exact"}),
           edge.fact(core::IncidentOpened{"NZ-000001", core::IncidentWord::read("stranger"), "V-9",
                                          "no booking"}),
           edge.fact(core::IncidentClosed{"NZ-000001", "a bus"}),
           edge.fact(core::BlankEnded{"C00000102", core::BlankState::spoiled, {}, "torn"}),
           edge.fact(core::BlankEnded{"C00000999", core::BlankState::lost, {}, "unknown"})});
}

void ask_what_is_known(Transcript& t) {
  t.get("/api/v1/register");
  t.get("/api/v1/register", {{"site", "nur-zholy"}, {"format", "csv"}});
  for (const char* no : {"NZ25-000001", "DO25-000001", "NZ25-000999"})
    t.get_of("/api/v1/register/{no}", no);
  for (const char* check : {"mzxw 6ytb", "MZXW6YTC"})
    t.put({.method = "GET",
           .path = "/api/v1/register/{no}/{check}",
           .params = {{"no", "NZ25-000001"}, {"check", check}}});
  t.get("/api/v1/register", {{"limit", "1"}});
  t.get("/api/v1/dead-letters", {{"site", "nur-zholy"}, {"limit", "1"}});
  t.get_of(kApplication, "NZ25-000001");
  t.get("/api/v1/statistics");
  t.get("/api/v1/statistics", {{"site", "dostyk"}});
  t.get("/api/v1/incidents");
  t.get("/api/v1/incidents", {{"site", "dostyk"}});
  t.get("/api/v1/sites/status");
  t.get("/metrics");
  t.get("/readyz");
}

TEST(HubAnswers, MatchTheContractByteForByte) {
  Transcript t;
  ask_registries(t);
  ask_bookings(t);
  ask_applications(t);
  t.post_to(kApplication + "/revocation", "DO25-000001", R"({"reason":"court","by":"aigul"})");
  cross(t);
  ask_what_is_known(t);
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(files::write_safely(kGolden, t.text));
  }
  std::ifstream file(kGolden, std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(golden, t.text);
}

}  // namespace
}  // namespace otkel::hub::test
