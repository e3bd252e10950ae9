// The script of the register page in a real browser, against claims signed by the printer's code.
// OTKEL_PICTURES=FOLDER in the environment leaves pictures of the pages there, to look at.
#include <array>
#include <cstdio>
#include <cstdlib>

#include "base/codec/fields_hash.hpp"
#include "core/fact/supplement_text.hpp"
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

std::string browser(const RunningHub& hub, const std::string& target, const std::string& what) {
  return output_of(
      "chromium --headless --no-sandbox --disable-gpu --no-first-run "
      "--disable-background-networking --disable-component-update --disable-sync "
      "--user-data-dir='" +
      (hub.folder / "browser").string() + "' --virtual-time-budget=8000 " + what +
      " 'http://127.0.0.1:" + std::to_string(hub.service->http_port()) + target + "' 2>/dev/null");
}

/// The page after its script has run.
std::string dom_of(const RunningHub& hub, const std::string& target) {
  return browser(hub, target, "--dump-dom");
}

void picture_of(const RunningHub& hub, const std::string& target, const std::string& name) {
  if (const char* folder = std::getenv("OTKEL_PICTURES"))
    browser(hub, target,
            "--hide-scrollbars --window-size=480,1500 --screenshot='" + std::string(folder) + "/" +
                name + ".png'");
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
  claims.valid_until = date_of("2025-06-20");
  claims.issued_at = time_of("2025-05-20T03:30:00Z");  // half an hour ago by the hub's clock
  return claims;
}

std::string check_of(const std::string& token) { return printer::check_of(token)->str(); }

/// A permit in the driver's hands, and three sheets of it that the checkpoint has reported.
struct Sheets {
  RunningHub hub;
  std::string no = hub.formed_application();
  printer::SigningKey key = key_of(1);
  printer::Claims good = with_fields(claims_for(no));
  std::string token = printer::sign_claims(good, key);
  std::string late = changed([](auto& c) {
    c.attempt = 2;
    c.valid_from = date_of("2025-05-01");
    c.valid_until = date_of("2025-05-19");
    c.issued_at = time_of("2025-05-01T05:00:00Z");
  });
  std::string early = changed([](auto& c) {
    c.attempt = 3;
    c.valid_from = date_of("2025-05-21");
  });

  Sheets() {
    EXPECT_EQ(hub.post("/api/v1/keys",
                       R"({"site":"nur-zholy","public_key":")" + key.public_hex() + R"("})")
                  .status,
              201);
  }
  /// The fields as the hub formed them.
  printer::Claims with_fields(printer::Claims claims) {
    const auto view = hub.json(hub.get("/api/v1/applications/" + no));
    core::SupplementText text;
    EXPECT_TRUE(codec::read(view.at("permit").at("supplement"), text, "$"));
    claims.fields_hash = codec::fields_hash(text, claims.blank_number);
    return claims;
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
                                core::PrintGrade::content,
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
      {"issued an hour from now",
       s.printed(s.changed([](auto& c) { c.issued_at = time_of("2025-05-20T05:00:00Z"); })),
       "issued_in_future"},
      {"attempt 0", under(s.changed([](auto& c) { c.attempt = 0; })), "malformed"},
      {"another sheet's check", "/P/" + s.no + "/" + check_of(s.late) + "#" + s.token, "mismatch"},
      {"long ago", s.printed(s.late), "expired"},
      {"far ahead", s.printed(s.early), "not_yet_valid"},
      {"no token at all", "/P/" + s.no + "/" + check_of(s.token), "none"},
  };
  for (const auto& c : cases) EXPECT_EQ(s.outcome(c.target), c.outcome) << c.name;
  picture_of(s.hub, s.printed(s.token), "good");
  picture_of(s.hub, under(forged), "forged");
}

TEST(RegisterPageScript, MarksASecondCopyAndShowsWhatToCompare) {
  Sheets s;
  s.late = s.changed([](auto& c) { c.attempt = 2; });  // not late here
  s.report_and_issue();
  const auto dom = dom_of(s.hub, s.printed(s.late));
  EXPECT_EQ(outcome_of(dom), "valid");
  EXPECT_NE(dom.find("2nd copy: a duplicate"), std::string::npos);
  EXPECT_NE(dom.find("<dd data-signed=\"plate\"><span>123ABC02</span>"), std::string::npos);
  picture_of(s.hub, s.printed(s.late), "second-copy");
}

