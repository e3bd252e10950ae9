// Ed25519 by libsodium, and the key file.
#include "printer/signing_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cstring>

#include "codec/hash.hpp"
#include "printer/files.hpp"

namespace otkel::printer {
namespace {

using core::Code;

void start_sodium() {
  [[maybe_unused]] const int started = sodium_init();  // may be called again, by any thread
  assert(started >= 0);
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
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return io_error("cannot open the signing key", path);
  struct stat about{};
  if (::fstat(file.get(), &about) != 0) return io_error("cannot look at the signing key", path);
  if ((about.st_mode & 077) != 0)
    return core::fail(Code::config_invalid, path +
                                                ": others may read this signing key; run chmod "
                                                "0400 on it, and make a new one if they have");
  std::array<char, 80> text{};
  const ssize_t got = ::read(file.get(), text.data(), text.size());
  if (got < 0) return io_error("cannot read the signing key", path);
  std::string_view hex(text.data(), static_cast<std::size_t>(got));
  if (hex.ends_with('\n')) hex.remove_suffix(1);
  auto seed = codec::from_hex<32>(hex);
  sodium_memzero(text.data(), text.size());
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
  std::array<char, 65> hex{};
  sodium_bin2hex(hex.data(), hex.size(), seed.data(), seed.size());
  hex.back() = '\n';
  const FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400));
  if (!file) return io_error("cannot make the signing key", path);
  const auto written = write_all(file.get(), {hex.data(), hex.size()}, path);
  sodium_memzero(hex.data(), hex.size());
  if (!written) return std::unexpected(written.error());
  if (::fsync(file.get()) != 0) return io_error("cannot sync the signing key", path);
  const auto synced = sync_folder_of(path);
  if (!synced) return std::unexpected(synced.error());
  SigningKey key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

std::string SigningKey::public_hex() const { return codec::to_hex(public_); }

Signature SigningKey::sign(std::span<const std::uint8_t> message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

}  // namespace otkel::printer
