#pragma once
// What is kept of an officer's password beside the log, and how the log names it (ADR 0052).
#include <string>
#include <string_view>

#include "core/value/fields.hpp"

namespace otkel::core {

/// Salt and hash lie in a table from which they can be erased; the fact carries the commitment.
struct OfficerSecret {
  std::string commitment;  ///< "commit:" and 64 hex digits, see base/codec/commitment.hpp
  std::string salt;        ///< 64 hex digits, drawn for this commitment alone
  std::string hash;        ///< argon2id, encoded
  static constexpr auto fields() {
    using S = OfficerSecret;
    return std::tuple{field("commitment", &S::commitment), field("salt", &S::salt),
                      field("hash", &S::hash)};
  }
};

inline constexpr std::string_view kCommitment = "commit:";

/// Of OfficerRecorded::password_hash. False: an older version wrote the argon2id hash itself into
/// the log, where it stays; it is good until the officer has a new password.
inline bool is_commitment(std::string_view password_hash) {
  return password_hash.starts_with(kCommitment);
}

}  // namespace otkel::core