TEST(RegisterPageScript, ConfirmsANoFaultSlipOnceItIsReported) {
  RunningHub hub;
  const auto key = key_of(1);
  ASSERT_EQ(
      hub.post("/api/v1/keys", R"({"site":"nur-zholy","public_key":")" + key.public_hex() + R"("})")
          .status,
      201);
  core::NoFaultSlip slip;
  slip.head.site = "nur-zholy";
  slip.head.printed_at = time_of("2025-05-20T03:30:00Z");
  slip.plate = "123ABC02";
  slip.booking_no = "NZB25-000731";
  slip.from = time_of("2025-05-19T22:00:00Z");
  slip.reason = "storm";
  const auto claims = printer::claims_of(core::signed_sheet(slip).value(), slip.head).value();
  const auto token = printer::sign_claims(claims, key);
  const auto target = printer::sheet_link("", claims, token);
  EXPECT_EQ(outcome_of(dom_of(hub, target)), "not_reported");
  const auto answer = "/api/v1/register/sheets/NZB25-000731/" + check_of(token);
  EXPECT_EQ(hub.json(hub.get(answer)).at("standing").as_string(), "not_reported");

  TestEdge edge(hub, authorised_keys(hub));
  core::DocumentEnded ended;
  ended.job = 1;
  ended.document = core::NoFaultSlip::type;
  ended.subject = slip.about().subject;
  ended.booking_no = slip.booking_no;
  ended.result = core::PrintResult::confirmed;
  ended.check = check_of(token);
  edge.add(ended);
  ASSERT_TRUE(edge.deliver_all());
  ASSERT_TRUE(edge.run_until(
      [&] { return hub.json(hub.get(answer)).at("standing").as_string() == "printed"; }));
  const auto dom = dom_of(hub, target);
  EXPECT_EQ(outcome_of(dom), "genuine");
  EXPECT_NE(dom.find("<dd data-signed=\"from\"><span>2025-05-20 03:00 (UTC+5)</span>"),
            std::string::npos);
  picture_of(hub, target, "slip");
  auto other = claims;
  other.plate = "999ZZZ02";
  EXPECT_EQ(outcome_of(dom_of(hub, target.substr(0, target.find('#') + 1) +
                                       printer::sign_claims(other, key_of(2)))),
            "unknown_key");
  EXPECT_EQ(outcome_of(dom_of(
                hub, target.substr(0, target.find('#') + 1) + printer::sign_claims(other, key))),
            "mismatch");
}

TEST(RegisterPageScript, ComparesThePrintedFieldsWithThoseOfTheRegister) {
  Sheets s;
  s.late = s.changed([](auto& c) {
    c.attempt = 2;
    c.fields_hash[0] ^= 1;
  });
  s.report_and_issue();
  const auto dom = dom_of(s.hub, s.printed(s.late));
  EXPECT_EQ(outcome_of(dom), "mismatch");
  EXPECT_NE(dom.find("data-fault=\"register_row\""), std::string::npos);
}

TEST(RegisterPageScript, DoubtsASheetOfAKeyThatWasWithdrawnSinceAndRefusesLaterOnes) {
  Sheets s;
  s.report_and_issue();
  const auto limit = [&](const std::string& time) {
    return s.hub
        .post("/api/v1/keys/" + s.key.public_hex() + "/limit",
              R"({"withdrawn":")" + time + R"(","reason":"the machine was stolen","by":"aigul"})")
        .status;
  };
  ASSERT_EQ(limit("2025-05-20T03:45:00Z"), 200);
  EXPECT_EQ(s.outcome(s.printed(s.token)), "key_withdrawn");
  picture_of(s.hub, s.printed(s.token), "withdrawn-key");
  ASSERT_EQ(limit("2025-05-20T03:00:00Z"), 200);
  EXPECT_EQ(s.outcome(s.printed(s.token)), "key_out_of_time");
}

TEST(RegisterPageScript, ConfirmsSheetsOfTheOldAndOfTheNewKeyAfterARenewal) {
  Sheets s;
  const auto fresh = key_of(7);
  s.early = printer::sign_claims(
      [&] {
        auto claims = s.good;
        claims.attempt = 3;
        claims.issued_at = time_of("2025-05-20T03:50:00Z");
        return claims;
      }(),
      fresh);
  s.report_and_issue();
  EXPECT_EQ(s.outcome(s.printed(s.early)), "unknown_key") << "the hub has not been told";
  ASSERT_EQ(s.hub
                .post("/api/v1/keys", R"({"site":"nur-zholy","public_key":")" + fresh.public_hex() +
                                          R"(","from":"2025-05-20T03:40:00Z"})")
                .status,
            201);
  ASSERT_EQ(s.hub
                .post("/api/v1/keys/" + s.key.public_hex() + "/limit",
                      R"({"until":"2025-05-20T03:40:00Z","reason":"renewed","by":"aigul"})")
                .status,
            200);
  EXPECT_EQ(s.outcome(s.printed(s.early)), "valid");
  EXPECT_EQ(s.outcome(s.printed(s.token)), "valid") << "printed before the renewal";
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
  const auto dom = dom_of(s.hub, s.printed(s.token));
  EXPECT_EQ(outcome_of(dom), "revoked");
  EXPECT_NE(dom.find("class=\"signature revoked bad\""), std::string::npos);
  EXPECT_NE(dom.find("Rightly signed, but not valid: the permit was revoked"), std::string::npos);
  picture_of(s.hub, s.printed(s.token), "revoked");
}

}  // namespace
}  // namespace otkel::hub::test
