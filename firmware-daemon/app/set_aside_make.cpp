// The hint goes, with its incident.
#include "firmware-daemon/app/set_aside_make.hpp"

#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/gate.hpp"

namespace otkel::app {
namespace {

/// Of that make and that application; what the reason says is the note.
void close_reports(Context& c, const core::MakeSetAside& fact) {
  const auto kind = core::word(core::IncidentKind::make_mismatch);
  for (const auto& incident : c.stores.incidents.open()) {
    if (incident.kind != kind || incident.subject != fact.application_no) continue;
    const auto note = "the officer looked at the vehicle: " + fact.reason;
    c.stores.incidents.close(incident.incident_no, c.now, note);
    record(c, core::IncidentClosed{incident.incident_no, note});
  }
}

}  // namespace

Result<void> set_aside_make(Context& c, const std::string& application_no,
                            const std::string& reason) {
  auto application = load_application(c, application_no);
  if (!application) return std::unexpected(application.error());
  if (auto may = authorise(c, core::Verb::set_make_aside); !may) return may;
  const auto fact = set_make_aside(c, *application, reason);
  if (!fact) return std::unexpected(fact.error());
  close_reports(c, *fact);
  return {};
}

}  // namespace otkel::app
