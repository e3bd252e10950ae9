#pragma once
// All facts there are: what the two logs, the link and the screens speak.
#include <variant>

#include "core/fact/event_edge.hpp"
#include "core/fact/event_hub.hpp"
#include "core/fact/fact_list.hpp"

namespace otkel::core {

/// The first row of every epoch of either log.
using FactsOfBoth = FactList<EpochBegan>;

using FactsOfHub = FactList<CarrierRecorded, MisuseRecorded, PermitCardRecorded, PortalBookingMade,
                            PortalBookingWithdrawn, ApplicationRegistered, IntakeRejected,
                            PayNoticeSent, ApplicationRefused, FeePaid, SupplementFormed,
                            BlanksDispatched, PermitRevoked, OfficerRecorded, NumbersSkipped>;

using FactsOfCheckpoint =
    FactList<BookingConfirmed, BookingMoved, PlateDecided, VehicleEntered, VehicleLeft,
             VehicleTurnedBack, VehicleCameBack, ExitSaid, ConfusionLearned, ConfusionForgotten,
             BlanksReceived, BlanksUnaccounted, NumberAllocated, PrintQueued, PrintEnded,
             DocumentQueued, DocumentEnded, PermitIssued, PermitRedeemed, BlankEnded,
             IncidentOpened, IncidentClosed, ApplicationClosed, ClockJumped>;

using Event = VariantOf<Joined<FactsOfBoth, FactsOfHub, FactsOfCheckpoint>>;

/// The word in the log's `type` column.
inline std::string_view event_type(const Event& event) {
  return std::visit([](const auto& fact) { return std::decay_t<decltype(fact)>::type; }, event);
}

}  // namespace otkel::core
