// One camera role after the other.
#include "core/gate/presence.hpp"

namespace otkel::core {
namespace {

using W = Whereabouts;

/// `at` lies at most `limit` back. What lies ahead of now is a clock that was set, and no proof.
bool within(const std::optional<Instant>& at, Instant now, minutes limit) {
  return at && *at <= now && now - *at < limit;
}

bool open(const TruckRecord& r) { return r.stay && is_open(r.stay->state); }

/// On the territory, and nobody says otherwise.
bool inside(const TruckRecord& r) { return open(r) && !is_said_left(r.stay->state); }

/// A camera saw it come in, not so long ago that its exit may have been missed.
bool surely_inside(const TruckRecord& r, Instant now, const RulePack& pack) {
  return inside(r) && within(r.entered, now, pack.entry_proves);
}

/// Out to China and not back, by what a camera saw.
bool left(const TruckRecord& r) {
  return r.stay && r.stay->state == StayState::left && r.end_seen && r.stay->ended;
}

bool ended_here(const TruckRecord& r, StayState end, Instant now) {
  return r.stay && r.stay->state == end && within(r.stay->ended, now, kOnePassage);
}

/// It stood before our kiosk after it had left: it is back, whoever saw it.
bool checked_in_since(const TruckRecord& r, Instant left) {
  return r.queue && r.queue->checked_in && *r.queue->checked_in > left;
}

W at_gate(const TruckRecord& r, const CameraPosition& place, Instant now, const RulePack& pack) {
  if (r.queue && r.queue->state == BookingState::called && place.lane &&
      r.queue->lane == place.lane && within(r.queue->called, now, pack.call_proves))
    return W::awaited;
  if (inside(r) && within(r.entered, now, kOnePassage)) return W::passing;
  if (surely_inside(r, now, pack)) return W::elsewhere;
  if (left(r) && within(r.stay->ended, now, pack.exit_proves) &&
      !checked_in_since(r, *r.stay->ended))
    return W::elsewhere;
  return W::possible;
}

W at_exit(const TruckRecord& r, Instant now, const RulePack& pack) {
  if (!open(r)) return ended_here(r, StayState::left, now) ? W::passing : W::elsewhere;
  const bool about_to_leave = inside(r) && r.holds_blank && !is_held(r.stay->state);
  return about_to_leave && within(r.stay->entered, now, pack.entry_proves) ? W::awaited
                                                                           : W::possible;
}

W in_return_lane(const TruckRecord& r, Instant now, const RulePack& pack) {
  if (!open(r)) return ended_here(r, StayState::turned_back, now) ? W::passing : W::elsewhere;
  return inside(r) && within(r.stay->entered, now, pack.entry_proves) ? W::awaited : W::possible;
}

/// A truck that left by another checkpoint has no stay here, so nobody is elsewhere for want of
/// one.
W coming_from_china(const TruckRecord& r, Instant now, const RulePack& pack) {
  if (left(r)) return within(r.stay->ended, now, pack.exit_proves) ? W::awaited : W::possible;
  if (r.stay && r.stay->state == StayState::came_back &&
      within(r.stay->came_back, now, kOnePassage))
    return W::passing;
  return surely_inside(r, now, pack) ? W::elsewhere : W::possible;
}

}  // namespace

Whereabouts whereabouts(const TruckRecord& record, const CameraPosition& place, Instant now,
                        const RulePack& pack) {
  switch (place.role) {
    case CameraRole::gate_in:
      return at_gate(record, place, now, pack);
    case CameraRole::exit:
      return at_exit(record, now, pack);
    case CameraRole::return_lane:
      return in_return_lane(record, now, pack);
    case CameraRole::entry_from_china:
      break;
  }
  return coming_from_china(record, now, pack);
}

}  // namespace otkel::core
