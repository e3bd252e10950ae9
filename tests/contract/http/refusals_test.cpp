// What is asked wrongly, at the wrong moment, twice, or by nobody.
#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "firmware-daemon/http/contract.hpp"
#include "tests/contract/http/rig.hpp"

namespace otkel::http::test {
namespace {

const std::string kPermit = "/api/v1/applications/NZ25-000001/permit";

std::int64_t events(const Client& client) {
  return client.get("/api/v1/status")["edge"].at("seq").as_int64();
}

TEST(Refusals, RefuseANumberForAnUnpaidApplication) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.blanks();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto officer = rig.officer();
  const auto before = events(officer);
  const auto refused = officer.post(kPermit);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "application_unpaid");
  EXPECT_EQ(events(officer), before);
  EXPECT_EQ(officer.get("/api/v1/stock")["counts"].at("in_stock"), 10);
}

TEST(Refusals, GiveADoubleClickOneEffectAndOneAnswer) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto officer = rig.officer();
  std::vector<std::future<Reply>> clicks;
  for (int i = 0; i < 6; ++i)
    clicks.push_back(std::async(std::launch::async, [&officer] {
      return officer.post_with_key("one-and-the-same", kPermit);
    }));
  std::vector<std::string> texts;
  for (auto& click : clicks) {
    auto reply = click.get();
    EXPECT_EQ(reply.status, 202) << reply.text;
    texts.push_back(reply.text);
  }
  EXPECT_EQ(std::ranges::count(texts, texts.front()), 6);
  const auto file = officer.get("/api/v1/applications/NZ25-000001");
  EXPECT_EQ(file["print_jobs"].as_array().size(), 1U);
  EXPECT_EQ(officer.get("/api/v1/stock")["counts"].at("in_stock"), 9);
}

TEST(Refusals, GiveANumberOnceToTwoDifferentRequests) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto officer = rig.officer();
  auto other = std::async(std::launch::async, [&] { return officer.post(kPermit).status; });
  const int mine = officer.post(kPermit).status;
  const int theirs = other.get();
  EXPECT_EQ(std::min(mine, theirs), 202);
  EXPECT_EQ(std::max(mine, theirs), 409);
  EXPECT_EQ(officer.get("/api/v1/stock")["counts"].at("in_stock"), 9);
}

TEST(Refusals, RequireAKeyThatIsValidForOneRequestOnly) {
  Rig rig;
  rig.people();
  const auto officer = rig.officer();
  const std::string call = R"({"lane":"1"})";
  EXPECT_EQ(officer.ask("POST", "/api/v1/queue/call", call, {}).code(), "idempotency_key_missing");
  EXPECT_EQ(officer.post_with_key("short", "/api/v1/queue/call", call).code(),
            "idempotency_key_missing");
  const auto kiosk = rig.kiosk();
  const auto first = kiosk.post_with_key("key-of-help", "/api/v1/kiosk/help", R"({"screen":"a"})");
  EXPECT_EQ(first.status, 200);
  const auto again = kiosk.post_with_key("key-of-help", "/api/v1/kiosk/help", R"({"screen":"a"})");
  EXPECT_EQ(again.text, first.text);
  const auto other = kiosk.post_with_key("key-of-help", "/api/v1/kiosk/help", R"({"screen":"b"})");
  EXPECT_EQ(other.status, 422);
  EXPECT_EQ(other.code(), "idempotency_key_reused");
  EXPECT_EQ(officer.get("/api/v1/console")["officer_calls"].as_array().size(), 1U);
}

TEST(Refusals, AllowARefusedRequestAgainWithItsKeyOnceTheCauseIsFixed) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.blanks();
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto officer = rig.officer();
  EXPECT_EQ(officer.post_with_key("patience", kPermit).code(), "application_unpaid");
  rig.paid();
  EXPECT_EQ(officer.post_with_key("patience", kPermit).status, 202);
}

struct BadBody {
  const char *name, *body, *code;
};

class BadBodies : public testing::TestWithParam<BadBody> {};

TEST_P(BadBodies, AreRefusedWithTheirReason) {
  Rig rig;
  rig.people();
  const auto reply = rig.officer().post("/api/v1/queue/call", GetParam().body);
  EXPECT_EQ(reply.status, 400) << reply.text;
  EXPECT_EQ(reply.code(), GetParam().code) << reply.text;
}

INSTANTIATE_TEST_SUITE_P(
    Call, BadBodies,
    testing::Values(BadBody{"unknown_field", R"({"lane":"1","color":"red"})", "field_unknown"},
                    BadBody{"missing_field", R"({})", "field_missing"},
                    BadBody{"wrong_type", R"({"lane":1})", "payload_malformed"},
                    BadBody{"no_json", R"({"lane":)", "payload_malformed"},
                    BadBody{"nothing", "", "payload_malformed"},
                    BadBody{"too_long", R"({"lane":"01234567890123456789"})", "value_malformed"},
                    BadBody{"unprintable", R"({"lane":"3\u2028"})", "page_has_unknown_glyphs"},
                    BadBody{"bad_number", R"({"lane":"1","booking_no":"X"})",
                            "booking_no_malformed"}),
    [](const auto& one) { return one.param.name; });

