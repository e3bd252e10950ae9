// The script of the register page in a real browser, against claims signed by the printer's code.
#include <array>
#include <cstdio>

#include "printer/claim/claim.hpp"
#include "tests/contract/hub/running_hub.hpp"

namespace otkel::hub::test {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> chunk{};
  while (const auto n = fread(chunk.data(), 1, chunk.size(), pipe)) out.append(chunk.data(), n);
  pclose(pipe);
  return out;
}

/// The page after its script has run.
std::string dom_of(const RunningHub& hub, const std::string& target) {
  return output_of(
      "chromium --headless --no-sandbox --disable-gpu --no-first-run "
      "--disable-background-networking --disable-component-update --disable-sync "
      "--user-data-dir='" +
      (hub.folder / "browser").string() +
      "' --virtual-time-budget=8000 --dump-dom 'http://127.0.0.1:" +
      std::to_string(hub.service->http_port()) + target + "' 2>/dev/null");
}

std::string outcome_of(const std::string& dom) {
  const std::string mark = "data-outcome=\"";
  const auto at = dom.find(mark);
  if (at == std::string::npos) return "none";
  return dom.substr(at + mark.size(), dom.find('"', at + mark.size()) - at - mark.size());
}

printer::SigningKey key_of(std::uint8_t fill) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(fill);
  return printer::SigningKey::from_seed(seed);
}

printer::Claims claims_for(const std::string& no) {
  printer::Claims claims;
  claims.site = core::Site::nur_zholy;
  claims.application_no = no;
  claims.blank_number = "C00000101";
  claims.plate = "123ABC02";
  claims.carrier_bin = RunningHub::bin();
  claims.planned_crossing = date_of("2025-05-20");
  claims.valid_from = date_of("2025-05-20");
  claims.valid_until = date_of("2199-01-01");  // the browser's day is the real one
  claims.issued_at = time_of("2025-05-20T05:00:00Z");
  return claims;
}

TEST(RegisterPageScript, ConfirmsOnlyWhatIsSignedAndMatches) {
  RunningHub hub;
  const auto no = hub.formed_application();
  const auto key = key_of(1);
  ASSERT_EQ(
      hub.post("/api/v1/keys", R"({"site":"nur-zholy","public_key":")" + key.public_hex() + R"("})")
          .status,
      201);
  const auto good = claims_for(no);
  const auto token = printer::sign_claims(good, key);
  EXPECT_EQ(outcome_of(dom_of(hub, "/P/" + no + "#" + token)), "not_synced")
      << "the register has no number yet";

  TestEdge edge(hub, authorised_keys(hub));
  edge.add(core::BlanksReceived{"B-1", "C00000101", 5});
  edge.add(core::NumberAllocated{no, {no}, {}, {{no, "C00000101"}}, {}});
  edge.add(core::PermitIssued{no, "C00000101", "123ABC02", "", "KAMAZ"});
  ASSERT_TRUE(edge.deliver_all());
  ASSERT_TRUE(edge.run_until([&] {
    return hub.call({.target = "/P/" + no}).body.find("data-status=\"issued\"") !=
           std::string::npos;
  }));

  struct Case {
    const char* name;
    std::string token;
    const char* outcome;
  };
  const auto changed = [&](void (*change)(printer::Claims&)) {
    auto claims = good;
    change(claims);
    return printer::sign_claims(claims, key);
  };
  std::string forged = token;
  forged[60] = forged[60] == '0' ? '1' : '0';
  const std::vector<Case> cases{
      {"as printed", token, "valid"},
      {"one character changed", forged, "bad_signature"},
      {"not a token", "HELLO.WORLD", "malformed"},
      {"cut short", token.substr(0, token.size() - 9), "malformed"},
      {"another key", printer::sign_claims(good, key_of(2)), "unknown_key"},
      {"another plate", changed([](auto& c) { c.plate = "999ZZZ02"; }), "mismatch"},
      {"another blank", changed([](auto& c) { c.blank_number = "C00000102"; }), "mismatch"},
      {"another application", changed([](auto& c) { c.application_no = "NZ25-000777"; }),
       "mismatch"},
      {"another checkpoint", changed([](auto& c) { c.site = core::Site::dostyk; }), "mismatch"},
      {"long ago", changed([](auto& c) { c.valid_until = date_of("2025-05-21"); }), "expired"},
      {"far ahead", changed([](auto& c) { c.valid_from = date_of("2198-01-01"); }),
       "not_yet_valid"},
      {"no token at all", "", "none"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(outcome_of(dom_of(hub, "/P/" + no + (c.token.empty() ? "" : "#") + c.token)),
              c.outcome)
        << c.name;
}

}  // namespace
}  // namespace otkel::hub::test
