// Public keys of the QR.
#include <algorithm>

#include "base/codec/ed25519.hpp"
#include "base/codec/hash.hpp"
#include "sync/hub/app/permit/keys.hpp"

namespace otkel::hub {

core::Result<void> record_key(Context& context, const RecordKey& command, core::Instant now) {
  const auto at = checkpoint(context, command.site);
  if (!at) return std::unexpected(at.error());
  const auto key = codec::from_hex<32>(command.public_key);
  if (!key) return core::fail(core::Code::value_malformed, "$.public_key: expected 64 hex digits");
  if (!codec::is_sound_ed25519_key(*key))
    return core::fail(core::Code::value_malformed,
                      "$.public_key: no point of the curve, or one of small order, under which "
                      "anybody could sign; take the .pub file that `otkelctl keygen` wrote");
  SigningKeyRow row;
  row.site = (*at)->site;
  row.public_key = codec::to_hex(*key);
  row.key_id = codec::to_hex(codec::blake2b(*key)).substr(0, 16);
  row.added = now;
  auto& signing_keys = context.stores.signing_keys;
  const auto known = signing_keys.all();
  const auto same = std::ranges::find(known, row.public_key, &SigningKeyRow::public_key);
  if (same == known.end())
    signing_keys.put(row);
  else if (same->site != row.site)
    return core::fail(core::Code::number_taken, "that key belongs to " +
                                                    std::string(same->site.code()) +
                                                    "; every checkpoint signs with its own");
  return {};
}

std::vector<KeyView> signing_keys(Context& context) {
  std::vector<KeyView> views;
  for (const auto& row : context.stores.signing_keys.all()) {
    // Recorded before such keys were refused.
    const auto key = codec::from_hex<32>(row.public_key);
    if (!key || !codec::is_sound_ed25519_key(*key)) continue;
    views.push_back({row.site, row.public_key, row.key_id, row.added});
  }
  return views;
}

}  // namespace otkel::hub
