#pragma once
// One function per fact of a checkpoint's log about applications, blanks and permits. Internal to
// the projection; inside a transaction.
#include "core/fact/event.hpp"
#include "sync/hub/app/service/applying.hpp"

namespace otkel::hub {

core::Result<void> apply_fact(const Applying& in, const core::VehicleEntered& fact);
core::Result<void> apply_fact(const Applying& in, const core::VehicleTurnedBack& fact);
core::Result<void> apply_fact(const Applying& in, const core::VehicleCameBack& fact);
core::Result<void> apply_fact(const Applying& in, const core::ApplicationClosed& fact);
core::Result<void> apply_fact(const Applying& in, const core::BlanksReceived& fact);
core::Result<void> apply_fact(const Applying& in, const core::NumberAllocated& fact);
core::Result<void> apply_fact(const Applying& in, const core::PrintEnded& fact);
core::Result<void> apply_fact(const Applying& in, const core::DocumentEnded& fact);
core::Result<void> apply_fact(const Applying& in, const core::PermitIssued& fact);
core::Result<void> apply_fact(const Applying& in, const core::PermitRedeemed& fact);
core::Result<void> apply_fact(const Applying& in, const core::BlankEnded& fact);

}  // namespace otkel::hub
