#pragma once
// What an officer attends to besides permits: calls for help and incidents.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

void call_help(Context& context, const std::string& screen);
void answer_help(Context& context);

/// Never by one of those whose act opened it. `note`: what was found. Errors: incident_not_found,
/// reason_missing (core::kLettersOfANote), own_incident, forbidden.
Result<store::IncidentRow> close_incident(Context& context, const std::string& incident_no,
                                          const std::string& note);

}  // namespace otkel::app
