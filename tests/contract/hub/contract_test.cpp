// The hub's API against docs/openapi/hub: every route of the document, and no other.
#include "base/sqlite/database.hpp"
#include "sync/hub/http/virtual_host.hpp"
#include "sync/hub/migrations.hpp"
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

using otkel::test::Operation;

/// Without the files of the register's page, which no document describes.
std::set<Operation> served() {
  const config::HubSettings settings;
  auto db = sqlite::Database::open(":memory:", migrations()).value();
  Stores stores{db};
  config::SystemRandom random;
  const PilotClock clock;
  Context context{stores, settings, random};
  Api api{context, clock, {}};
  ledger::WorkLoop work({.session = db});
  std::set<Operation> out;
  for (const auto& route : make_vhost(settings, api, work).routes)
    if (!route.path.starts_with("/page/")) out.insert(route.method + " " + route.path);
  return out;
}

/// What only a checkpoint can bring: an incident, a fact that does not fit, a blank in stock.
void hear_of_a_checkpoint(RunningHub& hub) {
  TestEdge edge(hub, authorised_keys(hub));
  edge.add(core::BlanksReceived{"B-1", "C00000101", 5});
  edge.add(core::BlankEnded{"C00000105", core::BlankState::spoiled, {}, "torn"});
  edge.add(core::IncidentOpened{"INC-000001", core::IncidentKind::print_unknown, "C00000101",
                                "no echo", ""});
  edge.add(core::BlanksReceived{"B-9", "C00000900", 5});
  ASSERT_TRUE(edge.deliver_all());
}

TEST(HubContract, ServesExactlyTheRoutesOfTheDocument) {
  EXPECT_EQ(served(), contract().operations());
}

TEST(HubContract, MatchesEveryRouteOfTheDocument) {
  RunningHub hub;
  const auto no = hub.formed_application();
  const auto good = [](const web::Response& response) {
    EXPECT_LT(response.status, 300) << response.body;
  };
  good(hub.post("/api/v1/misuse",
                R"({"bin":")" + RunningHub::bin() +
                    R"(","kind":"blank_handed_over","on":"2025-05-01","note":""})"));
  good(hub.post("/api/v1/officers",
                R"({"login":"aigul","name":"Айгүл","role":"senior","password":"a long password",)"
                R"("active":true})"));
  const std::string key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  good(hub.post("/api/v1/keys", R"({"site":"nur-zholy","public_key":")" + key + R"("})"));
  good(hub.post("/api/v1/keys/" + key + "/limit",
                R"({"until":"2026-01-01T00:00:00Z","withdrawn":"2025-05-20T03:00:00Z",)"
                R"("reason":"lent out","by":"aigul"})"));
  good(hub.post("/api/v1/blank-deliveries",
                R"({"site":"nur-zholy","batch":"B-1","first":"C00000101","count":5})"));
  hear_of_a_checkpoint(hub);
  for (const char* target :
       {"/api/v1/keys", "/api/v1/slots?site=nur-zholy&date=2025-05-20", "/api/v1/applications",
        "/api/v1/register", "/api/v1/register?format=csv", "/api/v1/statistics",
        "/api/v1/sites/status", "/api/v1/incidents", "/api/v1/dead-letters?site=nur-zholy",
        "/api/v1/openapi.yaml", "/healthz", "/readyz", "/metrics"})
    good(hub.get(target));
  for (const std::string path : {"/P/", "/api/v1/register/", "/api/v1/applications/"})
    good(hub.get(path + no));
  // Nothing was printed, so no check of a sheet is known yet.
  good(hub.get("/api/v1/register/" + no + "/AAAABBB2"));
  good(hub.get("/P/" + no + "/AAAABBB2"));
  good(hub.get("/api/v1/register/sheets/NZ25-H000001/AAAABBB2"));
  good(hub.get("/S/NZ25-H000001/AAAABBB2"));
  good(
      hub.post("/api/v1/applications/" + no + "/revocation", R"({"reason":"court","by":"aigul"})"));
  good(hub.post("/api/v1/applications/" + no + "/revocation/withdrawal",
                R"({"reason":"another carrier was meant","by":"aigul"})"));
  good(hub.call({.method = "DELETE",
                 .target = "/api/v1/bookings/NZ25-H000001?reason=no%20cargo",
                 .headers = {{"Authorization", "Bearer test-token-1"}}}));
  EXPECT_EQ(hub.watch.asked(), contract().operations());
}

TEST(HubContract, RequiresTheTokenFirstOnEveryRouteThatIsNotOpen) {
  RunningHub hub;
  for (const auto& endpoint : endpoints()) {
    if (endpoint.access == Access::open) continue;
    const auto answer = hub.call({.method = endpoint.method, .target = endpoint.path});
    EXPECT_EQ(answer.status, 401) << endpoint.method << " " << endpoint.path;
  }
}

}  // namespace
}  // namespace otkel::hub::test
