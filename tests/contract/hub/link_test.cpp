// A whole checkpoint link over CURVE sockets, from the gate to the register page.
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

/// What happens to one truck at the checkpoint.
void play_crossing(TestEdge& edge, const std::string& no, const std::string& blank) {
  edge.add(core::BlanksReceived{"B-1", "C00000101", 5});
  edge.add(core::VehicleEntered{"123ABC02", "NZ25-H000001", no, {}});
  edge.add(core::NumberAllocated{no, {no}, {blank}, {{no, blank}}, {}});
  edge.add(core::PrintEnded{no,
                            blank,
                            1,
                            core::PrintResult::confirmed,
                            {},
                            {},
                            "",
                            core::PrintJudge::printer,
                            "MZXW6YTB"});
  edge.add(core::PermitIssued{no, blank, "123ABC02", RunningHub::bin(), "KAMAZ"});
  core::Evidence evidence{"V-1", "exit-1", time_of("2025-05-20T06:00:00Z"),  {},
                          "h",   "r",      core::EvidenceGrade::camera_exact};
  edge.add(core::PermitRedeemed{no, blank, evidence, "exact"});
}

bool projected(RunningHub& hub, std::int64_t seq) {
  const auto site = hub.json(hub.call({.target = "/api/v1/sites/status"})).at("nur-zholy");
  return site.at("edge_projected_seq").as_int64() == seq;
}

TEST(HubLink, CarriesARedemptionFromTheGateToTheRegisterPage) {
  RunningHub hub;
  const auto no = hub.formed_application();
  ASSERT_EQ(hub.post("/api/v1/blank-deliveries",
                     R"({"site":"nur-zholy","batch":"B-1","first":"C00000101","count":5})")
                .status,
            201);
  TestEdge edge(hub, authorised_keys(hub));
  play_crossing(edge, no, "C00000101");
  ASSERT_TRUE(edge.deliver_all()) << edge.transport->status().last_problem;
  ASSERT_TRUE(edge.run_until([&] { return projected(hub, 7); }));
  const auto page = hub.call({.target = "/P/" + no}).body;
  EXPECT_NE(page.find("data-status=\"redeemed\""), std::string::npos);
  EXPECT_EQ(page.find("C00000101"), std::string::npos) << "that takes the check of the sheet";
  const auto sheet = hub.call({.target = "/P/" + no + "/MZXW6YTB"}).body;
  EXPECT_NE(sheet.find("C00000101"), std::string::npos);
  EXPECT_NE(sheet.find("123ABC02"), std::string::npos);
  const auto status = hub.json(hub.call({.target = "/api/v1/sites/status"})).at("nur-zholy");
  EXPECT_TRUE(status.at("connected").as_bool());
  EXPECT_EQ(status.at("edge_head_hash").as_string(), edge.head);
  EXPECT_EQ(status.at("alarms").as_array().size(), 0U);
  EXPECT_EQ(status.at("dead_letters").to_number<std::int64_t>(), 0);
  // The hub's log has arrived at the checkpoint, whole and in order.
  const auto head = status.at("hub_head_seq").as_int64();
  ASSERT_TRUE(
      edge.run_until([&] { return static_cast<std::int64_t>(edge.received.size()) == head; }));
  EXPECT_EQ(edge.received.back().hash, status.at("hub_head_hash").as_string());
  EXPECT_EQ(edge.received.front().type, "epoch_began");
  const auto csv = hub.get("/api/v1/register?site=nur-zholy&format=csv");
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(csv.body.find("C00000101,KAMAZ,123ABC02,2025-05-20,2025-05-20,redeemed"),
            std::string::npos)
      << csv.body;
  const auto counts = hub.json(hub.get("/api/v1/statistics?site=nur-zholy"));
  EXPECT_EQ(counts.at("redeemed").as_int64(), 1);
  EXPECT_EQ(counts.at("blanks").at("in_stock").as_int64(), 4);
}

TEST(HubLink, ResumesAfterTheHubDied) {
  RunningHub hub;
  TestEdge edge(hub, authorised_keys(hub));
  ASSERT_TRUE(edge.deliver_all()) << edge.transport->status().last_problem;
  hub.stop();
  edge.add(core::BlanksReceived{"B-1", "C00000101", 5});
  edge.add(core::BlankEnded{"C00000101", core::BlankState::spoiled, {}, "torn"});
  hub.start();
  ASSERT_TRUE(edge.deliver_all()) << edge.transport->status().last_problem;
  ASSERT_TRUE(edge.run_until([&] { return projected(hub, 3); }));
  EXPECT_EQ(hub.json(hub.get("/api/v1/statistics")).at("spoiled").as_int64(), 1);
}

TEST(HubLink, RefusesAnUnauthorisedPeer) {
  RunningHub hub;
  authorised_keys(hub);
  TestEdge stranger(hub, sync::generate_keys());
  ASSERT_TRUE(stranger.run_until([&] { return stranger.transport->status().refused > 0; }));
  EXPECT_EQ(stranger.acked, 0);
  EXPECT_TRUE(stranger.received.empty());
  const auto status = hub.json(hub.call({.target = "/api/v1/sites/status"})).at("nur-zholy");
  EXPECT_FALSE(status.at("connected").as_bool());
}

}  // namespace
}  // namespace otkel::hub::test
