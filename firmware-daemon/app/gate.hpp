#pragma once
// A vehicle passed a gate: what the decision looks at is loaded here, and what it asks for is
// carried out. What a passage means is decided in core/gate.
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

}  // namespace otkel::app
