#pragma once
// Facts that an end keeps in its log and reads into no table, each with the reason. Each list is
// held against the code that reads the log: a fact that is neither handled nor listed does not
// compile.
#include "core/fact/event.hpp"

namespace otkel::core {

/// Of a checkpoint's facts, by the hub (sync/hub/app/apply.hpp) and by its comparison of tables and
/// logs (sync/hub/store/state_fold.hpp).
using KeptByHub =
    FactList<EpochBegan,    // the epoch stands in the link's own table, edge_cursor
             BlockedBegan,  // lateness and no-shows are decided at the checkpoint; the hub is told
                            // their outcome, BookingMoved
             BlockedEnded,  // likewise
             PlateDecided,  // the camera's picture and the officer's word stay at the checkpoint;
                            // what follows from them (entry, exit, way back) has a fact of its own
             VehicleLeft,   // the redemption, PermitRedeemed, carries the crossing
             ExternalPermitRecorded,  // the register and its statistics are of the pilot's permits
             MakeSetAside,        // what was wrong with the camera's make stands in the incident it
                                  // closes
             ExitSaid,            // redeems nothing; a later PermitRedeemed does
             ConfusionLearned,    // habits of one camera serve that checkpoint's matcher alone
             ConfusionForgotten,  // likewise
             BlanksUnaccounted,   // nobody knows what became of them: the incident beside it asks a
                                  // person
             StockHandedOver,     // whose shift the stock is in is the checkpoint's matter; a count
                                  // that differs is an incident
             PrintQueued,         // an attempt counts at the hub once it has ended
             DocumentQueued>;     // likewise

/// Of its own facts, by a checkpoint that rebuilds its tables from what the hub gives back
/// (firmware-daemon/app/rebuild.hpp).
using NotRebuilt =
    FactList<EpochBegan,          // the log's own row
             ConfusionLearned,    // a camera's habits are learned anew
             ConfusionForgotten,  // likewise
             DocumentQueued,  // the text of a ticket or a list cannot be made again from its fact
             DocumentEnded,   // likewise
             ClockJumped>;    // that a clock jumped stands in no table

/// By the checkpoint's comparison of tables and logs (firmware-daemon/store/state_replay.hpp).
using NotCompared =
    FactList<EpochBegan,              // the log's own row
             NumbersSkipped,          // a gap in the hub's numbers; no table of a checkpoint has it
             PortalBookingWithdrawn,  // the checkpoint's own BookingMoved says what came of it
             VehicleCameBack,     // only the open stay of a vehicle is compared, and this one has
                                  // ended
             ConfusionLearned,    // the counts are weights that fade, not a state
             ConfusionForgotten,  // likewise
             ClockJumped>;        // that a clock jumped stands in no table

}  // namespace otkel::core