/// Every operation of the document whose body has a reason of a person.
std::vector<std::pair<std::string, json::object>> operations_with_a_reason() {
  const auto document = json::parse(contract_json()).as_object();
  const auto resolved = [&](const json::value& value) {
    const auto* ref = value.as_object().if_contains("$ref");
    if (ref == nullptr) return value;
    const std::string path(ref->as_string());
    return document.at("components").at("requestBodies").at(path.substr(path.rfind('/') + 1));
  };
  std::vector<std::pair<std::string, json::object>> found;
  for (const auto& [path, verbs] : document.at("paths").as_object())
    for (const auto& [verb, operation] : verbs.as_object()) {
      const auto* form = operation.as_object().if_contains("requestBody");
      if (verb != "post" || form == nullptr) continue;
      const auto schema = resolved(*form).at("content").at("application/json").at("schema");
      const auto* fields = schema.as_object().if_contains("properties");
      if (fields == nullptr || !fields->as_object().contains("reason")) continue;
      found.emplace_back(path, schema.as_object());
    }
  return found;
}

TEST(Refusals, RefuseAnEmptyReasonWhereverOneIsRequired) {
  Rig rig;
  rig.people();
  rig.registered();
  Client senior = rig.console();
  ASSERT_EQ(senior.log_in("bolat", kPassword).status, 200);
  const json::object plausible{
      {"verb", "spoil"}, {"subject", "C00000001"},          {"role", "gate_in"},
      {"plate", kPlate}, {"shown", "2025-05-20T05:00:30Z"}, {"first", json::array{"C00000001"}}};
  const auto operations = operations_with_a_reason();
  EXPECT_GE(operations.size(), 11U);
  for (const auto& [path, schema] : operations) {
    json::object form;
    for (const auto& name : schema.at("required").as_array())
      if (const auto* value = plausible.if_contains(name.as_string()))
        form[name.as_string()] = *value;
    std::string target = path;
    while (target.find('{') != std::string::npos)
      target.replace(target.find('{'), target.find('}') - target.find('{') + 1, "1");
    for (const char* nothing : {"", " ", " \t ", ".", "12", "-- --", "ab", "\u200b\u2800"}) {
      form["reason"] = nothing;
      const auto reply = senior.post(target, json::serialize(form));
      EXPECT_EQ(reply.code(), "reason_missing") << path << ": " << nothing << "\n" << reply.text;
    }
  }
}

TEST(Refusals, RefuseUnknownQueryParameters) {
  Rig rig;
  const auto kiosk = rig.kiosk();
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/lookup?q=1&limit=5").code(), "field_unknown");
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/lookup").code(), "field_missing");
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/lookup?q=" + std::string(33, '1')).code(), "value_malformed");
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/slots?date=tomorrow").code(), "time_malformed");
  EXPECT_EQ(kiosk.get("/api/v1/kiosk/site?verbose=1").code(), "field_unknown");
}

TEST(Refusals, RefuseABodyIfThePathContainsTheWholeRequest) {
  Rig rig;
  rig.people();
  rig.registered();
  const auto officer = rig.officer();
  EXPECT_EQ(officer.post(kPermit, R"({"number":"C00000001"})").code(), "field_unknown");
  EXPECT_EQ(officer.post(kPermit, R"({})").code(), "application_unpaid");
}

TEST(Refusals, HideTheOfficersRoutesOnTheKioskPort) {
  Rig rig;
  rig.people();
  auto officer = rig.officer();
  Client sneaky = rig.kiosk();
  for (const auto& operation : contract().operations("console")) {
    const auto space = operation.find(' ');
    const auto reply =
        sneaky.ask(operation.substr(0, space), operation.substr(space + 1), "{}",
                   {{"Idempotency-Key", "some-key-1"}, {"Cookie", officer.cookie()}});
    EXPECT_EQ(reply.status, 404) << operation;
    EXPECT_EQ(reply.code(), "route_not_found") << operation;
  }
  EXPECT_EQ(sneaky.get("/api/v1/console/push").status, 404);
  EXPECT_EQ(sneaky.get("/console/").status, 404);
  EXPECT_EQ(sneaky.get("/console/index.html").status, 404);
}

TEST(Refusals, RefuseForeignHostsAndOrigins) {
  Rig rig;
  rig.people();
  const auto officer = rig.officer();
  EXPECT_EQ(officer.ask("GET", "/api/v1/console", {}, {{"Host", "evil.example"}}).code(),
            "host_refused");
  EXPECT_EQ(officer.ask("GET", "/api/v1/console", {}, {{"Origin", "http://evil.example"}}).code(),
            "origin_refused");
  EXPECT_EQ(rig.kiosk().ask("GET", "/api/v1/board", {}, {{"Host", "evil.example"}}).code(),
            "host_refused");
}

