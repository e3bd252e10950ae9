// The API over real HTTP: answers, codes, keys and the contract.
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

std::string code_of(const web::Response& response) {
  const auto body = codec::parse(response.body);
  return body && body->is_object() && body->as_object().contains("code")
             ? std::string(body->at("code").as_string())
             : response.body;
}

TEST(HubHttp, TakesATruckFromApplicationToTheRegister) {
  RunningHub hub;
  const auto no = hub.formed_application();
  const auto page = hub.call({.target = "/P/" + no});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("data-status=\"formed\""), std::string::npos);
  EXPECT_EQ(page.body.find("ЖШС Жол"), std::string::npos) << "the number alone names nobody";
  EXPECT_EQ(page.body.find("123ABC02"), std::string::npos);
  EXPECT_EQ(page.body.find(RunningHub::bin()), std::string::npos) << "no full number in public";
  const auto status = hub.json(hub.get("/api/v1/applications/" + no));
  EXPECT_EQ(status.at("permit").at("supplement").at("checkpoint_exit").as_string(), "Нұр Жолы");
  EXPECT_EQ(status.at("payment").at("amount").as_int64(), 3932);
}

TEST(HubHttp, AnswersUnknownAndRevokedDifferently) {
  RunningHub hub;
  const auto no = hub.formed_application();
  EXPECT_EQ(
      hub.post("/api/v1/applications/" + no + "/revocation", R"({"reason":"court","by":"aigul"})")
          .status,
      200);
  const auto revoked = hub.call({.target = "/api/v1/register/" + no});
  EXPECT_EQ(revoked.status, 200);
  EXPECT_EQ(hub.json(revoked).at("status").as_string(), "revoked");
  const auto unknown = hub.call({.target = "/api/v1/register/NZ25-000999"});
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(hub.json(unknown).at("status").as_string(), "unknown");
  EXPECT_EQ(hub.call({.target = "/P/nonsense"}).status, 404);
  EXPECT_EQ(code_of(hub.call({.target = "/api/v1/register/nonsense"})), "application_no_malformed");
}

TEST(HubHttp, AnswersNoMoreThanTheBudgetOfLookUpsToOneAddress) {
  RunningHub hub;
  const auto no = hub.formed_application();
  int answered = 0;
  for (int i = 1; i <= 100; ++i) {
    const auto response = hub.call({.target = "/api/v1/register/NZ25-" + std::to_string(i)});
    if (response.status == 429) {
      EXPECT_EQ(code_of(response), "rate_limited");
      EXPECT_FALSE(header_of(response, "retry-after").empty());
      continue;
    }
    ++answered;
  }
  EXPECT_EQ(answered, 60);
  EXPECT_EQ(hub.call({.target = "/P/" + no}).status, 429) << "the page is the same question";
  EXPECT_EQ(hub.call({.target = "/healthz"}).status, 200);
}

