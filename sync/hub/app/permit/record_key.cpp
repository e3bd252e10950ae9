// Public keys of the QR.
#include <algorithm>

#include "base/codec/ed25519.hpp"
#include "base/codec/hash.hpp"
#include "core/value/text.hpp"
#include "core/value/words.hpp"
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

KeyView view_of(const SigningKeyRow& row) {
  return {.site = row.site,
          .public_key = row.public_key,
          .key_id = row.key_id,
          .added = row.added,
          .from = row.from,
          .until = row.until,
          .withdrawn = row.withdrawn};
}

/// Puts the earlier of both into `kept`.
core::Result<void> bring_forward(std::optional<core::Instant>& kept,
                                 const std::optional<core::Instant>& wanted,
                                 const std::string& field) {
  if (!wanted) return {};
  if (kept && *kept < *wanted)
    return core::fail(core::Code::value_malformed,
                      "$." + field + ": the key has ended at " + core::to_iso(*kept) +
                          " already; an end moves only to an earlier time");
  kept = wanted;
  return {};
}

}  // namespace

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
  row.from = command.from;
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

core::Result<KeyView> limit_key(Context& context, const std::string& public_key,
                                const LimitKey& command, core::Instant now) {
  using core::Code;
  if (auto given = filled(command.by, "by"); !given) return std::unexpected(given.error());
  const auto why =
      core::read_reason(command.reason, "$.reason: the end of a key says why in words");
  if (!why) return std::unexpected(why.error());
  if (auto fits = filled(*why, "reason"); !fits) return std::unexpected(fits.error());
  if (!command.until && !command.withdrawn)
    return core::fail(Code::field_missing, "$.until or $.withdrawn: when does the key end?");
  if (command.withdrawn && *command.withdrawn > now)
    return core::fail(Code::value_malformed,
                      "$.withdrawn: in the future; a key that is not trusted ends now, one that is "
                      "replaced has an end in `until`");
  auto row = context.stores.signing_keys.find(core::lower_ascii(public_key));
  if (!row) return core::fail(Code::not_found, "no such key; GET /api/v1/keys has them all");
  if (auto ok = bring_forward(row->until, command.until, "until"); !ok)
    return std::unexpected(ok.error());
  if (auto ok = bring_forward(row->withdrawn, command.withdrawn, "withdrawn"); !ok)
    return std::unexpected(ok.error());
  row->limited_by = command.by;
  row->limited_reason = *why;
  context.stores.signing_keys.limit(*row);
  return view_of(*row);
}

std::vector<KeyView> signing_keys(Context& context) {
  std::vector<KeyView> views;
  for (const auto& row : context.stores.signing_keys.all()) {
    // Recorded before such keys were refused.
    const auto key = codec::from_hex<32>(row.public_key);
    if (!key || !codec::is_sound_ed25519_key(*key)) continue;
    views.push_back(view_of(row));
  }
  return views;
}

}  // namespace otkel::hub
