// a closed list of checkpoints. R-14: the fee is one MCI in force on the day of payment, not
// of application.
#include "core/value/rule_pack.hpp"

#include <algorithm>

#include "core/value/dated.hpp"

namespace otkel::core {

Result<void> permits_given_at(const RulePack& pack, const Site& site) {
  if (std::ranges::find(pack.permit_sites, site) != pack.permit_sites.end()) return {};
  std::string all;
  for (const auto& one : pack.permit_sites)
    all += (all.empty() ? "" : ", ") + std::string(one.code());
  return fail(Code::not_a_permit_site, "R-08: permits are given at " + all + ", not at " +
                                           std::string(site.code()) + " (rule pack " +
                                           pack.version + ")");
}

Result<Money> fee_on(const RulePack& pack, LocalDate day_of_payment) {
  const auto* in_force = step_on(pack.mci, day_of_payment);
  if (in_force == nullptr)
    return fail(Code::rule_pack_invalid,
                "rule pack " + pack.version + " has no MCI for " + to_iso(day_of_payment));
  return in_force->amount;
}

}  // namespace otkel::core
