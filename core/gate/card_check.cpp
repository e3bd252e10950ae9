// A camera's report of the make is a hint of another vehicle, no more.
#include "core/gate/card_check.hpp"

#include "core/plate/vehicle_make.hpp"
#include "core/value/words.hpp"

namespace otkel::core {
namespace {

bool on_card(const ApplicationFacts& application, const std::optional<CardFacts>& card) {
  return card && card->bin == application.bin;
}

bool set_aside(const ApplicationFacts& application, const std::string& make_seen) {
  return application.make_set_aside &&
         plain_make(*application.make_set_aside) == plain_make(make_seen);
}

}  // namespace

std::optional<OpenIncident> card_fault(const ApplicationFacts& application,
                                       const std::optional<CardFacts>& card,
                                       const std::string& make_seen) {
  if (!on_card(application, card))
    return OpenIncident{IncidentKind::vehicle_not_on_card, application.application_no,
                        application.plate + " is on no permit card of the applicant"};
  if (!same_make(card->make, make_seen) && !set_aside(application, make_seen))
    return OpenIncident{IncidentKind::make_mismatch, application.application_no,
                        "the card says " + card->make + ", the camera saw " + make_seen};
  return std::nullopt;
}

Result<MakeSetAside> set_make_aside(const ApplicationFacts& application, bool card_matches,
                                    const std::optional<CardFacts>& card,
                                    const std::string& make_seen, std::string_view reason) {
  const auto why = read_reason(reason, "say what you saw of the vehicle");
  if (!why) return std::unexpected(why.error());
  if (application.state != ApplicationState::at_checkpoint)
    return fail(Code::application_wrong_state,
                application.application_no + " is " + std::string(word(application.state)) +
                    ": its vehicle does not stand here to be looked at");
  if (card_matches)
    return fail(Code::application_wrong_state,
                application.application_no + ": the vehicle matches its card already");
  if (!on_card(application, card))
    return fail(Code::plate_mismatch, application.plate +
                                          " is on no permit card of the applicant; only the "
                                          "make that a camera saw can be set aside");
  return MakeSetAside{application.application_no, application.plate, card->make, make_seen, *why};
}

}  // namespace otkel::core
