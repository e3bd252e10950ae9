#pragma once
// What the records say of where the truck of a card can be, seen from one camera (ADR 0056). The
// rule that finds it out is core/gate/presence.
#include <functional>
#include <string>

namespace otkel::core {

enum class Whereabouts {
  possible,   ///< no record says that it comes here, and none that it cannot
  awaited,    ///< the records say that it is to pass this camera now: a witness beside the camera
  passing,    ///< it passed this camera a moment ago and may stand there yet: a weak witness
  elsewhere,  ///< by the records it cannot be before this camera
};

/// Of the card with that canonical plate. Asked only for the cards that a read may mean.
using Presence = std::function<Whereabouts(const std::string& plate)>;

/// Where nobody knows anything, every card is possible.
inline Whereabouts whereabouts_by(const Presence& presence, const std::string& plate) {
  return presence ? presence(plate) : Whereabouts::possible;
}

/// Whether the records vouch for the card, apart from what the camera read.
inline bool vouched(Whereabouts where) {
  return where == Whereabouts::awaited || where == Whereabouts::passing;
}

}  // namespace otkel::core
