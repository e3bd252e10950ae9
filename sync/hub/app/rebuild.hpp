#pragma once
// The hub's tables made to say what its own log says, after the checkpoints gave back events that
// its database had lost. A fact is carried over as it was decided; nothing is decided again.
#include "core/fact/event_record.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// Twice is once. Inside a transaction. What stood only in the lost database (form A1, the driver's
/// papers) is asked for again by an incident. Errors: number_taken if a number belongs to
/// somebody else here; *_not_found, event_malformed; those of the database.
core::Result<void> carry_over(Context& context, const core::EventRecord& record);

/// It gave a running number, which nobody else may get again.
bool gives_a_number(const core::Event& fact);

}  // namespace otkel::hub
