// Ed25519 by libsodium, and the key file.
#include "printer/claim/signing_key.hpp"

#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/codec/ed25519.hpp"
#include "base/codec/hash.hpp"
#include "base/files/durable.hpp"
#include "base/files/text.hpp"

namespace otkel::printer {
namespace {

using core::Code;

void start_sodium() {
  [[maybe_unused]] const int started = sodium_init();  // may be called again, by any thread
  assert(started >= 0);
}

std::string former_file(const std::string& path) { return path + ".former"; }

/// To the owner of the key, as whom the daemon reads it: renewing is often done as root.
core::Result<void> give_to_owner_of(const std::string& key, const std::string& path) {
  struct ::stat owner{};
  if (::stat(key.c_str(), &owner) != 0) return files::io_error("cannot look at", key);
  if (::chown(path.c_str(), owner.st_uid, owner.st_gid) != 0)
    return files::io_error("cannot set the owner of", path);
  return {};
}

}  // namespace

KeyId key_id(const PublicKey& key) {
  const auto hash = codec::blake2b(key);
  KeyId id{};
  std::memcpy(id.data(), hash.data(), id.size());
  return id;
}

core::Result<PublicKey> public_key_of_hex(std::string_view hex) {
  const auto bytes = codec::from_hex<32>(hex);
  if (!bytes)
    return core::fail(Code::value_malformed, "a public key is 64 hex digits, found " +
                                                 std::to_string(hex.size()) + " characters");
  if (!codec::is_sound_ed25519_key(*bytes))
    return core::fail(Code::value_malformed,
                      "these digits are no public key of Ed25519: no point of the curve, or one of "
                      "small order, under which anybody could sign");
  return *bytes;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
  start_sodium();
  SigningKey key;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed.data());
  return key;
}

core::Result<SigningKey> SigningKey::load(const std::string& path) {
  auto hex = files::read_text(path, files::OpenTo::owner);
  if (!hex) return std::unexpected(hex.error());
  auto seed = codec::from_hex<32>(*hex);
  sodium_memzero(hex->data(), hex->size());
  if (!seed)
    return core::fail(Code::config_invalid,
                      path + ": expected the 64 hex digits of an Ed25519 seed");
  SigningKey key = from_seed(*seed);
  sodium_memzero(seed->data(), seed->size());
  return key;
}

core::Result<SigningKey> SigningKey::generate(const std::string& path) {
  start_sodium();
  std::array<std::uint8_t, 32> seed{};
  randombytes_buf(seed.data(), seed.size());
  std::string hex = codec::to_hex(seed) + "\n";
  const auto written = files::write_new(path, hex, 0400);
  sodium_memzero(hex.data(), hex.size());
  if (!written) return std::unexpected(written.error());
  SigningKey key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

core::Result<SigningKey> SigningKey::renew(const std::string& path) {
  const auto old = load(path);
  if (!old) return std::unexpected(old.error());
  auto former = former_keys(path);
  if (!former) return std::unexpected(former.error());
  if (std::ranges::find(*former, old->public_key()) == former->end())
    former->push_back(old->public_key());
  std::string lines;
  for (const auto& key : *former) lines += codec::to_hex(key) + "\n";
  if (const auto kept = files::write_safely(former_file(path), lines); !kept)
    return std::unexpected(kept.error());
  if (const auto given = give_to_owner_of(path, former_file(path)); !given)
    return std::unexpected(given.error());
  // A file of this name is what an interrupted call has left; nothing was signed with it.
  const std::string fresh = path + ".new";
  std::filesystem::remove(fresh);
  auto key = generate(fresh);
  if (!key) return key;
  if (const auto given = give_to_owner_of(path, fresh); !given)
    return std::unexpected(given.error());
  if (std::rename(fresh.c_str(), path.c_str()) != 0)
    return files::io_error("cannot put the new key into the place of", path);
  if (const auto synced = files::sync_folder_of(path); !synced)
    return std::unexpected(synced.error());
  return key;
}

core::Result<std::vector<PublicKey>> former_keys(const std::string& path) {
  std::vector<PublicKey> keys;
  if (!std::filesystem::exists(former_file(path))) return keys;
  std::ifstream file(former_file(path));
  if (!file) return core::fail(Code::config_invalid, former_file(path) + ": cannot be read");
  for (std::string line; std::getline(file, line);) {
    const auto key = public_key_of_hex(line);
    if (!key)
      return core::fail(Code::config_invalid, former_file(path) + ": " + key.error().detail);
    keys.push_back(*key);
  }
  return keys;
}

std::string SigningKey::public_hex() const { return codec::to_hex(public_); }

Signature SigningKey::sign(std::span<const std::uint8_t> message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

}  // namespace otkel::printer