TEST(Refusals, AcceptOnlyAHashAsAPath) {
  Rig rig;
  rig.people();
  const auto officer = rig.officer();
  for (const auto& hash :
       {std::string(63, 'a'), std::string(64, 'A'), std::string("..%2f..%2fedge.db")})
    EXPECT_EQ(officer.get("/api/v1/pictures/" + hash).code(), "value_malformed") << hash;
  EXPECT_EQ(officer.get("/api/v1/pictures/" + std::string(64, 'c')).code(), "picture_not_found");
}

TEST(Refusals, ReportAFullDiskAndCommitNothing) {
  Rig rig;
  rig.people();
  rig.registered();
  rig.paid();
  rig.blanks(2000);
  rig.camera(core::CameraRole::gate_in, kPlate, "visit-1");
  const auto officer = rig.officer();
  const auto before = officer.get("/api/v1/status")["edge"];
  ASSERT_TRUE(rig.on_work([&](app::Context& c) -> core::Result<app::Answer> {
    c.stores.db.limit_pages(1);
    return app::Answer{};
  }));
  const std::string batch =
      R"({"batch":"B-2","first":"C10000001","count":20000,"act":"17/3","last":"C10020000"})";
  const auto full = officer.post("/api/v1/stock/receipts", batch);
  EXPECT_EQ(full.status, 507) << full.text;
  EXPECT_EQ(full.code(), "database_full");
  EXPECT_EQ(officer.get("/api/v1/status")["edge"], before);
  EXPECT_EQ(officer.get("/api/v1/blanks/C10000001").code(), "blank_not_found");
  EXPECT_EQ(officer.get("/api/v1/stock")["counts"].at("received"), 2000);
  ASSERT_TRUE(rig.on_work([&](app::Context& c) -> core::Result<app::Answer> {
    c.stores.db.limit_pages(1 << 20);
    return app::Answer{};
  }));
  EXPECT_EQ(officer.post("/api/v1/stock/receipts", batch).status, 201);
}

TEST(Refusals, LimitTheRequestRateOfTheKiosk) {
  Rig rig(ClockKind::system);
  const auto kiosk = rig.kiosk();
  bool limited = false;
  for (int i = 0; i < 400 && !limited; ++i) {
    const auto reply = kiosk.get("/api/v1/kiosk/site");
    limited = reply.code() == "rate_limited";
    if (limited) {
      EXPECT_EQ(web::header_of(reply.raw, "retry-after"), "1");
    }
  }
  EXPECT_TRUE(limited);
  EXPECT_EQ(kiosk.get("/api/v1/status").status, 200);
}

TEST(Refusals, ReadNoBodyFromAClientThatMayNotSendOne) {
  Rig rig;
  rig.people();
  const std::string body(60'000, ' ');
  const auto stranger = rig.console();
  EXPECT_EQ(stranger.post("/api/v1/queue/call", body).status, 401);
  EXPECT_EQ(stranger.post("/api/v1/blanks/C00000001/loss", body).status, 401);
  auto technician = rig.console();
  ASSERT_EQ(technician.log_in("tamara", kPassword).status, 200);
  EXPECT_EQ(technician.post("/api/v1/queue/call", body).code(), "forbidden");
}

TEST(Refusals, RequireJsonWithUniqueFieldNames) {
  Rig rig;
  rig.people();
  const auto officer = rig.officer();
  const auto plain =
      officer.ask("POST", "/api/v1/queue/call", R"({"lane":"1"})",
                  {{"Idempotency-Key", "some-key-1"}, {"Content-Type", "text/plain"}});
  EXPECT_EQ(plain.status, 415);
  EXPECT_EQ(plain.code(), "body_not_json");
  const auto twice = officer.post("/api/v1/queue/call", R"({"lane":"1","lane":"2"})");
  EXPECT_EQ(twice.code(), "payload_malformed");
  EXPECT_NE(twice.str("detail").find("lane"), std::string::npos);
}

TEST(Refusals, DistinguishTheIdempotencyKeysOfOfficers) {
  Rig rig;
  rig.people();
  rig.registered(1);
  rig.registered(2);
  auto bolat = rig.console();
  ASSERT_EQ(bolat.log_in("bolat", kPassword).status, 200);
  const auto entry = [](int n) {
    return R"({"role":"gate_in","plate":")" + plate(n) + R"(","reason":"camera dark"})";
  };
  const auto first = rig.officer().post_with_key("one-key-for-two", "/api/v1/visits", entry(1));
  EXPECT_LT(first.status, 300) << first.text;
  const auto own = bolat.post_with_key("one-key-for-two", "/api/v1/visits", entry(2));
  EXPECT_LT(own.status, 300) << own.text;
}

}  // namespace
}  // namespace otkel::http::test
