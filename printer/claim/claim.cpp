// Claims of a supplement to bytes and back, and the one verifier of both kinds of claims.
#include "printer/claim/claim.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "core/value/application_no.hpp"
#include "core/value/blank_number.hpp"
#include "printer/claim/claim_map.hpp"

namespace otkel::printer {
namespace {

using core::Code;
using Days = std::chrono::sys_days;

// Keys of the claims; never given a second meaning.
enum Key : std::uint64_t {
  version = 1,
  site,
  application_no,
  blank_number,
  attempt,
  plate,
  carrier_bin,
  planned_crossing,
  valid_from,
  valid_until,
  issued_at,
  fields_hash,
  log_head
};
constexpr std::uint64_t kKeys = 13;

std::uint64_t day_number(core::LocalDate date) {
  return static_cast<std::uint64_t>(Days(date).time_since_epoch().count());
}

core::LocalDate date_of_number(std::uint64_t day) {
  return core::LocalDate(Days(std::chrono::days(day)));
}

bool is_application_no(std::string_view text) {
  const auto parsed = core::ApplicationNo::parse(text);
  return parsed && parsed->str() == text;
}

bool is_blank_number(std::string_view text) { return core::BlankNumber::parse(text).has_value(); }

bool is_carrier(std::string_view text) {
  return text.size() == 12 && std::ranges::all_of(text, is_digit);
}

Bytes payload_of(const Claims& c) {
  ClaimWriter out(kKeys);
  out.number(version, kClaimVersion);
  out.site(site, c.site);
  out.text(application_no, c.application_no);
  out.text(blank_number, c.blank_number);
  out.number(attempt, static_cast<std::uint64_t>(c.attempt));
  out.text(plate, c.plate);
  out.text(carrier_bin, c.carrier_bin);
  out.number(planned_crossing, day_number(c.planned_crossing));
  out.number(valid_from, day_number(c.valid_from));
  out.number(valid_until, day_number(c.valid_until));
  out.number(issued_at, second_number(c.issued_at));
  out.bytes(fields_hash, c.fields_hash);
  out.bytes(log_head, c.log_head);
  return out.payload();
}

std::expected<Claims, Fault> read_claims(std::span<const std::uint8_t> payload) {
  ClaimReader reader(payload, kKeys);
  const auto day = [&](Key key, Fault fault) {
    return date_of_number(reader.number(key, fault, kFirstDay, kLastDay));
  };
  Claims c;
  reader.number(version, Fault::claims, kClaimVersion, kClaimVersion);
  c.site = reader.site(site);
  c.application_no = reader.text(application_no, Fault::application_no, is_application_no);
  c.blank_number = reader.text(blank_number, Fault::blank_number, is_blank_number);
  c.attempt = reader.attempt(attempt);
  c.plate = reader.text(plate, Fault::plate, is_plate);
  c.carrier_bin = reader.text(carrier_bin, Fault::carrier_bin, is_carrier);
  c.planned_crossing = day(planned_crossing, Fault::planned_crossing);
  c.valid_from = day(valid_from, Fault::valid_from);
  c.valid_until = day(valid_until, Fault::valid_until);
  reader.demand(Days(c.valid_until) >= Days(c.valid_from), Fault::valid_until);
  c.issued_at = reader.second(issued_at, Fault::issued_at);
  reader.demand(Days(core::local_date(c.issued_at, core::kKazakhstanOffset)) <= Days(c.valid_until),
                Fault::issued_at);
  c.fields_hash = reader.bytes<16>(fields_hash, Fault::fields_hash);
  c.log_head = reader.bytes<8>(log_head, Fault::log_head);
  if (const auto fault = reader.fault_at_end(); fault != Fault::none) return std::unexpected(fault);
  return c;
}

/// What both kinds of claims have in common, under a good signature of `key`.
template <class AnyClaims>
Refusal standing_by_key(const AnyClaims& claims, const TrustedKey& key, core::Instant now) {
  if (claims.site != key.site) return {Standing::mismatch, Fault::key_site};
  if (claims.issued_at > now + kClockSkew) return {Standing::issued_in_future, Fault::none};
  const auto after = [&](const std::optional<core::Instant>& end) {
    return end && claims.issued_at > *end;
  };
  if ((key.from && claims.issued_at < *key.from) || after(key.until) || after(key.withdrawn))
    return {Standing::key_out_of_time, Fault::none};
  return {key.withdrawn ? Standing::key_withdrawn : Standing::valid, Fault::none};
}

Refusal standing_of(const Claims& claims, const TrustedKey& key, core::Instant now) {
  const auto by_key = standing_by_key(claims, key, now);
  if (by_key.standing != Standing::valid && by_key.standing != Standing::key_withdrawn)
    return by_key;
  const Days today(core::local_date(now, core::kKazakhstanOffset));
  if (today < Days(claims.valid_from)) return {Standing::not_yet_valid, Fault::none};
  if (today > Days(claims.valid_until)) return {Standing::expired, Fault::none};
  return by_key;
}

Verdict verdict_on_sheet(const SignedPayload& found, core::Instant now) {
  auto claims = read_sheet_claims(found.payload);
  if (!claims) return {Standing::malformed, claims.error(), {}, {}};
  const auto [standing, fault] = standing_by_key(*claims, found.key, now);
  return {standing, fault, {}, *std::move(claims)};
}

core::Result<core::LocalDate> date_in(std::string_view field, const std::string& text) {
  auto date = core::parse_date(text);
  if (!date)
    return core::fail(Code::time_malformed, std::string(field) +
                                                ": expected a date like "
                                                "2025-05-20, found \"" +
                                                text + "\"");
  if (Days(*date) < Days() || day_number(*date) < kFirstDay || day_number(*date) > kLastDay)
    return core::fail(Code::time_malformed, std::string(field) + ": out of range: " + text);
  return date;
}

}  // namespace

core::Result<Claims> claims_of(const core::SupplementPrint& print) {
  Claims c;
  const auto named = core::Site::parse(print.site);
  if (!named)
    return core::fail(Code::value_malformed, "site: \"" + print.site + "\" is no code of a site");
  c.site = *named;
  c.application_no = print.application_no;
  c.blank_number = print.blank_number;
  c.attempt = print.attempt;
  c.plate = print.plate;
  c.carrier_bin = print.carrier_bin;
  const auto crossing = date_in("planned_crossing", print.text.planned_crossing);
  const auto from = date_in("valid_from", print.text.valid_from);
  const auto until = date_in("valid_until", print.text.valid_until);
  for (const auto* date : {&crossing, &from, &until})
    if (!*date) return std::unexpected(date->error());
  c.planned_crossing = *crossing;
  c.valid_from = *from;
  c.valid_until = *until;
  c.issued_at = std::chrono::floor<std::chrono::seconds>(print.issued_at);
  if (c.issued_at < core::Instant{})
    return core::fail(Code::time_malformed, "issued_at: before 1970");
  c.fields_hash = codec::fields_hash(print.text, print.blank_number);
  const auto head = codec::from_hex<32>(print.log_head);
  if (!head) return core::fail(Code::value_malformed, "log_head: expected 64 hex digits");
  std::ranges::copy_n(head->begin(), c.log_head.size(), c.log_head.begin());
  // Nothing is printed that a verifier would call malformed.
  if (const auto read = read_claims(payload_of(c)); !read)
    return core::fail(Code::value_malformed,
                      std::string(core::word(read.error())) + ": not fit to be signed");
  return c;
}

std::string sign_claims(const Claims& claims, const SigningKey& key) {
  return sign_payload(payload_of(claims), key);
}

Verdict verify_token(std::string_view token, std::span<const TrustedKey> keys, core::Instant now) {
  const auto found = open_token(token, keys);
  if (!found) return {found.error().standing, found.error().fault, {}, {}};
  const auto format = version_of(found->payload);
  if (!format) return {Standing::malformed, Fault::claims, {}, {}};
  if (*format == kSheetClaimVersion) return verdict_on_sheet(*found, now);
  if (*format != kClaimVersion) return {Standing::unknown_version, Fault::none, {}, {}};
  auto claims = read_claims(found->payload);
  if (!claims) return {Standing::malformed, claims.error(), {}, {}};
  const auto [standing, fault] = standing_of(*claims, found->key, now);
  return {standing, fault, *std::move(claims), {}};
}

Verdict verify_scan(std::string_view scanned, std::span<const TrustedKey> keys, core::Instant now) {
  auto verdict = verify_token(token_in(scanned), keys, now);
  if ((!verdict.claims && !verdict.sheet) || verdict.fault == Fault::key_site ||
      scanned.find('#') == scanned.npos)
    return verdict;
  const bool same_number =
      verdict.claims
          ? core::number_in_link(scanned, core::kPermitPath) == verdict.claims->application_no
          : core::number_in_link(scanned, core::kSheetPath) == verdict.sheet->number;
  const auto differs = [&](Fault fault) {
    verdict.standing = Standing::mismatch;
    verdict.fault = fault;
    return std::move(verdict);
  };
  if (!same_number) return differs(Fault::link_number);
  const auto check = core::check_in_link(scanned);
  if (check && check != check_of(token_in(scanned))) return differs(Fault::link_check);
  return verdict;
}

bool fields_match(const Claims& claims, const core::SupplementText& text,
                  std::string_view blank_number) {
  return claims.blank_number == blank_number &&
         claims.fields_hash == codec::fields_hash(text, blank_number);
}

bool values_match(const SheetClaims& claims, const std::vector<std::string>& values) {
  return claims.fields_hash == codec::sheet_hash(claims.document, values);
}

std::string qr_text_of(const core::SupplementPrint& print, std::string_view token) {
  return link_of(print.register_base, core::kPermitPath, print.application_no, token);
}

}  // namespace otkel::printer
