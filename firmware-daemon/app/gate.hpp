#pragma once
// A vehicle passed a gate: what the decision looks at is loaded here, and what it asks for is
// carried out. What a passage means is decided in core/gate.
#include "core/gate/external_permit.hpp"
#include "core/gate/passage_facts.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Errors: those of core::decide_passage, and of the moves that it asks for.
Result<void> take_passage(Context& context, const core::Passage& passage);

/// The supplement arrived after its truck had come in: the evidence of that entry counts.
Result<void> enter_late(Context& context, store::ApplicationRow& application,
                        const core::Stay& stay);

/// The held vehicle's blank is back: its stay ends.
Result<void> release_held(Context& context, const core::Stay& stay);

/// What the centre's revocation means for the application's number (I10).
Result<void> revoke(Context& context, const std::string& application_no, const std::string& reason);

/// A permit from outside the pilot, for the stay of the vehicle that is open. Errors: those
/// of core::record_external.
Result<core::ExternalPermitRecorded> record_external(Context& context, const std::string& plate,
                                                     const core::StatedPermit& stated);

/// The make that the gate's camera saw, where the application waits because it differs from the
/// card's; empty if the camera's record is gone. Nothing: no make is in doubt.
std::optional<std::string> make_in_doubt(Context& context,
                                         const store::ApplicationRow& application);
/// Errors: those of core::set_make_aside.
Result<core::MakeSetAside> set_make_aside(Context& context, store::ApplicationRow& application,
                                          const std::string& reason);

}  // namespace otkel::app
