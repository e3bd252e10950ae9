// Which passage it is.
#include "core/gate/passage.hpp"

#include "core/gate/entry.hpp"
#include "core/gate/exit.hpp"
#include "core/gate/return_lane.hpp"
#include "core/gate/way_back.hpp"
#include "core/permit/blank_stock.hpp"

namespace otkel::core {
namespace {

Result<Decision> by_kind(const Passage& passage, const PassageFacts& facts, Instant now) {
  switch (kind_of(passage)) {
    case PassageKind::enter:
      return enter(passage, facts, now);
    case PassageKind::leave_late:
      return leave_late(passage, facts, now);
    case PassageKind::say_left:
      return say_left(passage, facts);
    case PassageKind::turn_back:
      return turn_back(passage, facts, now);
    case PassageKind::come_back:
      return come_back(passage, facts, now);
    case PassageKind::leave:
      break;
  }
  return leave(passage, facts, now);
}

}  // namespace

PassageKind kind_of(const Passage& passage) {
  switch (passage.role) {
    case CameraRole::gate_in:
      return PassageKind::enter;
    case CameraRole::return_lane:
      return PassageKind::turn_back;
    case CameraRole::entry_from_china:
      return PassageKind::come_back;
    case CameraRole::exit:
      break;
  }
  if (passage.evidence.grade == EvidenceGrade::officer_entry) return PassageKind::say_left;
  if (passage.evidence.grade == EvidenceGrade::camera_confirmed_late)
    return PassageKind::leave_late;
  return PassageKind::leave;
}

ApplicationOf application_of(PassageKind kind) {
  switch (kind) {
    case PassageKind::enter:
      return ApplicationOf::coming_vehicle;
    case PassageKind::leave:
      return ApplicationOf::stay_or_vehicle;
    case PassageKind::come_back:
      return ApplicationOf::last_stay;
    case PassageKind::turn_back:
      return ApplicationOf::stay_or_last;
    case PassageKind::leave_late:
    case PassageKind::say_left:
      break;
  }
  return ApplicationOf::stay;
}

Result<Decision> decide_passage(const Passage& passage, const PassageFacts& facts, Instant now) {
  auto decision = by_kind(passage, facts, now);
  if (!decision) return decision;
  // Rows that contradict each other refuse the passage as a whole: no number moves where its table
  // does not lead.
  for (const auto& step : decision->steps)
    if (const auto* blank = std::get_if<MoveBlank>(&step))
      if (auto moved = advance(facts.blank->state, blank->event); !moved)
        return std::unexpected(moved.error());
  return decision;
}

}  // namespace otkel::core
