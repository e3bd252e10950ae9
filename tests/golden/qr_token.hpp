#pragma once
// A token of the QR from its bytes: every part can be another, and nothing of printer/claim writes
// it but Base41 and the key.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/value/instant.hpp"
#include "printer/claim/base41.hpp"
#include "printer/claim/signing_key.hpp"

namespace otkel::printer_test {

using printer::Bytes;

inline const std::string kApplication = "NZ26-000123", kBlank = "C00000042", kPlate = "123ABC05";
inline constexpr std::uint8_t kPresent = 1;

inline core::Instant at(const char* iso) { return core::parse_iso(iso).value(); }
/// The secret half is `first` and 31 zeros.
inline printer::SigningKey key_of(std::uint8_t first) {
  std::array<std::uint8_t, 32> seed{};
  seed[0] = first;
  return printer::SigningKey::from_seed(seed);
}

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// An item of CBOR in the shortest form.
inline Bytes head(int major, std::uint64_t value) {
  const auto first = static_cast<std::uint8_t>(major << 5);
  if (value < 24) return {static_cast<std::uint8_t>(first | value)};
  Bytes out;
  const int width = value < 0x100 ? 1 : value < 0x10000 ? 2 : value < 0x100000000 ? 4 : 8;
  const int code = width == 1 ? 24 : width == 2 ? 25 : width == 4 ? 26 : 27;
  out.push_back(static_cast<std::uint8_t>(first | code));
  for (int i = width - 1; i >= 0; --i)
    out.push_back(static_cast<std::uint8_t>(value >> (8 * i) & 0xff));
  return out;
}
inline Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
inline Bytes number(std::uint64_t value) { return head(0, value); }
inline Bytes binary(const Bytes& value) { return head(2, value.size()) + value; }
inline Bytes text(const Bytes& value) { return head(3, value.size()) + value; }
inline Bytes text(std::string_view value) { return text(bytes_of(value)); }

inline std::uint64_t day(const char* date) {
  return static_cast<std::uint64_t>(
      std::chrono::sys_days(core::parse_date(date).value()).time_since_epoch().count());
}
inline std::uint64_t second(const char* iso) {
  return static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::seconds>(at(iso)).time_since_epoch().count());
}

inline Bytes sign(std::uint8_t first, const Bytes& message) {
  const auto made = key_of(first).sign(message);
  return {made.begin(), made.end()};
}

/// Every part of a token, so that any one of them can be another.
struct Parts {
  std::uint8_t signer = kPresent;
  Bytes tag{0xd2}, array{0x84}, unprotected{0xa0}, map{0xad}, behind_claims, behind_token,
      behind_header;
  Bytes header_front{0xa2, 0x01, 0x27, 0x04, 0x48};
  /// How the three byte strings of the envelope are written.
  std::function<Bytes(const Bytes&)> header = binary, payload = binary, signature = binary;
  std::function<Bytes(std::uint8_t, const Bytes&)> make = sign;
  std::vector<std::pair<Bytes, Bytes>> claims{{number(1), number(1)},
                                              {number(2), number(1)},
                                              {number(3), text(kApplication)},
                                              {number(4), text(kBlank)},
                                              {number(5), number(1)},
                                              {number(6), text(kPlate)},
                                              {number(7), text("120140000007")},
                                              {number(8), number(day("2026-11-30"))},
                                              {number(9), number(day("2026-11-30"))},
                                              {number(10), number(day("2026-12-30"))},
                                              {number(11), number(second("2026-11-30T05:00:00Z"))},
                                              {number(12), binary(Bytes(16, 0xab))},
                                              {number(13), binary({1, 2, 3, 4, 5, 6, 7, 8})}};
  Bytes& claim(std::size_t key) { return claims.at(key - 1).second; }
};

inline const std::string kBooking = "NZB26-000731";

/// The token of a no-fault slip.
inline Parts slip_parts() {
  Parts parts;
  parts.map = {0xaa};
  parts.claims = {{number(1), number(2)},
                  {number(2), number(1)},
                  {number(3), number(3)},
                  {number(4), text(kBooking)},
                  {number(5), number(1)},
                  {number(6), text(kPlate)},
                  {number(7), number(second("2026-11-30T01:00:00Z"))},
                  {number(8), number(second("2026-11-30T04:30:00Z"))},
                  {number(9), number(second("2026-11-30T05:00:00Z"))},
                  {number(10), binary(Bytes(16, 0xab))}};
  return parts;
}

inline std::string token_of(const Parts& parts) {
  const auto key = key_of(parts.signer);
  const auto id = key.id();
  const Bytes header = parts.header_front + Bytes(id.begin(), id.end()) + parts.behind_header;
  Bytes payload = parts.map;
  for (const auto& [name, value] : parts.claims) payload = payload + name + value;
  payload = payload + parts.behind_claims;
  const auto message =
      Bytes{0x84} + text("Signature1") + binary(header) + binary({}) + binary(payload);
  const auto made = parts.make(parts.signer, message);
  return printer::base41_encode(parts.tag + parts.array + parts.header(header) + parts.unprotected +
                                parts.payload(payload) + parts.signature(made) +
                                parts.behind_token);
}

/// Of the secret that belongs to key_of(first), with the neutral element for R: S is then the hash
/// times the secret, and the plain equation of Ed25519 holds.
inline Bytes sign_with_r_of_small_order(std::uint8_t first, const Bytes& message) {
  std::array<std::uint8_t, 32> seed{};
  seed[0] = first;
  std::array<std::uint8_t, 64> expanded{}, digest{}, wide{};
  crypto_hash_sha512(expanded.data(), seed.data(), seed.size());
  expanded[0] &= 248;
  expanded[31] = static_cast<std::uint8_t>((expanded[31] & 63) | 64);
  std::copy_n(expanded.begin(), 32, wide.begin());
  std::array<std::uint8_t, 32> secret{}, hash{}, s{};
  crypto_core_ed25519_scalar_reduce(secret.data(), wide.data());
  Bytes r(32, 0);
  r[0] = 1;
  const auto key = key_of(first).public_key();
  const Bytes hashed = Bytes(r) + Bytes(key.begin(), key.end()) + message;
  crypto_hash_sha512(digest.data(), hashed.data(), hashed.size());
  crypto_core_ed25519_scalar_reduce(hash.data(), digest.data());
  crypto_core_ed25519_scalar_mul(s.data(), hash.data(), secret.data());
  return r + Bytes(s.begin(), s.end());
}

inline std::string with_r_of_small_order() {
  Parts parts;
  parts.make = sign_with_r_of_small_order;
  return token_of(parts);
}

}  // namespace otkel::printer_test
