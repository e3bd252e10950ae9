#pragma once
// The driver of a truck on the territory shows a permit from outside the pilot.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct ExternalPermit {
  std::string plate;                      ///< of the vehicle, as the checkpoint knows it
  std::string number;                     ///< of the permit
  std::string stated_plate, stated_make;  ///< what stands in it
};

/// Records it for the open stay and compares it with the permit card. A second one takes the
/// place of the first. Errors: those of authorise, plate_malformed, value_malformed,
/// page_has_unknown_glyphs, vehicle_not_on_territory, blank_wrong_state.
Result<core::ExternalPermitRecorded> record_external_permit(Context& context,
                                                            const ExternalPermit& shown);

}  // namespace otkel::app
