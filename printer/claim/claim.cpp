// Claims to COSE_Sign1 and back.
#include "printer/claim/claim.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/codec/ed25519.hpp"
#include "base/codec/hash.hpp"
#include "core/value/application_no.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/utf8.hpp"
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
// Days since 1970: 2020-01-01, before the first permit of this kind, and 2149-06-06, the last that
// two bytes hold.
constexpr std::uint64_t kFirstDay = 18'262;
constexpr std::uint64_t kLastDay = 65'535;
constexpr std::uint64_t kSecondsADay = 86'400;

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

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Signs that stand on plates of any country here, 1 to 12 of them. Wider than core::PlateNumber,
/// whose lists may grow and shrink while sheets are on the road.
bool is_plate(std::string_view text) {
  const auto sign = [](char32_t c) {
    const bool latin = c >= U'A' && c <= U'Z';
    const bool cyrillic = (c >= 0x0410 && c <= 0x042F) || c == 0x0401 || c == 0x04AE || c == 0x04E8;
    const bool han = c >= 0x4E00 && c <= 0x9FFF;
    return is_digit(c) || latin || cyrillic || han;
  };
  const auto letters = core::utf8_decode(text);
  return !letters.empty() && letters.size() <= 12 && std::ranges::all_of(letters, sign);
}

bool is_application_no(std::string_view text) {
  const auto parsed = core::ApplicationNo::parse(text);
  return parsed && parsed->str() == text;
}

bool is_blank_number(std::string_view text) { return core::BlankNumber::parse(text).has_value(); }

