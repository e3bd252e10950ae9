// Token and idempotency of every endpoint, without a socket.
#include "base/codec/json.hpp"
#include "tests/unit/sync/hub/http/asking.hpp"

namespace otkel::hub::test {
namespace {

struct ApiTest : testing::Test, ApiFixture {
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

TEST_F(ApiTest, RequiresTheTokenForEverythingPersonalOrWriting) {
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

TEST_F(ApiTest, OpensNothingIfNoTokenIsSet) {
  api.token.clear();
  EXPECT_EQ(call("POST", "/api/v1/carriers", carrier_body,
                 {{"authorization", "Bearer "}, {"idempotency-key", "key-0000"}})
                .status,
            401);
}

TEST_F(ApiTest, RequiresAKeyOnEveryPost) {
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

TEST_F(ApiTest, AllowsARefusedRequestToBeFixedUnderTheSameKey) {
  EXPECT_EQ(code_of(call("POST", "/api/v1/carriers", "{")), "payload_malformed");
  EXPECT_EQ(code_of(call("POST", "/api/v1/carriers", "{}")), "field_missing");
  EXPECT_EQ(call("POST", "/api/v1/carriers", carrier_body).status, 200);
}

TEST_F(ApiTest, AcceptsOneCardOrAList) {
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
  for (const char* quota : {"events", "bytes", "epochs"})
    EXPECT_NE(text.find("otkel_quota_spent_percent{site=\"nur-zholy\",quota=\"" +
                        std::string(quota) + "\"} 0\n"),
              std::string::npos)
        << quota;
  EXPECT_NE(text.find("otkel_quota_refusals_total{site=\"dostyk\"} 0\n"), std::string::npos);
}

struct RegisterApi : ApiTest {
  std::string no = hub.formed(1, "101ABC02").application_no;

  web::Response look_up(const std::string& address, const std::string& check = {},
                        const std::string& path = "/api/v1/register/{no}") {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.params = {{"no", no}};
    if (!check.empty()) request.query = {{"check", check}};
    request.remote_address = address;
    return ask(request);
  }
  /// The checkpoint has told of a sheet, and of everything else.
  void report(const std::string& check) {
    EdgeLogWriter edge;
    deliver(hub, edge.site,
            {edge.fact(core::EpochBegan{"created", "demonstration"}),
             edge.fact(core::PrintEnded{no,
                                        "C00000101",
                                        1,
                                        core::PrintResult::unknown,
                                        {},
                                        {},
                                        "",
                                        core::PrintJudge::printer,
                                        check})});
  }
};

std::string header_of(const web::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST_F(RegisterApi, AnswersAWrongCheckWithItsOwnCodeAndTheTwentyFirstWithRetryAfter) {
  report("AAAABBB2");
  for (int i = 0; i < 20; ++i) {
    const auto wrong = look_up("192.0.2.1", "ZZZZZZZZ");
    EXPECT_EQ(wrong.status, 403) << i;
    EXPECT_EQ(code_of(wrong), "check_wrong");
  }
  const auto stopped = look_up("192.0.2.1", "AAAABBB2");
  EXPECT_EQ(stopped.status, 429) << "even the right one, or guessing would go on";
  EXPECT_EQ(code_of(stopped), "rate_limited");
  EXPECT_EQ(header_of(stopped, "Retry-After"), "3600");
  EXPECT_EQ(look_up("192.0.2.1").status, 200) << "the number alone is still answered";
  EXPECT_EQ(look_up("192.0.2.2", "AAAABBB2").status, 200);
}

TEST_F(RegisterApi, StopsTheTwoHundredthGuessAtANumberFromAnyAddress) {
  report("AAAABBB2");
  for (int i = 0; i < 200; ++i)
    EXPECT_EQ(look_up("2001:db8:0:" + std::to_string(i) + "::1", "ZZZZZZZZ").status, 403) << i;
  EXPECT_EQ(look_up("198.51.100.1", "AAAABBB2").status, 429);
  EXPECT_EQ(look_up("198.51.100.1", "AAAABBB2", "/P/{no}").status, 429);
}

TEST_F(RegisterApi, PreventsEnumerationOfTheNumbers) {
  const int most = hub.settings.register_limits.lookups_per_minute;
  for (int i = 0; i < most; ++i) EXPECT_EQ(look_up("2001:db8::1").status, 200);
  const auto stopped = look_up("2001:db8::2");
  EXPECT_EQ(stopped.status, 429) << "the same /64";
  EXPECT_EQ(header_of(stopped, "Retry-After"), "60");
  const auto page = look_up("2001:db8::3", {}, "/P/{no}");
  EXPECT_EQ(page.status, 429);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(header_of(page, "Retry-After"), "60");
  EXPECT_EQ(look_up("2001:db8:0:1::1").status, 200);
}

TEST_F(RegisterApi, CountsNoMistakeBeforeTheSheetIsReported) {
  for (int i = 0; i < 25; ++i) {
    const auto early = look_up("192.0.2.1", "AAAABBB2");
    EXPECT_EQ(early.status, 200);
    EXPECT_NE(early.body.find("\"check\":\"not_reported\""), std::string::npos) << early.body;
  }
  report("AAAABBB2");
  EXPECT_NE(look_up("192.0.2.1", "AAAABBB2").body.find("\"plate\":\"101ABC02\""),
            std::string::npos);
}

TEST_F(RegisterApi, ShowsAPageForAWrongCheckToo) {
  report("AAAABBB2");
  const auto wrong = look_up("192.0.2.1", "ZZZZZZZZ", "/P/{no}");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_NE(wrong.body.find("data-note=\"wrong\""), std::string::npos);
  EXPECT_EQ(wrong.body.find("101ABC02"), std::string::npos);
  const auto malformed = look_up("192.0.2.1", "x", "/P/{no}");
  EXPECT_EQ(malformed.status, 400);
  EXPECT_NE(malformed.body.find("data-note=\"malformed\""), std::string::npos);
}

TEST_F(ApiTest, LinksToTheNextPageOfAListThatIsAnArray) {
  hub.registered(1, "101ABC02");
  hub.registered(2, "102ABC02", "dostyk");
  web::Request request;
  request.method = "GET";
  request.path = "/api/v1/applications";
  request.headers = {{"authorization", "Bearer secret-token"}};
  request.query = {{"limit", "1"}, {"state", "registered"}, {"x", ">;rel=\"evil\""}};
  const auto first = ask(request);
  EXPECT_EQ(codec::parse(first.body)->as_array().size(), 1U);
  const auto next = header_of(first, "Next");
  EXPECT_EQ(header_of(first, "Link"),
            "</api/v1/applications?after=" + next + "&limit=1&state=registered>; rel=\"next\"");
  request.query["after"] = next;
  const auto second = ask(request);
  EXPECT_EQ(header_of(second, "Link"), "") << "the last page";
  EXPECT_NE(second.body.find("101ABC02"), std::string::npos);
  EXPECT_EQ(first.body.find("101ABC02"), std::string::npos);
  request.query = {{"limit", "201"}};
  EXPECT_EQ(code_of(ask(request)), "value_malformed");
}

}  // namespace
}  // namespace otkel::hub::test
