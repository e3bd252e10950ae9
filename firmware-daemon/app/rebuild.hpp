#pragma once
// The tables made to say what the own log says: after events came back that this database had lost,
// and to check that tables and log still agree. A fact is carried over as it was decided; nothing
// is decided again, nothing is written to the log.
#include "core/fact/event_record.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Carries one own event over into the tables; what the hub's facts know (applications, portal
/// bookings, deliveries) must be there. Twice is once. Errors: number_taken if a number that the
/// event gives to one application belongs to another one here; *_not_found, event_malformed; those
/// of the database.
Result<void> carry_over(Context& context, const core::EventRecord& record);

/// The own log shows that since then the vehicle of the application was not the one on its card:
/// for entries whose fact does not say it.
bool card_fault_reported(Context& context, const std::string& application_no, Instant since);

}  // namespace otkel::app