bool is_carrier(std::string_view text) {
  return text.size() == 12 && std::ranges::all_of(text, is_digit);
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

// Reads the claims in the order of their keys; the first fault sticks.
class ClaimReader {
 public:
  explicit ClaimReader(std::span<const std::uint8_t> payload) : reader_(payload) {
    if (reader_.head(CborMajor::map) != kKeys) fault_ = Fault::claims;
  }
  std::uint64_t number(Key key, std::uint64_t least, std::uint64_t most) {
    expect(key);
    const auto value = good() ? reader_.head(CborMajor::unsigned_int) : std::nullopt;
    demand(key, value && *value >= least && *value <= most);
    return good() ? *value : least;
  }
  core::LocalDate day(Key key) { return date_of_number(number(key, kFirstDay, kLastDay)); }
  template <class Form>
  std::string text(Key key, Form&& has_form) {
    expect(key);
    const auto value = good() ? reader_.text() : std::nullopt;
    demand(key, value && has_form(*value));
    return good() ? std::string(*value) : std::string();
  }
  /// One encoding for each site: a numbered one is not taken as text.
  core::Site site_of(Key key) {
    expect(key);
    if (!good()) return {};
    if (const auto numbered = reader_.head(CborMajor::unsigned_int)) {
      demand(key, *numbered < kNumberedSites.size());
      return good() ? kNumberedSites[static_cast<std::size_t>(*numbered)] : core::Site{};
    }
    const auto code = reader_.text();
    const auto named = code ? core::Site::parse(*code) : std::nullopt;
    demand(key, named && !number_of(*named));
    return good() ? *named : core::Site{};
  }
  template <std::size_t N>
  std::array<std::uint8_t, N> bytes(Key key) {
    expect(key);
    const auto value = good() ? reader_.bytes() : std::nullopt;
    demand(key, value && value->size() == N);
    std::array<std::uint8_t, N> out{};
    if (good()) std::ranges::copy(*value, out.begin());
    return out;
  }
  /// Of what was read so far: `key` is named where it does not hold.
  void demand(Key key, bool holds) {
    if (good() && !holds) fault_ = fault_of(key);
  }
  Fault fault_at_end() const { return good() && !reader_.at_end() ? Fault::claims : fault_; }

 private:
  bool good() const { return fault_ == Fault::none; }
  void expect(Key key) {
    if (good()) demand(key, reader_.head(CborMajor::unsigned_int) == key);
  }
  static Fault fault_of(Key key) {
    if (key == version) return Fault::claims;
    // The faults of the claims stand in the order of the keys.
    return static_cast<Fault>(static_cast<std::uint64_t>(Fault::site) + key - Key::site);
  }
  CborReader reader_;
  Fault fault_ = Fault::none;
};

// Only the version, because what else a later version holds is not ours to judge.
std::optional<std::uint64_t> version_of(std::span<const std::uint8_t> payload) {
  CborReader reader(payload);
  if (!reader.head(CborMajor::map) || reader.head(CborMajor::unsigned_int) != Key::version)
    return std::nullopt;
  return reader.head(CborMajor::unsigned_int);
}

std::expected<Claims, Fault> read_claims(std::span<const std::uint8_t> payload) {
  ClaimReader reader(payload);
  Claims c;
  reader.number(version, kClaimVersion, kClaimVersion);
  c.site = reader.site_of(site);
  c.application_no = reader.text(application_no, is_application_no);
  c.blank_number = reader.text(blank_number, is_blank_number);
  c.attempt = static_cast<std::int64_t>(reader.number(attempt, 1, kMostAttempts));
  c.plate = reader.text(plate, is_plate);
  c.carrier_bin = reader.text(carrier_bin, is_carrier);
  c.planned_crossing = reader.day(planned_crossing);
  c.valid_from = reader.day(valid_from);
  c.valid_until = reader.day(valid_until);
  reader.demand(valid_until, Days(c.valid_until) >= Days(c.valid_from));
  c.issued_at = core::Instant(std::chrono::seconds(static_cast<std::int64_t>(
      reader.number(issued_at, kFirstDay * kSecondsADay, kLastDay * kSecondsADay))));
  reader.demand(issued_at, Days(core::local_date(c.issued_at, core::kKazakhstanOffset)) <=
                               Days(c.valid_until));
  c.fields_hash = reader.bytes<16>(fields_hash);
  c.log_head = reader.bytes<8>(log_head);
  if (const auto fault = reader.fault_at_end(); fault != Fault::none) return std::unexpected(fault);
  return c;
}

/// Of claims under a good signature of `key`.
std::pair<Standing, Fault> standing_of(const Claims& claims, const TrustedKey& key,
                                       core::Instant now) {
  if (claims.site != key.site) return {Standing::mismatch, Fault::key_site};
  if (claims.issued_at > now + kClockSkew) return {Standing::issued_in_future, Fault::none};
  const auto after = [&](const std::optional<core::Instant>& end) {
    return end && claims.issued_at > *end;
  };
  if ((key.from && claims.issued_at < *key.from) || after(key.until) || after(key.withdrawn))
    return {Standing::key_out_of_time, Fault::none};
  const Days today(core::local_date(now, core::kKazakhstanOffset));
  if (today < Days(claims.valid_from)) return {Standing::not_yet_valid, Fault::none};
  if (today > Days(claims.valid_until)) return {Standing::expired, Fault::none};
  if (key.withdrawn) return {Standing::key_withdrawn, Fault::none};
  return {Standing::valid, Fault::none};
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

/// Between "/P/" and the next '/' or '#'; empty where there is none.
std::string_view number_in_link(std::string_view scanned) {
  constexpr std::string_view kRegister = "/P/";
  const auto path = scanned.substr(0, scanned.find('#'));
  const auto at = path.find(kRegister);
  if (at == path.npos) return {};
  const auto rest = path.substr(at + kRegister.size());
  return rest.substr(0, rest.find('/'));
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

Verdict verify_token(std::string_view token, std::span<const TrustedKey> keys, core::Instant now) {
  const auto raw = base41_decode(token);
  if (!raw) return {Standing::malformed, Fault::alphabet, std::nullopt};
  const auto envelope = open_envelope(*raw);
  if (!envelope) return {Standing::malformed, Fault::envelope, std::nullopt};
  // The form of the header first: with the key id cut out it must be ours to the bit.
  const Bytes shape = protected_header(KeyId{});
  constexpr auto kIdSize = std::tuple_size_v<KeyId>;
  const auto front = shape.size() - kIdSize;
  if (envelope->header.size() != shape.size() ||
      !std::equal(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(front),
                  envelope->header.begin()))
    return {Standing::malformed, Fault::header, std::nullopt};

  const Bytes message = to_be_signed(envelope->header, envelope->payload);
  bool key_seen = false;
  const TrustedKey* signer = nullptr;
  for (const TrustedKey& one : keys) {
    if (!std::ranges::equal(key_id(one.key), envelope->header.last(kIdSize))) continue;
    if (!codec::is_sound_ed25519_key(one.key)) continue;
    key_seen = true;
    if (signer == nullptr && crypto_sign_verify_detached(envelope->signature.data(), message.data(),
                                                         message.size(), one.key.data()) == 0)
      signer = &one;
  }
  if (!key_seen) return {Standing::unknown_key, Fault::none, std::nullopt};
  if (signer == nullptr) return {Standing::bad_signature, Fault::none, std::nullopt};

  const auto format = version_of(envelope->payload);
  if (!format) return {Standing::malformed, Fault::claims, std::nullopt};
  if (*format != kClaimVersion) return {Standing::unknown_version, Fault::none, std::nullopt};
  auto claims = read_claims(envelope->payload);
  if (!claims) return {Standing::malformed, claims.error(), std::nullopt};
  const auto [standing, fault] = standing_of(*claims, *signer, now);
  return {standing, fault, *std::move(claims)};
}

Verdict verify_scan(std::string_view scanned, std::span<const TrustedKey> keys, core::Instant now) {
  auto verdict = verify_token(token_in(scanned), keys, now);
  if (!verdict.claims || verdict.fault == Fault::key_site || scanned.find('#') == scanned.npos)
    return verdict;
  const auto differs = [&](Fault fault) {
    return Verdict{Standing::mismatch, fault, std::move(verdict.claims)};
  };
  if (number_in_link(scanned) != verdict.claims->application_no) return differs(Fault::link_number);
  const auto check = core::check_in_link(scanned);
  if (check && check != check_of(token_in(scanned))) return differs(Fault::link_check);
  return verdict;
}

bool fields_match(const Claims& claims, const core::SupplementText& text,
                  std::string_view blank_number) {
  return claims.blank_number == blank_number &&
         claims.fields_hash == codec::fields_hash(text, blank_number);
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
