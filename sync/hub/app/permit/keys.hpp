#pragma once
// Public keys that prove the QR on a supplement.
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

struct RecordKey {
  std::string site, public_key;
  static constexpr auto fields() {
    return std::tuple{core::field("site", &RecordKey::site),
                      core::field("public_key", &RecordKey::public_key)};
  }
};

/// The Ed25519 key with which a checkpoint signs its QR, as 64 hex digits; never removed, because
/// what was printed with it stays in use. Errors: value_malformed, also for a point of
/// small order; number_taken if another checkpoint has that key.
core::Result<void> record_key(Context& context, const RecordKey& command, core::Instant now);

struct KeyView {
  core::Site site;
  std::string public_key;  ///< 64 hex digits
  std::string key_id;      ///< 16 hex digits: the start of the key's BLAKE2b-256
  core::Instant added{};
  static constexpr auto fields() {
    using V = KeyView;
    return std::tuple{core::field("site", &V::site), core::field("public_key", &V::public_key),
                      core::field("key_id", &V::key_id), core::field("added", &V::added)};
  }
};

/// All keys that were ever in use and can prove anything.
std::vector<KeyView> signing_keys(Context& context);

}  // namespace otkel::hub
