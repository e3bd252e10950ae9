// Envelope and signature.
#include "printer/claim/token.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/codec/ed25519.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/cbor.hpp"

namespace otkel::printer {
namespace {

constexpr std::uint64_t kCoseSign1Tag = 18;

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

constexpr auto kIdSize = std::tuple_size_v<KeyId>;

/// With the key id cut out the header must be ours to the bit.
bool has_our_form(std::span<const std::uint8_t> header) {
  const Bytes shape = protected_header(KeyId{});
  const auto front = static_cast<std::ptrdiff_t>(shape.size() - kIdSize);
  return header.size() == shape.size() &&
         std::equal(shape.begin(), shape.begin() + front, header.begin());
}

}  // namespace

std::string sign_payload(const Bytes& payload, const SigningKey& key) {
  const Bytes header = protected_header(key.id());
  Bytes token;
  cbor_head(token, CborMajor::tag, kCoseSign1Tag);
  cbor_head(token, CborMajor::array, 4);
  cbor_bytes(token, header);
  cbor_head(token, CborMajor::map, 0);
  cbor_bytes(token, payload);
  cbor_bytes(token, key.sign(to_be_signed(header, payload)));
  return base41_encode(token);
}

std::expected<SignedPayload, Refusal> open_token(std::string_view token,
                                                 std::span<const TrustedKey> keys) {
  const auto refused = [](Standing standing, Fault fault = Fault::none) {
    return std::unexpected(Refusal{standing, fault});
  };
  const auto raw = base41_decode(token);
  if (!raw) return refused(Standing::malformed, Fault::alphabet);
  const auto envelope = open_envelope(*raw);
  if (!envelope) return refused(Standing::malformed, Fault::envelope);
  if (!has_our_form(envelope->header)) return refused(Standing::malformed, Fault::header);

  const Bytes message = to_be_signed(envelope->header, envelope->payload);
  bool key_seen = false;
  for (const TrustedKey& one : keys) {
    if (!std::ranges::equal(key_id(one.key), envelope->header.last(kIdSize))) continue;
    if (!codec::is_sound_ed25519_key(one.key)) continue;
    key_seen = true;
    if (crypto_sign_verify_detached(envelope->signature.data(), message.data(), message.size(),
                                    one.key.data()) == 0)
      return SignedPayload{Bytes(envelope->payload.begin(), envelope->payload.end()), one};
  }
  return refused(key_seen ? Standing::bad_signature : Standing::unknown_key);
}

std::optional<core::SheetCheck> check_of(std::string_view token) {
  const auto raw = base41_decode(token);
  const auto envelope = raw ? open_envelope(*raw) : std::nullopt;
  if (!envelope) return std::nullopt;
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), envelope->signature.data(), envelope->signature.size());
  return core::SheetCheck::of(std::span(digest).first<5>());
}

std::string_view token_in(std::string_view scanned) {
  const auto hash = scanned.find('#');
  return hash == std::string_view::npos ? scanned : scanned.substr(hash + 1);
}

std::string link_of(std::string_view base, std::string_view path, std::string_view number,
                    std::string_view token) {
  const auto check = check_of(token);
  return std::string(base) + std::string(path) + std::string(number) +
         (check ? "/" + check->str() : "") + "#" + std::string(token);
}

}  // namespace otkel::printer
