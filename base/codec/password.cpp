// The encoded form is libsodium's own, so that a hash says with which cost it was made.
#include "base/codec/password.hpp"

#include <sodium.h>

namespace otkel::codec {
namespace {

constexpr std::size_t kMemoryKib = 19 * 1024;
constexpr unsigned long long kPasses = 2;

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  out.pop_back();
  return out;
}

}  // namespace

core::Result<std::string> hash_password(const std::string& password, const PasswordSalt& salt) {
  static_assert(crypto_pwhash_SALTBYTES == std::tuple_size_v<PasswordSalt>);
  std::array<unsigned char, 32> hash{};
  if (crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(),
                    kPasses, kMemoryKib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return core::fail(core::Code::internal, "not enough memory to hash a password");
  return "$argon2id$v=19$m=" + std::to_string(kMemoryKib) + ",t=" + std::to_string(kPasses) +
         ",p=1$" + base64(salt.data(), salt.size()) + "$" + base64(hash.data(), hash.size());
}

bool password_fits(const std::string& encoded, const std::string& password) {
  return crypto_pwhash_str_verify(encoded.c_str(), password.data(), password.size()) == 0;
}

}  // namespace otkel::codec
