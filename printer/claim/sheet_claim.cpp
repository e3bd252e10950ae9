// Claims of acts and slips to bytes and back.
#include "printer/claim/sheet_claim.hpp"

#include <algorithm>
#include <array>

#include "printer/claim/claim_map.hpp"

namespace otkel::printer {
namespace {

// Keys of the claims; never given a second meaning.
enum Key : std::uint64_t {
  version = 1,
  site,
  document,
  number,
  attempt,
  plate,
  from,
  until,
  issued_at,
  fields_hash
};
constexpr std::uint64_t kKeys = 10;

// Tokens that are on paper count on the order; it only grows. The first is number 1.
constexpr std::array<std::string_view, 3> kDocuments{core::ReturnAct::type, core::LossAct::type,
                                                     core::NoFaultSlip::type};

std::uint64_t number_of_document(std::string_view document) {
  return static_cast<std::uint64_t>(std::ranges::find(kDocuments, document) - kDocuments.begin()) +
         1;
}

/// Blank and booking numbers have no others.
bool is_number(std::string_view text) {
  const auto sign = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= 24 && std::ranges::all_of(text, sign);
}

bool is_plate_or_none(std::string_view text) { return text.empty() || is_plate(text); }

Bytes payload_of(const SheetClaims& c) {
  ClaimWriter out(kKeys);
  out.number(version, kSheetClaimVersion);
  out.site(site, c.site);
  out.number(document, number_of_document(c.document));
  out.text(number, c.number);
  out.number(attempt, static_cast<std::uint64_t>(c.attempt));
  out.text(plate, c.plate);
  out.number(from, second_number(c.from));
  out.number(until, c.until ? second_number(*c.until) : 0);
  out.number(issued_at, second_number(c.issued_at));
  out.bytes(fields_hash, c.fields_hash);
  return out.payload();
}

core::Instant whole_second(core::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at);
}

}  // namespace

std::expected<SheetClaims, Fault> read_sheet_claims(std::span<const std::uint8_t> payload) {
  ClaimReader reader(payload, kKeys);
  SheetClaims c;
  reader.number(version, Fault::claims, kSheetClaimVersion, kSheetClaimVersion);
  c.site = reader.site(site);
  c.document = kDocuments[reader.number(document, Fault::document, 1, kDocuments.size()) - 1];
  c.number = reader.text(number, Fault::number, is_number);
  c.attempt = reader.attempt(attempt);
  c.plate = reader.text(plate, Fault::plate, is_plate_or_none);
  c.from = reader.second(from, Fault::from);
  const auto end = reader.number(until, Fault::until, 0, kLastSecond);
  if (end != 0) c.until = instant_of_second(end);
  reader.demand(!c.until || *c.until >= c.from, Fault::until);
  c.issued_at = reader.second(issued_at, Fault::issued_at);
  c.fields_hash = reader.bytes<16>(fields_hash, Fault::fields_hash);
  if (const auto fault = reader.fault_at_end(); fault != Fault::none) return std::unexpected(fault);
  return c;
}

core::Result<SheetClaims> claims_of(const core::SignedSheet& sheet, const core::SheetHead& head) {
  SheetClaims c;
  const auto named = core::Site::parse(head.site);
  if (!named)
    return core::fail(core::Code::value_malformed,
                      "site: \"" + head.site + "\" is no code of a site");
  c.site = *named;
  c.document = sheet.document;
  c.number = sheet.number;
  c.attempt = head.attempt;
  c.plate = sheet.plate;
  c.from = whole_second(sheet.from);
  if (sheet.until) c.until = whole_second(*sheet.until);
  c.issued_at = whole_second(head.printed_at);
  c.fields_hash = codec::sheet_hash(sheet.document, sheet.values);
  // Nothing is printed that a verifier would call malformed.
  if (const auto read = read_sheet_claims(payload_of(c)); !read)
    return core::fail(core::Code::value_malformed,
                      std::string(core::word(read.error())) + ": not fit to be signed");
  return c;
}

std::string sign_claims(const SheetClaims& claims, const SigningKey& key) {
  return sign_payload(payload_of(claims), key);
}

std::string sheet_link(std::string_view register_base, const SheetClaims& claims,
                       std::string_view token) {
  return link_of(register_base, core::kSheetPath, claims.number, token);
}

}  // namespace otkel::printer
