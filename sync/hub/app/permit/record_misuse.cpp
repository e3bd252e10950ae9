// A fact that stands against a carrier.
#include "core/value/bin_iin.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {

core::Result<Recorded> record_misuse(Context& context, core::MisuseRecorded fact,
                                     core::Instant now) {
  if (auto checked = all_of({canonical<core::BinIin>(fact.bin, "bin"), is_date(fact.on, "on")});
      !checked)
    return std::unexpected(checked.error());
  if (context.stores.misuse.put(fact) == Stored::unchanged) return Recorded{0, 1, {}};
  publish_to_all(context, core::Actor::hub(), now, fact);
  return Recorded{1, 0, {}};
}

}  // namespace otkel::hub
