// A carrier and its admission certificate.
#include "core/value/bin_iin.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

core::Result<Recorded> record_carrier(Context& context, core::CarrierRecorded carrier,
                                      core::Instant now) {
  if (auto checked = all_of({canonical<core::BinIin>(carrier.bin, "bin"),
                             filled(carrier.name, "name"), filled(carrier.address, "address"),
                             is_date_or_empty(carrier.certificate_until, "certificate_until")});
      !checked)
    return std::unexpected(checked.error());
  if (context.stores.carriers.put(carrier) == Stored::unchanged) return Recorded{0, 1, {}};
  publish_to_all(context, core::Actor::hub(), now, carrier);
  auto formed = retry_supplements(context, {.bin = carrier.bin, .plate = {}}, now);
  if (!formed) return std::unexpected(formed.error());
  return Recorded{1, 0, std::move(*formed)};
}

}  // namespace otkel::hub
