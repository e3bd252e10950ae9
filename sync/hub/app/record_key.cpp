// Public keys of the QR.
#include <sodium.h>

#include <algorithm>

#include "sync/hub/app/deliveries.hpp"
#include "sync/hub/store/desk.hpp"

namespace otkel::hub {

core::Result<void> record_key(Context& context, const RecordKey& command, core::Instant now) {
  const auto at = checkpoint(context, command.site);
  if (!at) return std::unexpected(at.error());
  std::array<unsigned char, 32> key{};
  std::size_t length = 0;
  const char* end = nullptr;
  const auto& hex = command.public_key;
  if (hex.size() != 64 ||
      sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &length, &end) != 0 ||
      end != hex.data() + hex.size())
    return core::fail(core::Code::value_malformed, "$.public_key: expected 64 hex digits");
  std::array<unsigned char, 32> digest{};
  crypto_generichash(digest.data(), digest.size(), key.data(), key.size(), nullptr, 0);
  SigningKeyRow row;
  row.site = (*at)->site;
  row.public_key = to_hex(key.data(), key.size());
  row.key_id = to_hex(digest.data(), 8);
  row.added = now;
  return context.db.transact([&]() -> core::Result<void> {
    Desk desk(context.db);
    const auto known = desk.keys();
    const auto same = std::ranges::find(known, row.public_key, &SigningKeyRow::public_key);
    if (same == known.end())
      desk.put_key(row);
    else if (same->site != row.site)
      return core::fail(core::Code::number_taken, "that key belongs to " +
                                                      std::string(core::word(same->site)) +
                                                      "; every checkpoint signs with its own");
    return {};
  });
}

}  // namespace otkel::hub