TEST(HubHttp, RefusesAKeyOfSmallOrder) {
  RunningHub hub;
  const auto refused = hub.post(
      "/api/v1/keys", R"({"site":"nur-zholy","public_key":")" + std::string(64, '0') + R"("})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(code_of(refused), "value_malformed");
  EXPECT_EQ(hub.call({.target = "/api/v1/keys"}).body, "[]");
}

TEST(HubHttp, CarriesARepeatedRequestOutOnce) {
  RunningHub hub;
  hub.formed_application();
  const std::string body = R"({"site":"nur-zholy","batch":"B-1","first":"C00000101","count":5})";
  const auto first = hub.post("/api/v1/blank-deliveries", body, "the-same");
  const auto second = hub.post("/api/v1/blank-deliveries", body, "the-same");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(code_of(hub.post("/api/v1/blank-deliveries", body)), "number_taken");
  const auto reused =
      hub.post("/api/v1/blank-deliveries",
               R"({"site":"nur-zholy","batch":"B-2","first":"C00000201","count":5})", "the-same");
  EXPECT_EQ(code_of(reused), "idempotency_key_reused");
  EXPECT_EQ(reused.status, 422);
}

TEST(HubHttp, RefusesWithStableCodes) {
  struct Case {
    const char* name;
    web::Call call;
    int status;
    const char* code;
  };
  const std::pair<std::string, std::string> token{"Authorization", "Bearer test-token-1"};
  const std::pair<std::string, std::string> key{"Idempotency-Key", "some-key"};
  const std::pair<std::string, std::string> json{"Content-Type", "application/json"};
  const std::vector<Case> cases{
      {"no token", {.target = "/api/v1/register"}, 401, "unauthenticated"},
      {"no key",
       {.method = "POST", .target = "/api/v1/carriers", .headers = {token, json}, .body = "{}"},
       400,
       "idempotency_key_missing"},
      {"no JSON",
       {.method = "POST", .target = "/api/v1/carriers", .headers = {token, key, json}, .body = "{"},
       400,
       "payload_malformed"},
      {"unknown field",
       {.method = "POST",
        .target = "/api/v1/carriers",
        .headers = {token, key, json},
        .body = R"({"bin":"1","name":"","address":"","certificate_no":"","certificate_until":"",)"
                R"("colour":"red"})"},
       400,
       "field_unknown"},
      {"no such route", {.target = "/api/v2/carriers"}, 404, "route_not_found"},
      {"another method",
       {.method = "PUT", .target = "/api/v1/carriers"},
       405,
       "method_not_allowed"},
      {"no such application",
       {.target = "/api/v1/applications/NZ25-000001", .headers = {token}},
       404,
       "application_not_found"},
      {"another host",
       {.target = "/healthz", .headers = {{"Host", "evil.example"}}},
       421,
       "host_refused"},
      {"no date", {.target = "/api/v1/slots?site=nur-zholy"}, 400, "field_missing"},
      {"another hub's checkpoint",
       {.target = "/api/v1/slots?site=bakhty&date=2025-05-20"},
       404,
       "not_found"},
  };
  RunningHub hub;
  for (const auto& c : cases) {
    const auto response = hub.call(c.call);
    EXPECT_EQ(response.status, c.status) << c.name << ": " << response.body;
    EXPECT_EQ(code_of(response), c.code) << c.name;
    EXPECT_EQ(response.content_type, "application/problem+json") << c.name;
  }
}

TEST(HubHttp, ServesContractPageFilesAndNumbers) {
  RunningHub hub;
  const auto contract = hub.call({.target = "/api/v1/openapi.yaml"});
  EXPECT_TRUE(contract.body.starts_with("openapi: 3.1"));
  EXPECT_TRUE(contract.body.ends_with("\n"));
  EXPECT_EQ(hub.call({.target = "/page/verify.js"}).content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(hub.call({.target = "/page/register.css"}).content_type, "text/css; charset=utf-8");
  EXPECT_EQ(hub.call({.target = "/healthz"}).status, 200);
  EXPECT_EQ(hub.call({.target = "/readyz"}).status, 200);
  EXPECT_NE(hub.call({.target = "/metrics"}).body.find("otkel_hub_log_seq"), std::string::npos);
}

TEST(HubHttp, SellsAndWithdrawsBookings) {
  RunningHub hub;
  hub.formed_application();
  const auto slots = hub.json(hub.call({.target = "/api/v1/slots?site=nur-zholy&date=2025-05-20"}));
  EXPECT_EQ(slots.as_array().size(), 48U);
  const auto withdrawn = hub.call({.method = "DELETE",
                                   .target = "/api/v1/bookings/NZ25-H000001?reason=no%20cargo",
                                   .headers = {{"Authorization", "Bearer test-token-1"}}});
  EXPECT_EQ(hub.json(withdrawn).at("state").as_string(), "withdrawn");
}

TEST(HubHttp, ReadsNoBodyOfAnUnauthorisedClient) {
  RunningHub hub;
  const std::string large(3 << 20, ' ');
  for (const char* path : {"/api/v1/permit-cards", "/api/v1/applications", "/api/v1/officers"}) {
    const auto answer = hub.call(
        {.method = "POST",
         .target = path,
         .headers = {{"Authorization", "Bearer wrong"}, {"Content-Type", "application/json"}},
         .body = large});
    EXPECT_EQ(answer.status, 401) << path;
  }
  EXPECT_EQ(hub.service->http_body_bytes(), 0);
  EXPECT_EQ(code_of(hub.post("/api/v1/permit-cards", large)), "payload_malformed");
}

TEST(HubHttp, AcceptsBodiesOnlyAsJsonWithUniqueFieldNames) {
  RunningHub hub;
  const auto plain = hub.call({.method = "POST",
                               .target = "/api/v1/misuse",
                               .headers = {{"Authorization", "Bearer test-token-1"},
                                           {"Idempotency-Key", "some-key-1"},
                                           {"Content-Type", "text/plain"}},
                               .body = "{}"});
  EXPECT_EQ(plain.status, 415);
  EXPECT_EQ(code_of(plain), "body_not_json");
  EXPECT_EQ(code_of(hub.post("/api/v1/misuse", R"({"bin":"1","bin":"2"})")), "payload_malformed");
}

}  // namespace
}  // namespace otkel::hub::test
