// The second half of a trip. A truck that left by another checkpoint has no stay here: only the
// centre knows whether its exit is on record.
#include "core/gate/way_back.hpp"

namespace otkel::core {
namespace {

bool is_one_passage(const PassageFacts& facts, Instant now) {
  const auto just_now = [&](const std::optional<Instant>& at) {
    return at && now - *at < kOnePassage;
  };
  return just_now(facts.seen_coming) || (facts.last && just_now(facts.last->came_back));
}

}  // namespace

Decision come_back(const Passage& p, const PassageFacts& facts, Instant now) {
  const auto& last = facts.last;
  Decision d;
  if (is_one_passage(facts, now)) return d;
  // A truck that came home and then comes from China without having left here has left by another
  // checkpoint since.
  const bool elsewhere = last && last->came_back && !facts.left_since;
  const bool left = last && has_left(last->state) && !elsewhere;
  const bool before = left && last->came_back;
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
