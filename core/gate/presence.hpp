#pragma once
// Where a card's truck can be by the checkpoint's records: what a call, an entry and an exit prove,
// and for how long (ADR 0056).
#include <optional>
#include <string>

#include "core/gate/stay.hpp"
#include "core/plate/plate_read.hpp"
#include "core/plate/whereabouts.hpp"
#include "core/queue/booking.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// The camera that asks.
struct CameraPosition {
  CameraRole role = CameraRole::gate_in;
  std::optional<std::string> lane;  ///< in the words of a call; nothing where no read names it
};

/// The active booking of a truck.
struct QueueRecord {
  BookingState state = BookingState::booked;
  std::optional<Instant> checked_in, called;
  std::optional<std::string> lane;  ///< that it was called to
};

/// All that is on record about one card's truck.
struct TruckRecord {
  std::optional<QueueRecord> queue;
  std::optional<Stay> stay;        ///< the last one, whatever its state
  bool holds_blank = false;        ///< the number of that stay was handed over and has not ended
  bool end_seen = false;           ///< a camera saw the end of that stay, no officer stated it
  std::optional<Instant> entered;  ///< of that stay, if a camera saw it: else it is a statement
};

/// What a statement of an officer says is never proof of where a truck is.
Whereabouts whereabouts(const TruckRecord& record, const CameraPosition& place, Instant now,
                        const RulePack& pack);

}  // namespace otkel::core
