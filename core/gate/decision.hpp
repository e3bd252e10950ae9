#pragma once
// What a decision at the gate asks for: steps that the caller carries out in their order, in one
// transaction. The decision itself changes nothing.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/fact/event.hpp"
#include "core/gate/stay.hpp"
#include "core/permit/application.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/queue/booking.hpp"

namespace otkel::core {

struct BeginStay {
  Stay stay;
};
/// An application that arrived after its truck had come in.
struct BindStay {
  Stay stay;
  std::string application_no;
};
/// The driver has a permit from outside the pilot, and that is its number.
struct BindExternal {
  Stay stay;
  std::string number;
};
struct MoveStay {
  Stay stay;  ///< as it was
  StayEvent event;
  std::string visit;  ///< what ends it
};

// The booking, the application and the number are those of the facts that were decided on.
struct MoveBooking {
  BookingEvent event;
};
/// `leave_unissued` forgets the entry, so that the next one counts.
struct MoveApplication {
  ApplicationEvent event;
  std::string reason = {};  ///< of `close`
};
/// The application's vehicle is on the territory since `entered`.
struct EnterApplication {
  Instant entered{};
  bool card_matches = false;  ///< R-38; without it no number is given
};
struct MoveBlank {
  BlankEvent event;
  std::string reason = {};  ///< of an end that is not the redemption; and its cause
  EndCause cause = EndCause::set_aside;
};

/// Opened unless the same one (kind, subject) is open already.
struct OpenIncident {
  IncidentKind kind;
  std::string subject, detail;
};

/// A fact as it is: it is appended to the log.
using Step = std::variant<Event, BeginStay, BindStay, BindExternal, MoveStay, MoveBooking,
                          MoveApplication, EnterApplication, MoveBlank, OpenIncident>;

/// The order of the steps is the order of the facts in the log. Empty: nothing new.
struct Decision {
  std::vector<Step> steps;

  void add(Step step) { steps.push_back(std::move(step)); }
};

}  // namespace otkel::core
