#pragma once
// A fact of a checkpoint's log that is being read into the hub's tables, and what is noted beside
// it. Internal to the projection; inside a transaction.
#include "core/fact/event_record.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// What is being applied.
struct Applying {
  Context& context;
  const core::EventRecord& record;
  core::Instant now{};  ///< of the hub; the checkpoint's time is record.at
};

/// Notes what should not be and goes on: the checkpoint's fact about the physical world stands.
void alarm(const Applying& in, const core::Error& error, const std::string& subject);
void incident(const Applying& in, core::IncidentKind kind, std::string subject, std::string detail);

}  // namespace otkel::hub
