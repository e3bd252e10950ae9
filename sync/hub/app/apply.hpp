#pragma once
// One function per fact of a checkpoint's log. Internal to the projection; inside a transaction.
#include "core/fact/event.hpp"
#include "core/fact/event_record.hpp"
#include "sync/hub/app/context.hpp"

namespace otkel::hub {

/// What is being applied.
struct Applying {
  Context& context;
  const core::EventRecord& record;
  core::Instant now{};  ///< of the hub; the checkpoint's time is record.at
};

core::Result<void> apply_fact(const Applying& in, const core::BookingConfirmed& fact);
core::Result<void> apply_fact(const Applying& in, const core::BookingMoved& fact);
core::Result<void> apply_fact(const Applying& in, const core::VehicleEntered& fact);
core::Result<void> apply_fact(const Applying& in, const core::VehicleTurnedBack& fact);
core::Result<void> apply_fact(const Applying& in, const core::VehicleCameBack& fact);
core::Result<void> apply_fact(const Applying& in, const core::BlanksReceived& fact);
core::Result<void> apply_fact(const Applying& in, const core::NumberAllocated& fact);
core::Result<void> apply_fact(const Applying& in, const core::PrintEnded& fact);
core::Result<void> apply_fact(const Applying& in, const core::PermitIssued& fact);
core::Result<void> apply_fact(const Applying& in, const core::PermitRedeemed& fact);
core::Result<void> apply_fact(const Applying& in, const core::BlankEnded& fact);
core::Result<void> apply_fact(const Applying& in, const core::IncidentOpened& fact);
core::Result<void> apply_fact(const Applying& in, const core::IncidentClosed& fact);
core::Result<void> apply_fact(const Applying& in, const core::ApplicationClosed& fact);
core::Result<void> apply_fact(const Applying& in, const core::ClockJumped& fact);

/// Notes what should not be and goes on: the checkpoint's word about the physical world stands.
void alarm(const Applying& in, core::Error error, const std::string& subject);
void incident(const Applying& in, std::string kind, std::string subject, std::string detail);

}  // namespace otkel::hub
