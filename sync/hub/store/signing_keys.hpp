#pragma once
// The public keys of the checkpoints' QR codes.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct SigningKeyRow {
  core::Site site;
  std::string public_key;  ///< 64 hex digits
  std::string key_id;      ///< 16 hex digits: the start of the key's BLAKE2b-256
  core::Instant added{};
  /// When its signatures count (docs/adr/0059); absent: not limited.
  std::optional<core::Instant> from, until, withdrawn;
  std::optional<std::string> limited_by, limited_reason;  ///< of `until` or `withdrawn`
  static constexpr auto fields() {
    using R = SigningKeyRow;
    return std::tuple{core::field("site", &R::site),
                      core::field("public_key", &R::public_key),
                      core::field("key_id", &R::key_id),
                      core::field("added", &R::added),
                      core::field("from", &R::from),
                      core::field("until", &R::until),
                      core::field("withdrawn", &R::withdrawn),
                      core::field("limited_by", &R::limited_by),
                      core::field("limited_reason", &R::limited_reason)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class SigningKeys {
 public:
  explicit SigningKeys(sql::Session& db) : db_(db) {}
  /// Does nothing if the public key is known already.
  void put(const SigningKeyRow& row);
  /// Writes until, withdrawn and who limited it why.
  void limit(const SigningKeyRow& row);
  std::optional<SigningKeyRow> find(const std::string& public_key);
  std::vector<SigningKeyRow> all();

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
