// The second half of a trip. A truck that left by another checkpoint has no stay here: only the
// centre knows whether its exit is on record.
#include "core/gate/way_back.hpp"

namespace otkel::core {

Decision come_back(const Passage& p, const PassageFacts& facts, Instant now) {
  const auto& last = facts.last;
  const bool left = last && has_left(last->state);
  const bool before = left && last->came_back;
  Decision d;
  if (before && now - *last->came_back < kOnePassage) return d;
  VehicleCameBack fact{p.plate, {}, {}, before, p.evidence};
  if (left) fact.application_no = last->application_no;
  if (fact.application_no && facts.blank) fact.blank = facts.blank->number;
  d.add(fact);
  if (left) d.add(MoveStay{*last, StayEvent::come_back, {}});
  if (last && is_open(last->state))
    d.add(OpenIncident{IncidentKind::back_without_exit, p.plate,
                       "came from China, and no exit is on record"});
  if (fact.again)
    d.add(OpenIncident{IncidentKind::came_back_twice, fact.blank.value_or(p.plate),
                       p.plate + " came back from China a second time under one number"});
  return d;
}

}  // namespace otkel::core
