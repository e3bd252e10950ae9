// The claim: what it says, who may say it, and every way to be refused.
#include "printer/claim/claim.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <set>

#include "printer/claim/base41.hpp"
#include "printer/claim/cbor.hpp"
#include "printer/claim/claim_map.hpp"
#include "tests/support/sites.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_now;
using printer_test::sample_print;

Claims sample_claims() { return claims_of(sample_print()).value(); }

TrustedKey trusted(const PublicKey& key, core::Site site = core::Site{"nur-zholy"}) {
  return {.key = key, .site = site, .from = {}, .until = {}, .withdrawn = {}};
}

std::vector<TrustedKey> our_keys() { return {trusted(sample_key().public_key())}; }

Standing standing_of(const std::string& token) {
  return verify_token(token, our_keys(), sample_now()).standing;
}

/// The same envelope with another payload, properly signed: what a later release might print.
std::string token_with_payload(const Bytes& payload) {
  const auto key = sample_key();
  Bytes header{0xa2, 0x01, 0x27, 0x04, 0x48};
  const auto id = key.id();
  header.insert(header.end(), id.begin(), id.end());
  Bytes message{0x84, 0x6a};
  for (const char c : std::string_view("Signature1")) message.push_back(static_cast<uint8_t>(c));
  cbor_bytes(message, header);
  cbor_bytes(message, {});
  cbor_bytes(message, payload);
  Bytes token{0xd2, 0x84};
  cbor_bytes(token, header);
  token.push_back(0xa0);
  cbor_bytes(token, payload);
  cbor_bytes(token, key.sign(message));
  return base41_encode(token);
}

TEST(Claim, SurvivesItsToken) {
  const auto claims = sample_claims();
  const auto verdict = verify_token(sign_claims(claims, sample_key()), our_keys(), sample_now());
  EXPECT_EQ(verdict.standing, Standing::valid);
  ASSERT_TRUE(verdict.claims.has_value());
  EXPECT_EQ(*verdict.claims, claims);
  EXPECT_EQ(verdict.claims->application_no, "NZ25-000123");
  EXPECT_EQ(verdict.claims->site, core::Site{"nur-zholy"});
  EXPECT_EQ(core::to_iso(verdict.claims->valid_until), "2025-06-20");
}

/// The payload of that claim's token, up to the site.
Bytes site_bytes(const std::string& token) {
  const auto raw = base41_decode(token).value();
  // d2 84 4d header*13 a0 58 LL: then the claims, a map of 13 that begins with {1: 1, 2: site}.
  constexpr std::size_t kClaims = 2 + 1 + 13 + 1 + 2;
  EXPECT_EQ(raw.at(kClaims), 0xad);
  return {raw.begin() + kClaims + 1, raw.begin() + kClaims + 1 + 12};
}

TEST(Claim, NumbersTheFiveSitesOfVersionOneAndSpellsAnyOther) {
  std::uint8_t number = 0;
  for (const auto& one : support::kPermitSites) {
    auto claims = sample_claims();
    claims.site = one.site;
    const auto token = sign_claims(claims, sample_key());
    EXPECT_EQ(site_bytes(token).at(3), number++) << one.site.code();
    const std::vector own{trusted(sample_key().public_key(), one.site)};
    EXPECT_EQ(verify_token(token, own, sample_now()).claims->site, one.site);
  }
  auto claims = sample_claims();
  claims.site = core::Site{"alakol"};
  const auto token = sign_claims(claims, sample_key());
  EXPECT_EQ(site_bytes(token),
            (Bytes{0x01, 0x01, 0x02, 0x66, 'a', 'l', 'a', 'k', 'o', 'l', 0x03, 0x6b}));
  const std::vector own{trusted(sample_key().public_key(), claims.site)};
  const auto verdict = verify_token(token, own, sample_now());
  EXPECT_EQ(verdict.standing, Standing::valid);
  EXPECT_EQ(*verdict.claims, claims);
}

TEST(Claim, TakesASiteInOneWayOfWritingItOnly) {
  const auto with_site = [](const Bytes& site) {
    const auto raw = base41_decode(sign_claims(sample_claims(), sample_key())).value();
    const std::size_t begin = 2 + 1 + 13 + 1 + 2;
    Bytes payload(raw.begin() + static_cast<std::ptrdiff_t>(begin), raw.end() - 66);
    payload.erase(payload.begin() + 4);  // the number of nur-zholy
    payload.insert(payload.begin() + 4, site.begin(), site.end());
    return standing_of(token_with_payload(payload));
  };
  EXPECT_EQ(with_site({0x01}), Standing::valid);
  EXPECT_EQ(with_site({0x66, 'a', 'l', 'a', 'k', 'o', 'l'}), Standing::mismatch)
      << "well formed, and of another checkpoint than the key";
  EXPECT_EQ(with_site({0x05}), Standing::malformed) << "the list of numbers never grows";
  EXPECT_EQ(with_site({0x66, 'd', 'o', 's', 't', 'y', 'k'}), Standing::malformed);
  EXPECT_EQ(with_site({0x66, 'A', 'l', 'a', 'k', 'o', 'l'}), Standing::malformed);
  EXPECT_EQ(with_site({0x61, 'a'}), Standing::malformed);
  EXPECT_EQ(with_site({0x46, 'a', 'l', 'a', 'k', 'o', 'l'}), Standing::malformed) << "bytes";
}

