#pragma once
// One function per fact of a checkpoint's log about bookings, incidents and the machine. Internal
// to the projection; inside a transaction.
#include "core/fact/event.hpp"
#include "sync/hub/app/service/applying.hpp"

namespace otkel::hub {

core::Result<void> apply_fact(const Applying& in, const core::BookingConfirmed& fact);
core::Result<void> apply_fact(const Applying& in, const core::BookingMoved& fact);
core::Result<void> apply_fact(const Applying& in, const core::IncidentOpened& fact);
core::Result<void> apply_fact(const Applying& in, const core::IncidentClosed& fact);
core::Result<void> apply_fact(const Applying& in, const core::ClockJumped& fact);

}  // namespace otkel::hub
