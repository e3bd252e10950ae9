#pragma once
// Public keys that prove the QR on a supplement.
#include <optional>
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

struct RecordKey {
  std::string site, public_key;
  std::optional<core::Instant> from;  ///< signatures of before do not count; absent: all do
  static constexpr auto fields() {
    return std::tuple{core::field("site", &RecordKey::site),
                      core::field("public_key", &RecordKey::public_key),
                      core::field("from", &RecordKey::from)};
  }
};

/// The Ed25519 key with which a checkpoint signs its QR, as 64 hex digits; never removed, because
/// what was printed with it stays in use. A key that is known already stays as it is. Errors:
/// value_malformed, also for a point of small order; number_taken if another checkpoint has that
/// key.
core::Result<void> record_key(Context& context, const RecordKey& command, core::Instant now);

/// The end of a key: planned, because a new one has begun (`until`), or because somebody else may
/// have it (`withdrawn`). At least one of the two.
struct LimitKey {
  std::optional<core::Instant> until, withdrawn;
  std::string reason, by;
  static constexpr auto fields() {
    using L = LimitKey;
    return std::tuple{core::field("until", &L::until), core::field("withdrawn", &L::withdrawn),
                      core::field("reason", &L::reason), core::field("by", &L::by)};
  }
};

struct KeyView {
  core::Site site;
  std::string public_key;  ///< 64 hex digits
  std::string key_id;      ///< 16 hex digits: the start of the key's BLAKE2b-256
  core::Instant added{};
  /// When its signatures count (docs/adr/0059); absent: not limited.
  std::optional<core::Instant> from, until, withdrawn;
  static constexpr auto fields() {
    using V = KeyView;
    return std::tuple{
        core::field("site", &V::site),          core::field("public_key", &V::public_key),
        core::field("key_id", &V::key_id),      core::field("added", &V::added),
        core::field("from", &V::from),          core::field("until", &V::until),
        core::field("withdrawn", &V::withdrawn)};
  }
};

/// Ends a key or withdraws it. An end once given moves only to an earlier time and is never taken
/// back: a verifier that has seen it may have refused a sheet. Errors: not_found; field_missing
/// without a time; value_malformed for a later end or one in the future that is called a
/// withdrawal; reason_missing.
core::Result<KeyView> limit_key(Context& context, const std::string& public_key,
                                const LimitKey& command, core::Instant now);

/// All keys that were ever in use and can prove anything.
std::vector<KeyView> signing_keys(Context& context);

}  // namespace otkel::hub