TEST(Claim, IsBoundToThePrintedFields) {
  const auto claims = sample_claims();
  auto print = sample_print();
  EXPECT_TRUE(fields_match(claims, print.text, print.blank_number));
  print.text.cargo_name += "!";
  EXPECT_FALSE(fields_match(claims, print.text, print.blank_number));
  EXPECT_FALSE(fields_match(claims, sample_print().text, "C00000018"));
}

TEST(Claim, RefusesEveryFlippedBitOfTheToken) {
  const auto raw = base41_decode(sign_claims(sample_claims(), sample_key())).value();
  for (std::size_t i = 0; i < raw.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      Bytes bent = raw;
      bent[i] = static_cast<std::uint8_t>(bent[i] ^ (1 << bit));
      ASSERT_NE(standing_of(base41_encode(bent)), Standing::valid) << "byte " << i;
    }
}

TEST(Claim, NamesABadSignature) {
  auto raw = base41_decode(sign_claims(sample_claims(), sample_key())).value();
  raw.back() ^= 1;
  EXPECT_EQ(standing_of(base41_encode(raw)), Standing::bad_signature);
  auto payload = base41_decode(sign_claims(sample_claims(), sample_key())).value();
  payload[40] ^= 1;  // inside the claims
  EXPECT_EQ(standing_of(base41_encode(payload)), Standing::bad_signature);
}

TEST(Claim, NamesAnUnknownKey) {
  EXPECT_EQ(standing_of(sign_claims(sample_claims(), sample_key(2))), Standing::unknown_key);
  EXPECT_EQ(verify_token(sign_claims(sample_claims(), sample_key()), {}, sample_now()).standing,
            Standing::unknown_key);
}

TEST(Claim, NamesAnUnknownVersionOnlyUnderAGoodSignature) {
  const Bytes later{0xa2, 0x01, 0x03, 0x18, 0x63, 0x61, 'x'};  // {1: 3, 99: "x"}
  EXPECT_EQ(standing_of(token_with_payload(later)), Standing::unknown_version);
  EXPECT_EQ(standing_of(token_with_payload({0xa1, 0x01, 0x01})), Standing::malformed);
  EXPECT_EQ(standing_of(token_with_payload({0x80})), Standing::malformed);
}

TEST(Claim, IgnoresAnAlgorithmInTheToken) {
  auto raw = base41_decode(sign_claims(sample_claims(), sample_key())).value();
  ASSERT_EQ(raw[5], 0x27);  // EdDSA
  raw[5] = 0x26;            // ES256
  EXPECT_EQ(standing_of(base41_encode(raw)), Standing::malformed);
}

TEST(Claim, IsMalformedForAnyOtherText) {
  for (const char* text : {"", "0", "HELLO", "%%%", "hello", "A B"})
    EXPECT_EQ(standing_of(text), Standing::malformed) << text;
  const auto token = sign_claims(sample_claims(), sample_key());
  EXPECT_EQ(standing_of(token.substr(0, token.size() - 3)), Standing::malformed);
  EXPECT_EQ(standing_of(token + "000"), Standing::malformed);
  EXPECT_TRUE(rc::check([](const Bytes& bytes) {
    RC_ASSERT(standing_of(base41_encode(bytes)) == Standing::malformed);
  }));
}

TEST(Claim, IsValidFromItsFirstToItsLastDayInTheCheckpointsZone) {
  auto claims = sample_claims();
  claims.issued_at = core::parse_iso("2025-05-18T05:00:00Z").value();
  const auto token = sign_claims(claims, sample_key());
  const auto at = [&](const char* iso) {
    return verify_token(token, our_keys(), core::parse_iso(iso).value());
  };
  EXPECT_EQ(at("2025-05-19T23:59:59+05:00").standing, Standing::not_yet_valid);
  EXPECT_EQ(at("2025-05-20T00:00:00+05:00").standing, Standing::valid);
  EXPECT_EQ(at("2025-06-20T23:59:59+05:00").standing, Standing::valid);
  EXPECT_EQ(at("2025-06-21T00:00:00+05:00").standing, Standing::expired);
  EXPECT_TRUE(at("2025-06-21T00:00:00+05:00").claims.has_value());
}

