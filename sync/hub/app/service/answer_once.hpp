#pragma once
// A repeated request gets the answer that was given and is not carried out again.
#include <functional>

#include "ledger/answers.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// ledger::Answers::once() of this hub. Inside facts.commit(), which must be undone, or the
/// attempt() inside it, if this refuses.
core::Result<ledger::Answer> answer_once(
    Context& context, const ledger::IdempotentRequest& asked, core::Instant now,
    const std::function<core::Result<ledger::Answer>()>& carry_out);

}  // namespace otkel::hub
