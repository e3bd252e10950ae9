// Claims to COSE_Sign1 and back.
#include "printer/claim/claim.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "base/codec/ed25519.hpp"
#include "base/codec/hash.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/cbor.hpp"

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
constexpr std::uint64_t kCoseSign1Tag = 18;
// Dates and seconds beyond these would overflow the calendar's types; no document lives so long.
constexpr std::uint64_t kLastDay = 100'000;
constexpr std::uint64_t kLastSecond = kLastDay * 86'400;

// Version 1 numbers these five sites, and tokens that are on paper say so: the list never changes
// its order and never grows. Any other site is written as the text of its code.
constexpr std::array kNumberedSites{core::Site{"dostyk"}, core::Site{"nur-zholy"},
                                    core::Site{"kolzhat"}, core::Site{"bakhty"},
                                    core::Site{"maikapshagai"}};

std::optional<std::uint64_t> number_of(const core::Site& site) {
  const auto found = std::ranges::find(kNumberedSites, site);
  if (found == kNumberedSites.end()) return std::nullopt;
  return static_cast<std::uint64_t>(found - kNumberedSites.begin());
}

std::uint64_t day_number(core::LocalDate date) {
  return static_cast<std::uint64_t>(Days(date).time_since_epoch().count());
}

core::LocalDate date_of_number(std::uint64_t day) {
  return core::LocalDate(Days(std::chrono::days(day)));
}

std::array<std::uint8_t, 16> hash_of_fields(const core::SupplementText& text,
                                            std::string_view blank) {
  const auto hash = codec::blake2b(codec::bytes_of(core::supplement_hash_input(text, blank)));
  std::array<std::uint8_t, 16> half{};
  std::memcpy(half.data(), hash.data(), half.size());
  return half;
}

// {1: -8 (EdDSA), 4: key id}: the only header there is, so it is compared, not interpreted.
Bytes protected_header(const KeyId& id) {
  Bytes out;
  cbor_head(out, CborMajor::map, 2);
  cbor_uint(out, 1);
  cbor_head(out, CborMajor::negative_int, 7);
  cbor_uint(out, 4);
  cbor_bytes(out, id);
  return out;
}

Bytes payload_of(const Claims& c) {
  Bytes out;
  cbor_head(out, CborMajor::map, kKeys);
  const auto number = [&](Key key, std::uint64_t value) {
    cbor_uint(out, key);
    cbor_uint(out, value);
  };
  const auto text = [&](Key key, std::string_view value) {
    cbor_uint(out, key);
    cbor_text(out, value);
  };
  number(version, kClaimVersion);
  if (const auto numbered = number_of(c.site))
    number(site, *numbered);
  else
    text(site, c.site.code());
  text(application_no, c.application_no);
  text(blank_number, c.blank_number);
  number(attempt, static_cast<std::uint64_t>(c.attempt));
  text(plate, c.plate);
  text(carrier_bin, c.carrier_bin);
  number(planned_crossing, day_number(c.planned_crossing));
  number(valid_from, day_number(c.valid_from));
  number(valid_until, day_number(c.valid_until));
  number(issued_at,
         static_cast<std::uint64_t>(
             std::chrono::floor<std::chrono::seconds>(c.issued_at).time_since_epoch().count()));
  cbor_uint(out, fields_hash);
  cbor_bytes(out, c.fields_hash);
  cbor_uint(out, log_head);
  cbor_bytes(out, c.log_head);
  return out;
}

// RFC 9052, section 4.4, without external data.
Bytes to_be_signed(std::span<const std::uint8_t> header, std::span<const std::uint8_t> payload) {
  Bytes out;
  cbor_head(out, CborMajor::array, 4);
  cbor_text(out, "Signature1");
  cbor_bytes(out, header);
  cbor_bytes(out, {});
  cbor_bytes(out, payload);
  return out;
}

struct Envelope {
  std::span<const std::uint8_t> header;
  std::span<const std::uint8_t> payload;
  std::span<const std::uint8_t> signature;
};