TEST(Claim, CountsOnlyWithinTheTimesOfItsKey) {
  const auto token = sign_claims(sample_claims(), sample_key());
  const auto issued = sample_claims().issued_at;
  const auto under = [&](auto change) {
    auto key = trusted(sample_key().public_key());
    change(key);
    return verify_token(token, std::vector{key}, sample_now()).standing;
  };
  using std::chrono::seconds;
  EXPECT_EQ(under([&](auto& k) { k.from = issued; }), Standing::valid);
  EXPECT_EQ(under([&](auto& k) { k.from = issued + seconds{1}; }), Standing::key_out_of_time);
  EXPECT_EQ(under([&](auto& k) { k.until = issued; }), Standing::valid);
  EXPECT_EQ(under([&](auto& k) { k.until = issued - seconds{1}; }), Standing::key_out_of_time);
  EXPECT_EQ(under([&](auto& k) { k.withdrawn = issued; }), Standing::key_withdrawn);
  EXPECT_EQ(under([&](auto& k) { k.withdrawn = issued - seconds{1}; }), Standing::key_out_of_time);
}

TEST(Claim, IsRefusedOnceIssuedFurtherAheadThanClocksDiffer) {
  auto claims = sample_claims();
  const auto issued_at = [&](core::Instant at) {
    claims.issued_at = std::chrono::floor<std::chrono::seconds>(at);
    return standing_of(sign_claims(claims, sample_key()));
  };
  EXPECT_EQ(issued_at(sample_now() + kClockSkew), Standing::valid);
  EXPECT_EQ(issued_at(sample_now() + kClockSkew + std::chrono::seconds{1}),
            Standing::issued_in_future);
}

TEST(Claim, NamesTheFirstValueThatNoSheetHas) {
  const auto fault_of = [](auto change) {
    auto claims = sample_claims();
    change(claims);
    return core::word(
        verify_token(sign_claims(claims, sample_key()), our_keys(), sample_now()).fault);
  };
  EXPECT_EQ(fault_of([](auto&) {}), "none");
  EXPECT_EQ(fault_of([](auto& c) { c.attempt = 0; }), "attempt");
  EXPECT_EQ(fault_of([](auto& c) { c.attempt = kMostAttempts + 1; }), "attempt");
  EXPECT_EQ(fault_of([](auto& c) { c.application_no = "nz25-123"; }), "application_no");
  EXPECT_EQ(fault_of([](auto& c) { c.blank_number = "C-17"; }), "blank_number");
  EXPECT_EQ(fault_of([](auto& c) {
              c.plate =
                  "123\xff"
                  "05";
            }),
            "plate");
  EXPECT_EQ(fault_of([](auto& c) {
              c.plate =
                  "\xef\xbb\xbf"
                  "123ABC05";
            }),
            "plate");
  EXPECT_EQ(fault_of([](auto& c) { c.plate = ""; }), "plate");
  EXPECT_EQ(fault_of([](auto& c) { c.carrier_bin = "12345678901"; }), "carrier_bin");
  EXPECT_EQ(fault_of([](auto& c) { c.valid_until = core::parse_date("2149-06-07").value(); }),
            "valid_until");
  EXPECT_EQ(fault_of([](auto& c) { c.valid_until = core::parse_date("2025-05-19").value(); }),
            "valid_until")
      << "before valid_from";
  EXPECT_EQ(fault_of([](auto& c) { c.planned_crossing = core::parse_date("2019-12-31").value(); }),
            "planned_crossing");
  EXPECT_EQ(
      fault_of([](auto& c) { c.issued_at = core::parse_iso("2025-06-20T19:00:00Z").value(); }),
      "issued_at")
      << "after valid_until, in the checkpoint's zone";
}

TEST(Claim, TakesPlatesOfEveryNeighbour) {
  for (const char* plate : {"123ABC05", "京A12345", "1234УБӨ", "A123BC777"}) {
    auto claims = sample_claims();
    claims.plate = plate;
    EXPECT_EQ(standing_of(sign_claims(claims, sample_key())), Standing::valid) << plate;
  }
}

TEST(Claim, BelongsToTheLinkItStandsBehind) {
  const auto token = sign_claims(sample_claims(), sample_key());
  const auto scanned = [&](const std::string& link) {
    const auto verdict = verify_scan(link + token, our_keys(), sample_now());
    return std::pair{verdict.standing, verdict.fault};
  };
  const auto good = std::pair{Standing::valid, Fault::none};
  const auto base = "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123";
  EXPECT_EQ(scanned(""), good) << "a token alone";
  EXPECT_EQ(scanned(std::string(base) + "#"), good) << "a sheet of before the check";
  EXPECT_EQ(scanned(std::string(base) + "/" + check_of(token)->str() + "#"), good);
  EXPECT_EQ(scanned(std::string(base) + "/AAAAAAAA#"),
            (std::pair{Standing::mismatch, Fault::link_check}));
  EXPECT_EQ(scanned("HTTPS://REGISTER.EXAMPLE/P/NZ25-000124#"),
            (std::pair{Standing::mismatch, Fault::link_number}));
  EXPECT_EQ(scanned("HTTPS://REGISTER.EXAMPLE/#"),
            (std::pair{Standing::mismatch, Fault::link_number}));
}

