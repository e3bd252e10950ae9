// Help and incidents.
#include "firmware-daemon/app/attend.hpp"

namespace otkel::app {

void call_help(Context& c, const std::string& screen) {
  c.stores.requests.call_help(screen, c.now);
}

void answer_help(Context& c) { c.stores.requests.answer_help_calls(c.now); }

Result<store::IncidentRow> close_incident(Context& c, const std::string& incident_no,
                                          const std::string& note) {
  if (says_nothing(note)) return fail(Code::reason_missing, "say in words what was found");
  const auto incident = c.stores.incidents.find(incident_no);
  if (!incident) return fail(Code::incident_not_found, incident_no);
  if (!incident->closed) {
    c.stores.incidents.close(incident_no, c.now, note);
    record(c, core::IncidentClosed{incident_no, note});
  }
  return *c.stores.incidents.find(incident_no);
}

}  // namespace otkel::app