std::optional<Envelope> open_envelope(std::span<const std::uint8_t> token) {
  CborReader reader(token);
  if (reader.head(CborMajor::tag) != kCoseSign1Tag) return std::nullopt;
  if (reader.head(CborMajor::array) != 4) return std::nullopt;
  const auto header = reader.bytes();
  if (!header || reader.head(CborMajor::map) != 0) return std::nullopt;
  const auto payload = reader.bytes();
  if (!payload) return std::nullopt;
  const auto signature = reader.bytes();
  if (!signature || signature->size() != 64 || !reader.at_end()) return std::nullopt;
  return Envelope{*header, *payload, *signature};
}

// Reads the claims in the order of their keys; a failure sticks.
class ClaimReader {
 public:
  explicit ClaimReader(std::span<const std::uint8_t> payload) : reader_(payload) {
    good_ = reader_.head(CborMajor::map) == kKeys;
  }
  std::uint64_t number(Key key, std::uint64_t most) {
    expect(key);
    const auto value = good_ ? reader_.head(CborMajor::unsigned_int) : std::nullopt;
    good_ = good_ && value && *value <= most;
    return good_ ? *value : 0;
  }
  std::string text(Key key) {
    expect(key);
    const auto value = good_ ? reader_.text() : std::nullopt;
    good_ = good_ && value;
    return good_ ? std::string(*value) : std::string();
  }
  /// One encoding for each site: a numbered one is not taken as text.
  core::Site site_of(Key key) {
    expect(key);
    if (!good_) return {};
    if (const auto numbered = reader_.head(CborMajor::unsigned_int)) {
      good_ = *numbered < kNumberedSites.size();
      return good_ ? kNumberedSites[static_cast<std::size_t>(*numbered)] : core::Site{};
    }
    const auto code = reader_.text();
    const auto named = code ? core::Site::parse(*code) : std::nullopt;
    good_ = named && !number_of(*named);
    return good_ ? *named : core::Site{};
  }
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes(Key key) {
    expect(key);
    const auto value = good_ ? reader_.bytes() : std::nullopt;
    good_ = good_ && value && value->size() == N;
    std::array<std::uint8_t, N> out{};
    if (good_) std::ranges::copy(*value, out.begin());
    return out;
  }
  bool good_to_the_end() const { return good_ && reader_.at_end(); }

 private:
  void expect(Key key) { good_ = good_ && reader_.head(CborMajor::unsigned_int) == key; }
  CborReader reader_;
  bool good_ = false;
};

// Only the version, because what else a later version holds is not ours to judge.
std::optional<std::uint64_t> version_of(std::span<const std::uint8_t> payload) {
  CborReader reader(payload);
  if (!reader.head(CborMajor::map) || reader.head(CborMajor::unsigned_int) != Key::version)
    return std::nullopt;
  return reader.head(CborMajor::unsigned_int);
}

std::optional<Claims> read_claims(std::span<const std::uint8_t> payload) {
  ClaimReader reader(payload);
  Claims c;
  reader.number(version, kClaimVersion);
  c.site = reader.site_of(site);
  c.application_no = reader.text(application_no);
  c.blank_number = reader.text(blank_number);
  c.attempt = static_cast<std::int64_t>(reader.number(attempt, 1'000'000));
  c.plate = reader.text(plate);
  c.carrier_bin = reader.text(carrier_bin);
  c.planned_crossing = date_of_number(reader.number(planned_crossing, kLastDay));
  c.valid_from = date_of_number(reader.number(valid_from, kLastDay));
  c.valid_until = date_of_number(reader.number(valid_until, kLastDay));
  c.issued_at = core::Instant(
      std::chrono::seconds(static_cast<std::int64_t>(reader.number(issued_at, kLastSecond))));
  c.fields_hash = reader.bytes<16>(fields_hash);
  c.log_head = reader.bytes<8>(log_head);
  if (!reader.good_to_the_end()) return std::nullopt;
  return c;
}

Standing standing_on(const Claims& claims, core::Instant now) {
  const Days today(core::local_date(now, core::kKazakhstanOffset));
  if (today < Days(claims.valid_from)) return Standing::not_yet_valid;
  if (today > Days(claims.valid_until)) return Standing::expired;
  return Standing::valid;
}

