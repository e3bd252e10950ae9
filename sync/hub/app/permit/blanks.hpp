#pragma once
// Blanks on their way to a checkpoint. A range goes out once, to one checkpoint.
#include <optional>
#include <string>

#include "core/value/fields.hpp"
#include "sync/hub/app/service/context.hpp"

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

struct DeliveryView {
  std::string batch;
  core::Site site;
  std::string first;
  std::int64_t count = 0;
  core::Instant dispatched{};
  std::optional<core::Instant> received;
  static constexpr auto fields() {
    using V = DeliveryView;
    return std::tuple{
        core::field("batch", &V::batch),           core::field("site", &V::site),
        core::field("first", &V::first),           core::field("count", &V::count),
        core::field("dispatched", &V::dispatched), core::field("received", &V::received)};
  }
};

/// Errors: not_a_permit_site, blank_number_malformed (not the checkpoint's pattern, or the
/// digits run out), value_malformed (count), number_taken (the batch), batch_overlaps.
core::Result<DeliveryView> dispatch_blanks(Context& context, const DispatchBlanks& command,
                                           core::Instant now);

}  // namespace otkel::hub
