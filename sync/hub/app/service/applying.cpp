// Alarms and incidents about what a checkpoint reported.
#include "sync/hub/app/service/applying.hpp"

namespace otkel::hub {

void alarm(const Applying& in, const core::Error& error, const std::string& subject) {
  in.context.stores.incidents.alarm(in.record.site, error, subject, in.now);
}

void incident(const Applying& in, core::IncidentKind kind, std::string subject,
              std::string detail) {
  open_incident(in.context, in.record.site, {kind, std::move(subject), std::move(detail)}, in.now);
}

}  // namespace otkel::hub
