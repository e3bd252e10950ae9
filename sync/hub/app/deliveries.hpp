#pragma once
// Blanks on their way to a checkpoint. A range goes out once, to one checkpoint.
#include "core/value/fields.hpp"
#include "sync/hub/app/context.hpp"
#include "sync/hub/store/blanks.hpp"

namespace otkel::hub {

struct DispatchBlanks {
  std::string site, batch, first;
  std::int64_t count = 0;
  static constexpr auto fields() {
    using C = DispatchBlanks;
    return std::tuple{core::field("site", &C::site), core::field("batch", &C::batch),
                      core::field("first", &C::first), core::field("count", &C::count)};
  }
};

/// Errors: blank_number_malformed (not the checkpoint's pattern, or the digits run out),
/// value_malformed (count), number_taken (the batch), batch_overlaps.
core::Result<DeliveryRow> dispatch_blanks(Context& context, const DispatchBlanks& command,
                                          core::Instant now);

struct RecordKey {
  std::string site, public_key;
  static constexpr auto fields() {
    return std::tuple{core::field("site", &RecordKey::site),
                      core::field("public_key", &RecordKey::public_key)};
  }
};

/// The Ed25519 key with which a checkpoint signs its QR, as 64 hex digits; never removed, because
/// what was printed with it stays in people's hands. Errors: value_malformed; number_taken where
/// another checkpoint has that key.
core::Result<void> record_key(Context& context, const RecordKey& command, core::Instant now);

}  // namespace otkel::hub
