// Tokens of every kind with the verdict that all verifiers give: tests/golden/qr/vectors.json is
// read here by the printer's verifier and in page_vectors.mjs by the script of the register page.
// The tokens are built here from bytes, with seeds that are written down, and not by the code under
// test. UPDATE_GOLDEN=1 writes the file anew; what it expects stands in vectors().
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "base/files/durable.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/claim.hpp"
#include "tests/golden/qr_vector.hpp"

namespace otkel::printer {
namespace {

using namespace printer_test;
namespace json = codec::json;

const std::string kFile = OTKEL_GOLDEN_QR "/vectors.json";

core::Instant now() { return at("2026-11-30T06:00:00Z"); }

std::vector<TrustedKey> trusted_keys() {
  const auto key = [](std::uint8_t first, core::Site site) {
    return TrustedKey{
        .key = key_of(first).public_key(), .site = site, .from = {}, .until = {}, .withdrawn = {}};
  };
  std::vector keys{key(kPresent, kSite), key(kKolzhat, core::Site{"kolzhat"}), key(kEnded, kSite),
                   key(kWithdrawn, kSite), key(kNew, kSite)};
  keys[2].until = at("2026-11-30T00:00:00Z");
  keys[3].withdrawn = at("2026-11-30T00:00:00Z");
  keys[4].from = at("2026-11-30T00:00:00Z");
  // Under these two anybody could sign: both ends must leave them out.
  keys.push_back({.key = {}, .site = kSite, .from = {}, .until = {}, .withdrawn = {}});
  PublicKey one{};
  one[0] = 1;
  keys.push_back({.key = one, .site = kSite, .from = {}, .until = {}, .withdrawn = {}});
  return keys;
}

std::string changed(const std::function<void(Parts&)>& change) {
  Parts parts;
  change(parts);
  return token_of(parts);
}

/// As `head`, with more bytes than the length needs.
std::function<Bytes(const Bytes&)> longer(std::uint8_t code) {
  return [code](const Bytes& value) {
    Bytes out{static_cast<std::uint8_t>(0x40 | code)};
    if (code == 25) out.push_back(0);
    out.push_back(static_cast<std::uint8_t>(value.size()));
    return out + value;
  };
}
Bytes of_indefinite_length(const Bytes& value) { return Bytes{0x5f} + binary(value) + Bytes{0xff}; }

std::vector<Vector> encodings() {
  using enum Standing;
  const auto bad = [](const char* name, Fault fault, const std::function<void(Parts&)>& change) {
    return Vector{name, changed(change), malformed, fault};
  };
  const auto good = token_of({});
  return {
      {"good", good, valid},
      bad("tag in two bytes", Fault::envelope, [](auto& p) { p.tag = {0xd8, 0x12}; }),
      bad("no tag", Fault::envelope, [](auto& p) { p.tag = {}; }),
      bad("array head in two bytes", Fault::envelope, [](auto& p) { p.array = {0x98, 0x04}; }),
      bad("array of indefinite length", Fault::envelope,
          [](auto& p) { p.array = {0x9f}, p.behind_token = {0xff}; }),
      bad("payload length in two bytes", Fault::envelope, [](auto& p) { p.payload = longer(25); }),
      bad("payload of indefinite length", Fault::envelope,
          [](auto& p) { p.payload = of_indefinite_length; }),
      bad("signature length in two bytes", Fault::envelope,
          [](auto& p) { p.signature = longer(25); }),
      bad("header length in one byte more", Fault::envelope,
          [](auto& p) { p.header = longer(24); }),
      bad("unprotected map in two bytes", Fault::envelope,
          [](auto& p) { p.unprotected = {0xb8, 0x00}; }),
      bad("something in the unprotected map", Fault::envelope,
          [](auto& p) { p.unprotected = {0xa1, 0x01, 0x27}; }),
      bad("one byte behind the token", Fault::envelope, [](auto& p) { p.behind_token = {0}; }),
      bad("another algorithm in the header", Fault::header,
          [](auto& p) { p.header_front[2] = 0x26; }),
      bad("one byte behind the key id", Fault::header, [](auto& p) { p.behind_header = {0}; }),
      bad("twelve claims", Fault::claims, [](auto& p) { p.map = {0xac}, p.claims.pop_back(); }),
      bad("claims of indefinite length", Fault::claims,
          [](auto& p) { p.map = {0xbf}, p.behind_claims = {0xff}; }),
      bad("map head in two bytes", Fault::claims, [](auto& p) { p.map = {0xb8, 0x0d}; }),
      bad("one byte behind the claims", Fault::claims, [](auto& p) { p.behind_claims = {0}; }),
      bad("fourteen claims", Fault::claims,
          [](auto& p) { p.map = {0xae}, p.behind_claims = {0x0e, 0x00}; }),
      bad("keys in another order", Fault::blank_number,
          [](auto& p) { std::swap(p.claims[3], p.claims[4]); }),
      bad("a key twice", Fault::blank_number, [](auto& p) { p.claims[3].first = number(3); }),
      bad("a key in two bytes", Fault::blank_number,
          [](auto& p) { p.claims[3].first = {0x18, 0x04}; }),
      bad("attempt in two bytes", Fault::attempt, [](auto& p) { p.claim(5) = {0x18, 0x01}; }),
      bad("attempt in nine bytes", Fault::attempt,
          [](auto& p) { p.claim(5) = {0x1b, 0, 0, 0, 0, 0, 0, 0, 1}; }),
      {"one character that Base41 lacks", good.substr(0, good.size() - 1) + "/", malformed,
       Fault::alphabet},
      {"one character too many", good + "0", malformed, Fault::alphabet},
      {"cut short", good.substr(0, good.size() - 9), malformed, Fault::envelope},
      {"small letters", "i2w" + good.substr(3), malformed, Fault::alphabet},
      {"percent sign of a link", "%24" + good, malformed, Fault::alphabet},
  };
}

std::vector<Vector> values() {
  const auto bad = [](const char* name, Fault fault, std::size_t key, const Bytes& value) {
    return Vector{name, changed([&](auto& p) { p.claim(key) = value; }), Standing::malformed,
                  fault};
  };
  return {
      bad("a numbered site as text", Fault::site, 2, text("dostyk")),
      bad("a site of no number", Fault::site, 2, number(5)),
      bad("application in small letters", Fault::application_no, 3, text("nz26-000123")),
      bad("application without zeros", Fault::application_no, 3, text("NZ26-123")),
      bad("application number zero", Fault::application_no, 3, text("NZ26-000000")),
      bad("application as bytes", Fault::application_no, 3, binary(bytes_of(kApplication))),
      bad("blank with a hyphen", Fault::blank_number, 4, text("C-0000042")),
      bad("blank of letters alone", Fault::blank_number, 4, text("CCCCC")),
      bad("attempt 0", Fault::attempt, 5, number(0)),
      bad("attempt 1000", Fault::attempt, 5, number(1000)),
      bad("attempt 4e9", Fault::attempt, 5, number(4'000'000'000)),
      bad("attempt -1", Fault::attempt, 5, {0x20}),
      bad("plate not UTF-8", Fault::plate, 6, text(Bytes{'1', 0xff, 0xfe, '5'})),
      bad("plate in overlong UTF-8", Fault::plate, 6, text(Bytes{0xc1, 0x81, '1', '2', '3'})),
      bad("plate with a mark of byte order", Fault::plate, 6,
          text(Bytes{0xef, 0xbb, 0xbf} + bytes_of(kPlate))),
      bad("plate with half a surrogate", Fault::plate, 6, text(Bytes{0xed, 0xa0, 0x80, '1'})),
      bad("plate with a line break", Fault::plate, 6, text("123ABC05\n")),
      bad("no plate", Fault::plate, 6, text("")),
      bad("plate of 13 signs", Fault::plate, 6, text("1234567890123")),
      bad("carrier of 11 digits", Fault::carrier_bin, 7, text("12014000000")),
      bad("crossing in 2019", Fault::planned_crossing, 8, number(day("2019-12-31"))),
      bad("valid from 2149-06-07", Fault::valid_from, 9, number(day("2149-06-07"))),
      bad("valid until 2^32-1", Fault::valid_until, 10, number(4'294'967'295)),
      bad("valid until 2^53+1", Fault::valid_until, 10, number(9'007'199'254'740'993)),
      bad("valid until before it begins", Fault::valid_until, 10, number(day("2026-11-29"))),
      bad("issued in 1970", Fault::issued_at, 11, number(5)),
      bad("issued after it ends, in the checkpoint's zone", Fault::issued_at, 11,
          number(second("2026-12-30T19:00:00Z"))),
      bad("fields of 15 bytes", Fault::fields_hash, 12, binary(Bytes(15, 1))),
      bad("log head of 9 bytes", Fault::log_head, 13, binary(Bytes(9, 1))),
  };
}

std::vector<Vector> times_and_keys() {
  using enum Standing;
  const auto with = [](std::size_t key, std::uint64_t value) {
    return changed([&](auto& p) { p.claim(key) = number(value); });
  };
  const auto signed_by = [](std::uint8_t key, const char* issued) {
    return changed([&](auto& p) { p.signer = key, p.claim(11) = number(second(issued)); });
  };
  auto forged = base41_decode(token_of({})).value();
  const auto zero_id = key_id(PublicKey{});
  std::ranges::copy(zero_id, forged.begin() + 8);
  std::fill(forged.end() - 64, forged.end(), std::uint8_t{0});
  auto flipped = base41_decode(token_of({})).value();
  flipped.back() ^= 1;
  auto other_claim = base41_decode(token_of({})).value();
  other_claim[40] ^= 1;
  return {
      {"unknown version", changed([](auto& p) { p.claim(1) = number(3); }), unknown_version},
      {"claims of a supplement under the version of a slip",
       changed([](auto& p) { p.claim(1) = number(2); }), malformed, Fault::claims},
      {"a version beyond 2^32", changed([](auto& p) { p.claim(1) = number(1ULL << 40); }),
       unknown_version},
      {"issued as far ahead as clocks differ", with(11, second("2026-11-30T06:10:00Z")), valid},
      {"issued a second further ahead", with(11, second("2026-11-30T06:10:01Z")), issued_in_future},
      {"valid until the last day that two bytes hold",
       changed([](auto& p) { p.claim(10) = number(0xffff); }), valid},
      {"issued in ten years", changed([](auto& p) {
         p.claim(10) = number(day("2037-01-01"));
         p.claim(11) = number(second("2036-11-30T05:00:00Z"));
       }),
       issued_in_future},
      {"begins tomorrow", changed([](auto& p) { p.claim(9) = number(day("2026-12-01")); }),
       not_yet_valid},
      {"ended yesterday", changed([](auto& p) {
         p.claim(9) = number(day("2026-11-01"));
         p.claim(10) = number(day("2026-11-29"));
         p.claim(11) = number(second("2026-11-01T05:00:00Z"));
       }),
       expired},
      {"one bit of the signature", base41_encode(flipped), bad_signature},
      {"one bit of the claims", base41_encode(other_claim), bad_signature},
      {"R of small order, by who has the key", with_r_of_small_order(), bad_signature},
      {"a key that nobody listed", signed_by(kNobody, "2026-11-30T05:00:00Z"), unknown_key},
      {"under the key of zeros, which is listed", base41_encode(forged), unknown_key},
      {"an ended key, before its end", signed_by(kEnded, "2026-11-30T00:00:00Z"), valid},
      {"an ended key, after its end", signed_by(kEnded, "2026-11-30T00:00:01Z"), key_out_of_time},
      {"a new key, from its beginning", signed_by(kNew, "2026-11-30T00:00:00Z"), valid},
      {"a new key, before its beginning", signed_by(kNew, "2026-11-29T23:59:59Z"), key_out_of_time},
      {"a withdrawn key, before", signed_by(kWithdrawn, "2026-11-30T00:00:00Z"), key_withdrawn},
      {"a withdrawn key, after", signed_by(kWithdrawn, "2026-11-30T00:00:01Z"), key_out_of_time},
      {"a withdrawn key and a revoked permit", signed_by(kWithdrawn, "2026-11-30T00:00:00Z"),
       key_withdrawn, Fault::none, RegisterStanding::revoked},
  };
}

std::vector<Vector> sheets() {
  using enum Standing;
  const auto good = token_of({});
  const auto second_sheet = changed([](auto& p) { p.claim(5) = number(2); });
  std::vector<Vector> out{
      {"kolzhat in a token of nur-zholy's key", changed([](auto& p) { p.claim(2) = number(2); }),
       mismatch, Fault::key_site},
      {"a site without a number in a token of nur-zholy's key",
       changed([](auto& p) { p.claim(2) = text("alakol"); }), mismatch, Fault::key_site},
      {"token of 124 behind the link of 123",
       changed([](auto& p) { p.claim(3) = text("NZ26-000124"); }), mismatch, Fault::link_number},
      {"token behind the check of another sheet", good, mismatch, Fault::link_check,
       RegisterStanding::issued, kApplication, "AAAAAAAA"},
      {"second copy of the same blank", second_sheet, valid}};
  out.back().attempt = "2";
  const auto unlike = [&](const char* name, const std::string& token) {
    out.push_back({name, token, valid, Fault::none, RegisterStanding::mismatch});
  };
  unlike("another plate than the register has",
         changed([](auto& p) { p.claim(6) = text("999ZZZ02"); }));
  unlike("another blank than the register has",
         changed([](auto& p) { p.claim(4) = text("C00000043"); }));
  unlike("another attempt than the register has", second_sheet);
  unlike("other fields than the register has",
         changed([](auto& p) { p.claim(12) = binary(Bytes(16, 0xac)); }));
  for (const auto& [name, number] : {std::pair{"lost", RegisterStanding::lost},
                                     std::pair{"annulled", RegisterStanding::annulled},
                                     std::pair{"revoked", RegisterStanding::revoked},
                                     std::pair{"returned", RegisterStanding::returned},
                                     std::pair{"redeemed", RegisterStanding::redeemed},
                                     std::pair{"spoiled", RegisterStanding::spoiled},
                                     std::pair{"not handed over", RegisterStanding::not_issued},
                                     std::pair{"not reported", RegisterStanding::not_reported}})
    out.push_back({name, good, valid, Fault::none, number});
  return out;
}

std::vector<Vector> vectors() {
  std::vector<Vector> all;
  for (auto part : {encodings(), values(), times_and_keys(), sheets(), slip_vectors()})
    std::ranges::move(part, std::back_inserter(all));
  return all;
}

json::value key_json(const TrustedKey& key) {
  json::object out{{"site", std::string(key.site.code())},
                   {"public_key", codec::to_hex(key.key)},
                   {"key_id", codec::to_hex(key_id(key.key))}};
  if (key.from) out["from"] = core::to_iso(*key.from);
  if (key.until) out["until"] = core::to_iso(*key.until);
  if (key.withdrawn) out["withdrawn"] = core::to_iso(*key.withdrawn);
  return out;
}

/// What the hub writes into the page of that sheet.
json::object page_json(const Vector& v, const std::string& check) {
  // The register's row differs where the script itself has to find out.
  const bool slip = v.path == core::kSheetPath;
  const auto found = slip ? RegisterStanding::printed : RegisterStanding::issued;
  const auto number = v.number == RegisterStanding::mismatch ? found : v.number;
  const auto word = [&](Standing standing) {
    return std::string(core::word(core::sheet_verdict(standing, number)));
  };
  const bool reported = v.number != RegisterStanding::not_reported;
  if (slip)
    return {{"number", v.link_number},
            {"document", reported ? v.document : ""},
            {"check", check},
            {"checkState", reported ? "right" : "not_reported"},
            {"site", reported ? std::string(kSite.code()) : ""},
            {"attempt", reported ? v.attempt : ""},
            {"good", word(Standing::valid)},
            {"early", word(Standing::not_yet_valid)},
            {"late", word(Standing::expired)},
            {"withdrawn", word(Standing::key_withdrawn)}};
  return {{"application", v.link_number},
          {"check", check},
          {"checkState", reported ? "right" : "not_reported"},
          {"site", std::string(kSite.code())},
          {"blank", kBlank},
          {"plate", kPlate},
          {"attempt", v.attempt},
          {"fields", v.fields},
          {"good", word(Standing::valid)},
          {"early", word(Standing::not_yet_valid)},
          {"late", word(Standing::expired)},
          {"withdrawn", word(Standing::key_withdrawn)}};
}

json::value vector_json(const Vector& v) {
  const auto own = check_of(v.token);
  const auto check = !v.link_check.empty() ? v.link_check : own ? own->str() : "AAAAAAAA";
  const bool unlike = v.number == RegisterStanding::mismatch;
  return json::object{
      {"name", v.name},
      {"scanned", "HTTPS://REGISTER.EXAMPLE" + std::string(v.path) + v.link_number + "/" + check +
                      "#" + v.token},
      {"standing", std::string(core::word(v.standing))},
      {"fault", std::string(core::word(v.fault))},
      {"register", std::string(core::word(v.number))},
      {"verdict", std::string(core::word(core::sheet_verdict(v.standing, v.number)))},
      {"page_fault", std::string(core::word(unlike ? Fault::register_row : v.fault))},
      {"page", page_json(v, check)}};
}

std::string document() {
  std::string out =
      "{\n\"about\": \"Tokens and what every verifier says of them; written by "
      "tests/golden/qr_vectors_test.cpp\",\n\"now\": \"" +
      core::to_iso(now()) + "\",\n\"verdicts\": {";
  const char* comma = "";
  for (const auto& word : core::EnumWords<core::SheetVerdict>::words) {
    const auto verdict = core::from_word<core::SheetVerdict>(word).value();
    out += comma + ("\"" + std::string(word) + "\": \"") +
           std::string(core::word(core::tone_of(verdict))) + "\"";
    comma = ", ";
  }
  out += "},\n\"keys\": [";
  comma = "\n";
  for (const auto& key : trusted_keys()) {
    out += comma + json::serialize(key_json(key));
    comma = ",\n";
  }
  out += "\n],\n\"vectors\": [";
  comma = "\n";
  for (const auto& v : vectors()) {
    out += comma + json::serialize(vector_json(v));
    comma = ",\n";
  }
  return out + "\n]\n}\n";
}

std::string kept() {
  std::ifstream file(kFile, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(QrVectors, AreTheTokensThatAreBuiltHere) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(files::write_safely(kFile, document()));
  }
  EXPECT_EQ(kept(), document()) << "UPDATE_GOLDEN=1 writes it anew";
}

TEST(QrVectors, HaveTheirStandingAndVerdictHere) {
  const auto file = codec::parse(kept());
  ASSERT_TRUE(file) << file.error().detail;
  const auto text = [](const json::value& of, const char* name) {
    return std::string(of.at(name).as_string());
  };
  std::vector<TrustedKey> keys;
  for (const auto& key : file->at("keys").as_array()) {
    const auto time = [&](const char* name) -> std::optional<core::Instant> {
      if (!key.as_object().contains(name)) return {};
      return core::parse_iso(text(key, name)).value();
    };
    keys.push_back({codec::from_hex<32>(text(key, "public_key")).value(),
                    core::Site::parse(text(key, "site")).value(), time("from"), time("until"),
                    time("withdrawn")});
  }
  const auto today = core::parse_iso(text(*file, "now")).value();
  for (const auto& v : file->at("vectors").as_array()) {
    SCOPED_TRACE(text(v, "name"));
    const auto found = verify_scan(text(v, "scanned"), keys, today);
    EXPECT_EQ(core::word(found.standing), text(v, "standing"));
    EXPECT_EQ(core::word(found.fault), text(v, "fault"));
    const auto number = core::from_word<RegisterStanding>(text(v, "register")).value();
    EXPECT_EQ(core::word(core::sheet_verdict(found.standing, number)), text(v, "verdict"));
  }
}

TEST(QrVectors, ContainEachStandingOfASignature) {
  std::set<Standing> seen;
  for (const auto& v : vectors()) seen.insert(v.standing);
  EXPECT_EQ(seen.size(), core::EnumWords<Standing>::words.size());
}

TEST(QrVectors, BuildTheTokenThatThePrinterSigns) {
  Claims claims;
  claims.site = kSite;
  claims.application_no = kApplication;
  claims.blank_number = kBlank;
  claims.plate = kPlate;
  claims.carrier_bin = "120140000007";
  claims.planned_crossing = claims.valid_from = core::parse_date("2026-11-30").value();
  claims.valid_until = core::parse_date("2026-12-30").value();
  claims.issued_at = at("2026-11-30T05:00:00Z");
  claims.fields_hash.fill(0xab);
  claims.log_head = {1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_EQ(sign_claims(claims, key_of(kPresent)), token_of({}));
}

}  // namespace
}  // namespace otkel::printer
