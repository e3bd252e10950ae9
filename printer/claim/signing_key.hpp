#pragma once
// The Ed25519 key a checkpoint signs its claims with.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::printer {

using PublicKey = std::array<std::uint8_t, 32>;
using KeyId = std::array<std::uint8_t, 8>;
using Signature = std::array<std::uint8_t, 64>;

/// The first 8 bytes of BLAKE2b-256 of the public key. A hint which key to try, not a secret.
KeyId key_id(const PublicKey& key);
/// 64 hex digits of a sound key (base/codec/ed25519.hpp). Errors: value_malformed.
core::Result<PublicKey> public_key_of_hex(std::string_view hex);

/// Holds the secret half in memory and wipes it at the end. Copies are allowed: threads get their
/// own.
class SigningKey {
 public:
  /// The file holds the 32-byte seed as 64 hex digits and must be readable by its owner only.
  /// Errors: config_invalid (absent, wrong mode or content).
  static core::Result<SigningKey> load(const std::string& path);
  /// Draws a new seed, writes it to `path` (mode 0400) and loads it. Errors: io_failed, also if
  /// the file is there already: a key is never overwritten.
  static core::Result<SigningKey> generate(const std::string& path);
  /// Puts a new key into the place of the one in the file, whose public half goes to the end of
  /// "<path>.former" first: cut off at any point, the file holds the old key or the new one, and a
  /// sheet of either is known. Both files belong to the old one's owner. Errors: those of load,
  /// io_failed.
  static core::Result<SigningKey> renew(const std::string& path);
  static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);

  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;
  ~SigningKey();

  const PublicKey& public_key() const noexcept { return public_; }
  std::string public_hex() const;
  KeyId id() const { return key_id(public_); }
  Signature sign(std::span<const std::uint8_t> message) const;

 private:
  SigningKey() = default;
  PublicKey public_{};
  std::array<std::uint8_t, 64> secret_{};
};

/// The public halves of the keys that were in this file before, oldest first: "<path>.former", a
/// line each. None where there is no such file. Errors: config_invalid.
core::Result<std::vector<PublicKey>> former_keys(const std::string& path);

}  // namespace otkel::printer
