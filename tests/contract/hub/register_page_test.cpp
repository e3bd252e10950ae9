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
  claims.site = core::Site{"nur-zholy"};
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

std::string check_of(const std::string& token) { return printer::check_of(token)->str(); }

/// A permit in the driver's hands, and three sheets of it that the checkpoint has reported.
struct Sheets {
  RunningHub hub;
  std::string no = hub.formed_application();
  printer::SigningKey key = key_of(1);
  printer::Claims good = claims_for(no);
  std::string token = printer::sign_claims(good, key);
  std::string late = changed([](auto& c) {
    c.attempt = 2;
    c.valid_until = date_of("2025-05-21");
  });
  std::string early = changed([](auto& c) {
    c.attempt = 3;
    c.valid_from = date_of("2198-01-01");
  });

  Sheets() {
    EXPECT_EQ(hub.post("/api/v1/keys",
                       R"({"site":"nur-zholy","public_key":")" + key.public_hex() + R"("})")
                  .status,
              201);
  }
  std::string changed(void (*change)(printer::Claims&)) const {
    auto claims = good;
    change(claims);
    return printer::sign_claims(claims, key);
  }
  void report_and_issue() {
    TestEdge edge(hub, authorised_keys(hub));
    edge.add(core::BlanksReceived{"B-1", "C00000101", 5});
    edge.add(core::NumberAllocated{no, {no}, {}, {{no, "C00000101"}}, {}});
    std::int64_t attempt = 0;
    for (const auto& sheet : {token, late, early})
      edge.add(core::PrintEnded{no,
                                "C00000101",
                                ++attempt,
                                core::PrintResult::confirmed,
                                core::PrintGrade::echoed,
                                {},
                                "",
                                core::PrintJudge::printer,
                                check_of(sheet)});
    edge.add(core::PermitIssued{no, "C00000101", "123ABC02", "", "KAMAZ"});
    ASSERT_TRUE(edge.deliver_all());
    ASSERT_TRUE(edge.run_until([&] {
      return hub.json(hub.call({.target = "/api/v1/sites/status"}))
                 .at("nur-zholy")
                 .at("edge_projected_seq")
                 .as_int64() >= 7;
    }));
  }
  /// As it stands on paper: the check of that sheet in the path.
  std::string printed(const std::string& sheet) const {
    return "/P/" + no + "/" + check_of(sheet) + "#" + sheet;
  }
  std::string outcome(const std::string& target) const { return outcome_of(dom_of(hub, target)); }
};

TEST(RegisterPageScript, ConfirmsOnlyWhatIsSignedReportedAndMatches) {
  Sheets s;
  EXPECT_EQ(s.outcome(s.printed(s.token)), "not_reported") << "the register has no number yet";
  s.report_and_issue();
  std::string forged = s.token;
  forged[60] = forged[60] == '0' ? '1' : '0';
  const auto under = [&](const std::string& token) {
    return "/P/" + s.no + "/" + check_of(s.token) + "#" + token;
  };
  struct Case {
    const char* name;
    std::string target;
    const char* outcome;
  };
  const std::vector<Case> cases{
      {"as printed", s.printed(s.token), "valid"},
      {"one character changed", under(forged), "bad_signature"},
      {"not a token", under("HELLO.WORLD"), "malformed"},
      {"cut short", under(s.token.substr(0, s.token.size() - 9)), "malformed"},
      {"another key", under(printer::sign_claims(s.good, key_of(2))), "unknown_key"},
      {"another plate", under(s.changed([](auto& c) { c.plate = "999ZZZ02"; })), "mismatch"},
      {"another blank", under(s.changed([](auto& c) { c.blank_number = "C00000102"; })),
       "mismatch"},
      {"another application", under(s.changed([](auto& c) { c.application_no = "NZ25-000777"; })),
       "mismatch"},
      {"another checkpoint", under(s.changed([](auto& c) { c.site = core::Site{"dostyk"}; })),
       "mismatch"},
      {"a site that version 1 writes as text",
       under(s.changed([](auto& c) { c.site = core::Site{"alakol"}; })), "mismatch"},
      {"another sheet's check", "/P/" + s.no + "/" + check_of(s.late) + "#" + s.token, "mismatch"},
      {"long ago", s.printed(s.late), "expired"},
      {"far ahead", s.printed(s.early), "not_yet_valid"},
      {"no token at all", "/P/" + s.no + "/" + check_of(s.token), "none"},
  };
  for (const auto& c : cases) EXPECT_EQ(s.outcome(c.target), c.outcome) << c.name;
}

TEST(RegisterPageScript, SendsOnlyTheCheckOfAnOldSheetsToken) {
  Sheets s;
  s.report_and_issue();
  const auto dom = dom_of(s.hub, "/P/" + s.no + "#" + s.token);
  EXPECT_EQ(outcome_of(dom), "valid");
  EXPECT_NE(dom.find("data-plate=\"123ABC02\""), std::string::npos) << "the full answer is open";
  const auto unreported = s.changed([](auto& c) { c.attempt = 9; });
  EXPECT_EQ(s.outcome("/P/" + s.no + "#" + unreported), "mismatch");
}

TEST(RegisterPageScript, NeverConfirmsARevokedPermit) {
  Sheets s;
  s.report_and_issue();
  ASSERT_EQ(s.hub
                .post("/api/v1/applications/" + s.no + "/revocation",
                      R"({"reason":"court","by":"aigul"})")
                .status,
            200);
  EXPECT_EQ(s.outcome(s.printed(s.token)), "revoked");
}

}  // namespace
}  // namespace otkel::hub::test
