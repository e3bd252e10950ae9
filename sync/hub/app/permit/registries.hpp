#pragma once
// What eligibility for a permit is decided on: carriers, permit cards, misuse (R-05, R-17, R-18,
// What changes is sent to every enrolled checkpoint; what is the same already is not
// sent again.
#include <vector>

#include "core/fact/event_hub.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/hub/app/service/recorded.hpp"

namespace otkel::hub {

/// Errors: bin_iin_malformed, field_missing, time_malformed.
core::Result<Recorded> record_carrier(Context& context, core::CarrierRecorded carrier,
                                      core::Instant now);

/// All or none. Errors: bin_iin_malformed, plate_malformed, field_missing, time_malformed; the
/// detail says which card of the list.
core::Result<Recorded> record_permit_cards(Context& context,
                                           std::vector<core::PermitCardRecorded> cards,
                                           core::Instant now);

/// Errors: bin_iin_malformed, time_malformed.
core::Result<Recorded> record_misuse(Context& context, core::MisuseRecorded fact,
                                     core::Instant now);

}  // namespace otkel::hub
