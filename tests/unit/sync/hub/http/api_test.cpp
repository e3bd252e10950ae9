// Token and idempotency of every endpoint, without a socket.
#include "base/codec/json.hpp"
#include "tests/unit/sync/hub/http/asking.hpp"

namespace otkel::hub::test {
namespace {

struct ApiTest : testing::Test, Asking {
  std::string carrier_body = R"({"bin":")" + bin_of(1) +
                             R"(","name":"A","address":"B","certificate_no":"C",)" +
                             R"("certificate_until":"2026-01-01"})";

  web::Response call(const std::string& method, const std::string& path, std::string body = {},
                     std::map<std::string, std::string> headers = {
                         {"authorization", "Bearer secret-token"},
                         {"idempotency-key", "key-0001"}}) {
    web::Request request;
    request.method = method;
    request.path = path;
    request.body = std::move(body);
    request.headers = std::move(headers);
    return ask(request);
  }
  static std::string code_of(const web::Response& response) {
    const auto body = codec::parse(response.body);
    return body ? std::string(body->at("code").as_string()) : response.body;
  }
};

TEST_F(ApiTest, WantsTheTokenForEverythingPersonalOrWriting) {
  for (const auto& endpoint : endpoints()) {
    const bool reads = endpoint.method == "GET";
    if (!reads) {
      EXPECT_EQ(endpoint.access, Access::token) << endpoint.path;
    }
    if (endpoint.access == Access::open) continue;
    for (const char* wrong : {"", "Bearer", "Bearer secret-tokeX", "Bearer secret-token2"}) {
      const auto response = call(endpoint.method, endpoint.path, {}, {{"authorization", wrong}});
      EXPECT_EQ(response.status, 401) << endpoint.path;
      EXPECT_EQ(code_of(response), "unauthenticated");
    }
  }
}

TEST_F(ApiTest, OpensNothingWhereNoTokenIsSet) {
  api.token.clear();
  EXPECT_EQ(call("POST", "/api/v1/carriers", carrier_body,
                 {{"authorization", "Bearer "}, {"idempotency-key", "key-0000"}})
                .status,
            401);
}

TEST_F(ApiTest, WantsAKeyOnEveryPost) {
  for (const auto& endpoint : endpoints()) {
    if (endpoint.method != "POST") continue;
    const auto response =
        call("POST", endpoint.path, "{}", {{"authorization", "Bearer secret-token"}});
    EXPECT_EQ(code_of(response), "idempotency_key_missing") << endpoint.path;
    EXPECT_EQ(response.status, 400);
  }
}

TEST_F(ApiTest, AnswersARepeatedRequestWithoutCarryingItOutAgain) {
  const auto first = call("POST", "/api/v1/carriers", carrier_body);
  const auto second = call("POST", "/api/v1/carriers", carrier_body);
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(second.body, first.body) << "not `unchanged`, which a second execution would say";
  EXPECT_EQ(hub.log_types().size(), 2U);
  const auto other = call("POST", "/api/v1/carriers", carrier_body + " ");
  EXPECT_EQ(code_of(other), "idempotency_key_reused");
}

TEST_F(ApiTest, LetsARefusedRequestBeMendedUnderTheSameKey) {
  EXPECT_EQ(code_of(call("POST", "/api/v1/carriers", "{")), "payload_malformed");
  EXPECT_EQ(code_of(call("POST", "/api/v1/carriers", "{}")), "field_missing");
  EXPECT_EQ(call("POST", "/api/v1/carriers", carrier_body).status, 200);
}

TEST_F(ApiTest, TakesOneCardOrAList) {
  const auto card = codec::encode(Hub::card_of("101ABC02", bin_of(1)));
  EXPECT_EQ(call("POST", "/api/v1/permit-cards", card).status, 200);
  const auto list =
      call("POST", "/api/v1/permit-cards", "[" + card + "]",
           {{"authorization", "Bearer secret-token"}, {"idempotency-key", "key-0002"}});
  EXPECT_NE(list.body.find(R"("unchanged":1)"), std::string::npos) << list.body;
}

TEST_F(ApiTest, ShowsEverySitesHeads) {
  const auto body = codec::parse(call("GET", "/api/v1/sites/status").body).value();
  const auto& site = body.at("nur-zholy");
  EXPECT_EQ(site.at("hub_head_seq").as_int64(), 1);
  EXPECT_EQ(site.at("edge_head_seq").as_int64(), 0);
  EXPECT_FALSE(site.at("connected").as_bool());
  EXPECT_TRUE(site.at("last_seen").is_null());
  EXPECT_TRUE(body.as_object().contains("dostyk"));
}

TEST_F(ApiTest, WritesMetricsForEverySite) {
  const auto text = call("GET", "/metrics").body;
  EXPECT_NE(text.find("otkel_hub_log_seq{site=\"nur-zholy\"} 1\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace otkel::hub::test
