// A camera's report of the make is a hint of another vehicle, no more.
#include "core/gate/card_check.hpp"

#include "core/value/text.hpp"

namespace otkel::core {

bool make_agrees(std::string_view card_make, std::string_view seen) {
  const auto reported = lower_ascii(seen);
  if (reported.empty() || reported == "unknown" || reported == "other") return true;
  return lower_ascii(card_make) == reported;
}

std::optional<OpenIncident> card_fault(const ApplicationFacts& application,
                                       const std::optional<CardFacts>& card,
                                       const std::string& make_seen) {
  if (!card || card->bin != application.bin)
    return OpenIncident{IncidentKind::vehicle_not_on_card, application.application_no,
                        application.plate + " is on no permit card of the applicant"};
  if (!make_agrees(card->make, make_seen))
    return OpenIncident{IncidentKind::make_mismatch, application.application_no,
                        "the card says " + card->make + ", the camera saw " + make_seen};
  return std::nullopt;
}

}  // namespace otkel::core
