// What the officer typed, made canonical.
#include "firmware-daemon/app/external_permit.hpp"

#include "core/value/paper_text.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/gate.hpp"

namespace otkel::app {

Result<core::ExternalPermitRecorded> record_external_permit(Context& c,
                                                            const ExternalPermit& shown) {
  const auto plate = core::PlateNumber::parse(shown.plate);
  if (!plate) return std::unexpected(plate.error());
  const auto stated = core::PlateNumber::parse(shown.stated_plate);
  if (!stated) return std::unexpected(stated.error());
  const core::StatedPermit permit{core::trimmed(shown.number), stated->str(),
                                  core::trimmed(shown.stated_make)};
  for (const auto& text : {permit.number, permit.make})
    if (auto fits = core::check_paper_text(text); !fits) return std::unexpected(fits.error());
  if (auto may = authorise(c, core::Verb::record_external); !may)
    return std::unexpected(may.error());
  return record_external(c, plate->str(), permit);
}

}  // namespace otkel::app
