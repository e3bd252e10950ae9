// Help and incidents.
#include "firmware-daemon/app/attend.hpp"

#include <algorithm>

#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {
namespace {

bool caused_by(Context& c, const store::IncidentRow& incident, const core::Person& person) {
  std::string_view rest = incident.caused_by ? std::string_view(*incident.caused_by) : "";
  while (!rest.empty()) {
    const auto end = std::min(rest.find(", "), rest.size());
    if (core::same_person(person_of(c, std::string(rest.substr(0, end))), person)) return true;
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return false;
}

}  // namespace

void call_help(Context& c, const std::string& screen) {
  c.stores.requests.call_help(screen, c.now);
}

void answer_help(Context& c) { c.stores.requests.answer_help_calls(c.now); }

Result<store::IncidentRow> close_incident(Context& c, const std::string& incident_no,
                                          const std::string& note) {
  const auto found = core::read_reason(note, "say in words what was found", core::kLettersOfANote);
  if (!found) return std::unexpected(found.error());
  const auto incident = c.stores.incidents.find(incident_no);
  if (!incident) return fail(Code::incident_not_found, incident_no);
  if (incident->closed) return *incident;
  const auto whose = caused_by(c, *incident, person_of(c, officer_of(c)))
                         ? core::Situation::own
                         : core::Situation::of_another;
  if (auto may = authorise(c, core::Verb::close_incident, whose); !may)
    return std::unexpected(may.error());
  c.stores.incidents.close(incident_no, c.now, *found);
  record(c, core::IncidentClosed{incident_no, *found});
  return *c.stores.incidents.find(incident_no);
}

}  // namespace otkel::app
