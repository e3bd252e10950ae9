// "commit:" and BLAKE2b-256 of "otkel-password-1;", the salt and the hash.
#include "base/codec/commitment.hpp"

#include "base/codec/hash.hpp"

namespace otkel::codec {
namespace {

constexpr std::string_view kPurpose = "otkel-password-1;";
constexpr std::size_t kDigits = 64;

std::string commitment_of(const CommitmentSalt& salt, std::string_view hash) {
  // The salt has one length, so no other salt and hash make the same bytes.
  std::string bytes(kPurpose);
  bytes.append(salt.begin(), salt.end());
  bytes += hash;
  return std::string(core::kCommitment) + blake2b_hex(bytes);
}

}  // namespace

core::OfficerSecret commit_to(const std::string& hash, const CommitmentSalt& salt) {
  return {commitment_of(salt, hash), to_hex(salt), hash};
}

bool is_whole_commitment(std::string_view text) {
  return core::is_commitment(text) && is_hex(text.substr(core::kCommitment.size()), kDigits);
}

bool opens(const core::OfficerSecret& secret) {
  const auto salt = from_hex<std::tuple_size_v<CommitmentSalt>>(secret.salt);
  return salt && secret.commitment == commitment_of(*salt, secret.hash);
}

}  // namespace otkel::codec
