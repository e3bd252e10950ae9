#pragma once
// What every use case is given. A use case runs inside one transaction on the work thread: it
// loads, lets core decide, and saves rows and events together; nothing leaves the process from
// here.
#include <optional>
#include <string>
#include <vector>

#include "core/fact/event.hpp"
#include "core/value/random.hpp"
#include "firmware-daemon/app/checkpoint.hpp"
#include "firmware-daemon/app/surroundings.hpp"
#include "firmware-daemon/store/stores.hpp"

namespace otkel::app {

using core::Code;
using core::fail;
using core::Instant;
using core::Result;

struct Context {
  store::Stores& stores;
  const Checkpoint& checkpoint;
  Surroundings& around;
  core::Random& random;
  Instant now{};
  core::Actor actor;
  /// The log contains these effects already, or will once it is back: nothing is recorded.
  bool reported_before = false;
};

core::LocalDate today(const Context& context);
/// The login behind an actor of the log, or its text if it is no officer.
std::string login_of(const core::Actor& actor);
/// The login behind the actor, or its text if it is no officer ("kiosk").
std::string officer_of(const Context& context);
/// Appends to the edge log with time, actor and rule pack (I9).
/// Gives the row of the log; nothing if nothing is recorded.
std::optional<core::EventRecord> record(Context& context, const core::Event& event);
/// Errors: numbers_in_doubt while it is not known what was given before.
Result<void> may_give_numbers(Context& context);
/// Opens an incident unless the same one is open already. `caused_by`: logins joined by ", ", none
/// of whom may close it; left out: the officer who acts, nobody if no officer does.
void open_incident(Context& context, core::IncidentKind kind, const std::string& subject,
                   const std::string& detail, std::optional<std::string> caused_by = std::nullopt);
/// What the fact of a move carries besides the move.
struct MoveDetails {
  std::string reason;
  std::optional<Instant> late_interval = std::nullopt;
  std::optional<core::CallRecord> call = std::nullopt;
};
/// Moves a booking along its table, saves it, writes the event, and keeps its place in the queue.
/// Errors: booking_wrong_state.
Result<void> move_booking(Context& context, store::BookingRow& booking, core::BookingEvent event,
                          const MoveDetails& details = {});
/// Moves an application along its table and saves it. Errors: those of core::advance.
Result<void> move_application(Context& context, store::ApplicationRow& application,
                              core::ApplicationEvent event);
/// Closes or lapses an application and writes why.
Result<void> end_application(Context& context, store::ApplicationRow& application,
                             core::ApplicationEvent event, const std::string& reason);
/// Moves a blank along its table and saves it; the caller writes the event that says why.
Result<void> move_blank(Context& context, store::BlankRow& blank, core::BlankEvent event);
/// Why a blank ended. `second`: login of who stood for it as well.
struct EndOfNumber {
  core::EndCause cause = core::EndCause::violation;
  std::string reason;
  std::optional<std::string> second = std::nullopt;
};
/// A blank's end with its event: spoiled, lost, annulled, returned.
Result<void> end_blank(Context& context, store::BlankRow& blank, core::BlankEvent event,
                       const EndOfNumber& end);

Result<store::ApplicationRow> load_application(Context& context, const std::string& number);
Result<store::BlankRow> load_blank(Context& context, const std::string& number);
Result<store::BookingRow> load_booking(Context& context, const std::string& number);

}  // namespace otkel::app