TEST(Claim, NeedsDatesASiteAndALogHead) {
  const auto refused = [](auto change) {
    auto print = sample_print();
    change(print);
    const auto claims = claims_of(print);
    return claims ? std::string() : claims.error().detail;
  };
  EXPECT_NE(refused([](auto& p) { p.site = "Atlantis"; }), "");
  EXPECT_NE(refused([](auto& p) { p.text.valid_until = "soon"; }), "");
  EXPECT_NE(refused([](auto& p) { p.log_head = "12"; }), "");
  EXPECT_NE(refused([](auto& p) { p.log_head[3] = 'x'; }), "");
  EXPECT_NE(refused([](auto& p) { p.attempt = 0; }), "");
  EXPECT_NE(refused([](auto& p) { p.attempt = kMostAttempts + 1; }), "");
  EXPECT_NE(refused([](auto& p) { p.plate = "\xff"; }), "") << "no page that no verifier takes";
  EXPECT_NE(refused([](auto& p) { p.issued_at = core::Instant(std::chrono::seconds(-5)); }), "");
}

TEST(Claim, FollowsTheRegistersLinkWithTheCheckOfItsSheet) {
  const auto token = sign_claims(sample_claims(), sample_key());
  const auto text = qr_text_of(sample_print(), token);
  EXPECT_EQ(text, "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123/" + check_of(token)->str() + "#" + token);
  EXPECT_EQ(core::check_in_link(text), check_of(token));
  EXPECT_EQ(token_in(text), token);
  EXPECT_EQ(token_in("TOKEN"), "TOKEN");
  EXPECT_EQ(qr_text_of(sample_print(), "TOKEN"), "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123#TOKEN");
}

// The vector of docs/qr.md; whoever changes it changes every sheet that is out there.
TEST(Claim, HasTheCheckOfTheTestVector) {
  const auto token = sign_claims(sample_claims(), sample_key());
  EXPECT_EQ(check_of(token)->str(), "RCMAAQY7") << token;
}

TEST(Claim, HasAUniqueCheckForEachAttempt) {
  auto claims = sample_claims();
  std::set<std::string> checks;
  for (claims.attempt = 1; claims.attempt <= 50; ++claims.attempt)
    checks.insert(check_of(sign_claims(claims, sample_key()))->str());
  EXPECT_EQ(checks.size(), 50U);
  EXPECT_EQ(check_of("HELLO"), std::nullopt);
}

TEST(Claim, IsProvenByNoKeyOfSmallOrder) {
  // What an attacker needs no secret for: all zeros as key, as R and as S.
  auto raw = base41_decode(sign_claims(sample_claims(), sample_key())).value();
  const PublicKey zero{};
  const auto id = key_id(zero);
  std::ranges::copy(id, raw.begin() + 8);
  std::fill(raw.end() - 64, raw.end(), std::uint8_t{0});
  const auto forged = base41_encode(raw);
  const std::vector keys{trusted(zero), trusted(sample_key().public_key())};
  EXPECT_EQ(verify_token(forged, keys, sample_now()).standing, Standing::unknown_key);
  for (const std::uint8_t first : std::array<std::uint8_t, 4>{1, 0xec, 0xed, 0xee}) {
    PublicKey small{};
    if (first != 1) small.fill(0xff), small.back() = 0x7f;
    small[0] = first;
    std::ranges::copy(key_id(small), raw.begin() + 8);
    const std::vector hostile{trusted(small)};
    EXPECT_NE(verify_token(base41_encode(raw), hostile, sample_now()).standing, Standing::valid);
  }
}

TEST(Claim, HasNoValidMutant) {
  const auto good = sign_claims(sample_claims(), sample_key());
  EXPECT_TRUE(rc::check([&] {
    auto token = good;
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
      switch (*rc::gen::inRange(0, 3)) {
        case 0:
          token[at] = kBase41[*rc::gen::inRange<std::size_t>(0, kBase41.size())];
          break;
        case 1:
          token.erase(at, 1);
          break;
        default:
          token.insert(at, 1, kBase41[*rc::gen::inRange<std::size_t>(0, kBase41.size())]);
      }
    }
    RC_PRE(token != good);
    RC_ASSERT(standing_of(token) != Standing::valid);
  }));
}

}  // namespace
}  // namespace otkel::printer
