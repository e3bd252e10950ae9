// Both orders of a revocation and a redemption.
#include "core/gate/revocation.hpp"

namespace otkel::core {

OpenIncident redeemed_wins(const std::string& blank, Revoked when) {
  return {IncidentKind::redeemed_vs_annulled, blank,
          when == Revoked::before_the_exit
              ? "left with a permit that the centre had revoked; redeemed wins"
              : "revoked by the centre after it was redeemed; redeemed wins"};
}

Decision revoke(const std::optional<BlankFacts>& blank, const std::string& reason) {
  Decision d;
  if (!blank) return d;
  if (blank->state == BlankState::redeemed)
    d.add(redeemed_wins(blank->number, Revoked::after_the_exit));
  else if (blank->state == BlankState::issued)
    d.add(OpenIncident{IncidentKind::revoked_while_issued, blank->number, reason});
  else if (!is_terminal(blank->state))
    d.add(MoveBlank{BlankEvent::annul, "revoked by the centre: " + reason,
                    EndCause::revoked_by_centre});
  return d;
}

}  // namespace otkel::core