core::Result<core::LocalDate> date_in(std::string_view field, const std::string& text) {
  auto date = core::parse_date(text);
  if (!date)
    return core::fail(Code::time_malformed, std::string(field) +
                                                ": expected a date like "
                                                "2025-05-20, found \"" +
                                                text + "\"");
  if (Days(*date) < Days() || day_number(*date) > kLastDay)
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
  if (print.attempt < 1 || print.attempt > 1'000'000)
    return core::fail(Code::value_malformed,
                      "attempt: expected 1 or more, found " + std::to_string(print.attempt));
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
  c.fields_hash = hash_of_fields(print.text, print.blank_number);
  const auto head = codec::from_hex<32>(print.log_head);
  if (!head) return core::fail(Code::value_malformed, "log_head: expected 64 hex digits");
  std::ranges::copy_n(head->begin(), c.log_head.size(), c.log_head.begin());
  return c;
}

std::string sign_claims(const Claims& claims, const SigningKey& key) {
  const Bytes header = protected_header(key.id());
  const Bytes payload = payload_of(claims);
  Bytes token;
  cbor_head(token, CborMajor::tag, kCoseSign1Tag);
  cbor_head(token, CborMajor::array, 4);
  cbor_bytes(token, header);
  cbor_head(token, CborMajor::map, 0);
  cbor_bytes(token, payload);
  cbor_bytes(token, key.sign(to_be_signed(header, payload)));
  return base41_encode(token);
}

std::optional<core::SheetCheck> check_of(std::string_view token) {
  const auto raw = base41_decode(token);
  const auto envelope = raw ? open_envelope(*raw) : std::nullopt;
  if (!envelope) return std::nullopt;
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), envelope->signature.data(), envelope->signature.size());
  return core::SheetCheck::of(std::span(digest).first<5>());
}

Verdict verify_token(std::string_view token, std::span<const PublicKey> keys, core::Instant now) {
  const auto raw = base41_decode(token);
  const auto envelope = raw ? open_envelope(*raw) : std::nullopt;
  if (!envelope) return {Standing::malformed, std::nullopt};
  // The form of the header first: with the key id cut out it must be ours to the bit.
  const Bytes shape = protected_header(KeyId{});
  constexpr auto kIdSize = std::tuple_size_v<KeyId>;
  const auto front = shape.size() - kIdSize;
  if (envelope->header.size() != shape.size() ||
      !std::equal(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(front),
                  envelope->header.begin()))
    return {Standing::malformed, std::nullopt};

  const Bytes message = to_be_signed(envelope->header, envelope->payload);
  bool key_seen = false;
  bool held = false;
  for (const PublicKey& key : keys) {
    if (!std::ranges::equal(key_id(key), envelope->header.last(kIdSize))) continue;
    if (!codec::is_sound_ed25519_key(key)) continue;
    key_seen = true;
    held = held || crypto_sign_verify_detached(envelope->signature.data(), message.data(),
                                               message.size(), key.data()) == 0;
  }
  if (!key_seen) return {Standing::unknown_key, std::nullopt};
  if (!held) return {Standing::bad_signature, std::nullopt};

  const auto format = version_of(envelope->payload);
  if (!format) return {Standing::malformed, std::nullopt};
  if (*format != kClaimVersion) return {Standing::unknown_version, std::nullopt};
  auto claims = read_claims(envelope->payload);
  if (!claims) return {Standing::malformed, std::nullopt};
  return {standing_on(*claims, now), std::move(claims)};
}

bool fields_match(const Claims& claims, const core::SupplementText& text,
                  std::string_view blank_number) {
  return claims.blank_number == blank_number &&
         claims.fields_hash == hash_of_fields(text, blank_number);
}

std::string qr_text_of(const core::SupplementPrint& print, std::string_view token) {
  const auto check = check_of(token);
  return print.register_base + "/P/" + print.application_no + (check ? "/" + check->str() : "") +
         "#" + std::string(token);
}

std::string_view token_in(std::string_view scanned) {
  const auto hash = scanned.find('#');
  return hash == std::string_view::npos ? scanned : scanned.substr(hash + 1);
}

}  // namespace otkel::printer
