#pragma once
// All facts there are: what the two logs, the link and the screens speak.
#include <variant>

#include "core/fact/event_edge.hpp"
#include "core/fact/event_hub.hpp"

namespace otkel::core {

using Event =
    std::variant<EpochBegan, CarrierRecorded, MisuseRecorded, PermitCardRecorded, PortalBookingMade,
                 PortalBookingWithdrawn, ApplicationRegistered, IntakeRejected, PayNoticeSent,
                 ApplicationRefused, FeePaid, SupplementFormed, BlanksDispatched, PermitRevoked,
                 OfficerRecorded, NumbersSkipped, BookingConfirmed, BookingMoved, PlateDecided,
                 VehicleEntered, VehicleLeft, VehicleTurnedBack, VehicleCameBack, ExitSaid,
                 ConfusionLearned, ConfusionForgotten, BlanksReceived, BlanksUnaccounted,
                 NumberAllocated, PrintQueued, PrintEnded, DocumentQueued, DocumentEnded,
                 PermitIssued, PermitRedeemed, BlankEnded, IncidentOpened, IncidentClosed,
                 ApplicationClosed, ClockJumped>;

/// The word in the log's `type` column.
inline std::string_view event_type(const Event& event) {
  return std::visit([](const auto& fact) { return std::decay_t<decltype(fact)>::type; }, event);
}

}  // namespace otkel::core
