// the fee is one MCI in force on the day of payment, not of application.
#include "core/value/rule_pack.hpp"

namespace otkel::core {

Result<Money> fee_on(const RulePack& pack, LocalDate day_of_payment) {
  const MciStep* in_force = nullptr;
  for (const MciStep& step : pack.mci)
    if (step.from <= day_of_payment) in_force = &step;
  if (in_force == nullptr)
    return fail(Code::rule_pack_invalid,
                "rule pack " + pack.version + " has no MCI for " + to_iso(day_of_payment));
  return in_force->amount;
}

}  // namespace otkel::core
