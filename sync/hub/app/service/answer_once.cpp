// The hub's table of answers.
#include "sync/hub/app/service/answer_once.hpp"

namespace otkel::hub {

core::Result<ledger::Answer> answer_once(
    Context& context, const ledger::IdempotentRequest& asked, core::Instant now,
    const std::function<core::Result<ledger::Answer>()>& carry_out) {
  return context.stores.answers.once(asked, now, carry_out);
}

}  // namespace otkel::hub
