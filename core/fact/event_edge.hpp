#pragma once
// Facts that only the checkpoint writes: everything physical.
#include <optional>
#include <string>
#include <vector>

#include "core/fact/blank.hpp"
#include "core/fact/blocked.hpp"
#include "core/fact/call_record.hpp"
#include "core/fact/evidence.hpp"
#include "core/fact/fact_list.hpp"
#include "core/fact/incident.hpp"
#include "core/fact/print_end.hpp"
#include "core/fact/said_by.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

struct BookingConfirmed {
  static constexpr std::string_view type = "booking_confirmed";
  std::string booking_no, plate, bin;
  Seller seller = Seller::hub;
  Instant slot_start{}, slot_end{};
  static constexpr auto fields() {
    using F = BookingConfirmed;
    return std::tuple{field("booking_no", &F::booking_no),
                      field("plate", &F::plate),
                      field("bin", &F::bin),
                      field("seller", &F::seller),
                      field("slot_start", &F::slot_start),
                      field("slot_end", &F::slot_end)};
  }
};

/// One step of a booking: check_in, call, enter, cross, turn_back, miss, withdraw, annul.
struct BookingMoved {
  static constexpr std::string_view type = "booking_moved";
  std::string booking_no, event, state, reason;
  /// Of a late check-in: start of the interval that ran then, behind which it stands. Nothing: it
  /// came in time, is no check-in, or an older row.
  std::optional<Instant> late_interval = std::nullopt;
  std::optional<CallRecord> call = std::nullopt;  ///< of a call; nothing in older rows
  /// Of a check-in, or of an entry that nobody had checked in; absent in rows of before December
  /// 2026.
  std::optional<Quality> quality = std::nullopt;
  std::optional<std::int64_t> late_minutes = std::nullopt;  ///< that count; set with the quality
  std::optional<Instant> parked_until = std::nullopt;       ///< of a parking
  /// Of a come-back: start of the interval that ran then, behind those in time of which it stands.
  std::optional<Instant> back_interval = std::nullopt;
  static constexpr auto fields() {
    using F = BookingMoved;
    return std::tuple{field("booking_no", &F::booking_no),
                      field("event", &F::event),
                      field("state", &F::state),
                      field("reason", &F::reason),
                      field("late_interval", &F::late_interval),
                      field("call", &F::call),
                      field("quality", &F::quality),
                      field("late_minutes", &F::late_minutes),
                      field("parked_until", &F::parked_until),
                      field("back_interval", &F::back_interval)};
  }
};

/// A camera's visit and what was decided on it.
struct PlateDecided {
  static constexpr std::string_view type = "plate_decided";
  std::string visit_id, camera;
  CameraRole role = CameraRole::gate_in;
  Instant received{};
  std::string picture_hash;
  MatchDecision decision;
  std::optional<std::string> plate;  ///< whose card it was taken for; nothing: it waits or is none
  ReadSaidBy by;
  std::optional<std::string> officer_reason;
  /// An officer named a plate that the read does not support. Nothing: it does, or an older row.
  std::optional<bool> against_read = std::nullopt;
  std::optional<std::string> second = std::nullopt;  ///< login of who stood for it as well
  static constexpr auto fields() {
    using F = PlateDecided;
    return std::tuple{field("visit_id", &F::visit_id),
                      field("camera", &F::camera),
                      field("role", &F::role),
                      field("received", &F::received),
                      field("picture_hash", &F::picture_hash),
                      field("decision", &F::decision),
                      field("plate", &F::plate),
                      field("by", &F::by),
                      field("officer_reason", &F::officer_reason),
                      field("against_read", &F::against_read),
                      always_field("second", &F::second)};
  }
};

/// the vehicle is on the territory.
struct VehicleEntered {
  static constexpr std::string_view type = "vehicle_entered";
  std::string plate;
  std::optional<std::string> booking_no, application_no;
  Evidence evidence;
  /// R-38; absent where no application was entered, and in rows of before November 2026.
  std::optional<bool> card_matches = {};
  static constexpr auto fields() {
    using F = VehicleEntered;
    return std::tuple{field("plate", &F::plate), field("booking_no", &F::booking_no),
                      field("application_no", &F::application_no), field("evidence", &F::evidence),
                      field("card_matches", &F::card_matches)};
  }
};

/// Out through the exit to China, with or without a permit of ours.
struct VehicleLeft {
  static constexpr std::string_view type = "vehicle_left";
  std::string plate;
  ExitOutcome outcome = ExitOutcome::no_permit;
  std::optional<std::string> application_no, blank;
  Evidence evidence;
  /// Of an exit under a permit from outside the pilot, if its number was recorded. Nothing: it was
  /// not, there was none, or an older row.
  std::optional<std::string> external_permit = std::nullopt;
  static constexpr auto fields() {
    using F = VehicleLeft;
    return std::tuple{field("plate", &F::plate),
                      field("outcome", &F::outcome),
                      field("application_no", &F::application_no),
                      field("blank", &F::blank),
                      field("evidence", &F::evidence),
                      field("external_permit", &F::external_permit)};
  }
};

/// the driver of a truck on the territory has a permit from outside the pilot. Make and state
/// number that stand in it were compared with the permit card; it is neither redeemed nor
/// returned here.
struct ExternalPermitRecorded {
  static constexpr std::string_view type = "external_permit_recorded";
  std::string plate, entry_visit;  ///< which vehicle, and by which visit its stay began
  std::string number;              ///< of the permit
  std::string stated_plate, stated_make;
  bool card_matches = false;
  static constexpr auto fields() {
    using F = ExternalPermitRecorded;
    return std::tuple{field("plate", &F::plate),
                      field("entry_visit", &F::entry_visit),
                      field("number", &F::number),
                      field("stated_plate", &F::stated_plate),
                      field("stated_make", &F::stated_make),
                      field("card_matches", &F::card_matches)};
  }
};

/// the camera saw another make than the card's, and an officer who looked at the vehicle says
/// that it is the one on the card.
struct MakeSetAside {
  static constexpr std::string_view type = "make_set_aside";
  std::string application_no, plate, card_make, make_seen, reason;
  static constexpr auto fields() {
    using F = MakeSetAside;
    return std::tuple{field("application_no", &F::application_no), field("plate", &F::plate),
                      field("card_make", &F::card_make), field("make_seen", &F::make_seen),
                      field("reason", &F::reason)};
  }
};

/// Back into Kazakhstan by the return lane. `held`: its blank has not come back yet.
struct VehicleTurnedBack {
  static constexpr std::string_view type = "vehicle_turned_back";
  std::string plate;
  bool held = false;
  std::optional<std::string> blank;
  Evidence evidence;
  static constexpr auto fields() {
    using F = VehicleTurnedBack;
    return std::tuple{field("plate", &F::plate), field("held", &F::held), field("blank", &F::blank),
                      field("evidence", &F::evidence)};
  }
};

/// back from China under the number it left with; once is the trip's second half.
struct VehicleCameBack {
  static constexpr std::string_view type = "vehicle_came_back";
  std::string plate;
  std::optional<std::string> application_no, blank;  ///< of the permit that was redeemed
  bool again = false;                                ///< it had come back under it before
  Evidence evidence;
  static constexpr auto fields() {
    using F = VehicleCameBack;
    return std::tuple{field("plate", &F::plate), field("application_no", &F::application_no),
                      field("blank", &F::blank), field("again", &F::again),
                      field("evidence", &F::evidence)};
  }
};

/// An officer says that it has left although no camera saw it. Redeems nothing: the number
/// waits for the record of a camera.
struct ExitSaid {
  static constexpr std::string_view type = "exit_said";
  std::string plate;
  std::optional<std::string> application_no, blank;
  std::string reason;
  Evidence evidence;
  static constexpr auto fields() {
    using F = ExitSaid;
    return std::tuple{field("plate", &F::plate), field("application_no", &F::application_no),
                      field("blank", &F::blank), field("reason", &F::reason),
                      field("evidence", &F::evidence)};
  }
};

/// An officer named the plate that a camera had read otherwise; the camera's habits were counted.
struct ConfusionLearned {
  static constexpr std::string_view type = "confusion_learned";
  std::string visit_id, camera, read, plate;
  static constexpr auto fields() {
    using F = ConfusionLearned;
    return std::tuple{field("visit_id", &F::visit_id), field("camera", &F::camera),
                      field("read", &F::read), field("plate", &F::plate)};
  }
};

/// What was learned of a camera is forgotten: it was moved, cleaned or replaced.
struct ConfusionForgotten {
  static constexpr std::string_view type = "confusion_forgotten";
  std::string camera, reason;
  static constexpr auto fields() {
    using F = ConfusionForgotten;
    return std::tuple{field("camera", &F::camera), field("reason", &F::reason)};
  }
};

struct BlanksReceived {
  static constexpr std::string_view type = "blanks_received";
  std::string batch, first;
  std::int64_t count = 0;
  /// Number of the act that came with it, and its last number. Nothing: the centre's announcement
  /// was enough, or an older row.
  std::optional<std::string> act = std::nullopt, last = std::nullopt;
  static constexpr auto fields() {
    using F = BlanksReceived;
    return std::tuple{field("batch", &F::batch), field("first", &F::first),
                      field("count", &F::count), field("act", &F::act), field("last", &F::last)};
  }
};

/// Two persons began numbers anew without the centre: these of a pack lay before the blank that
/// they named, and nobody knows what became of them. Explained by what the log tells later.
struct BlanksUnaccounted {
  static constexpr std::string_view type = "blanks_unaccounted";
  std::string batch, first, last;
  std::int64_t count = 0;
  std::string reason, second;
  static constexpr auto fields() {
    using F = BlanksUnaccounted;
    return std::tuple{field("batch", &F::batch),   field("first", &F::first),
                      field("last", &F::last),     field("count", &F::count),
                      field("reason", &F::reason), field("second", &F::second)};
  }
};

/// The stock goes from the officer who acts to another at the change of their shift: both counted
/// it, and the other confirmed it from a session of his own.
struct StockHandedOver {
  static constexpr std::string_view type = "stock_handed_over";
  std::string to;  ///< login of who keeps it from now on
  std::int64_t counted = 0, in_books = 0;
  std::optional<std::string> front, front_in_books;  ///< the number that is given next
  std::string note;
  static constexpr auto fields() {
    using F = StockHandedOver;
    return std::tuple{field("to", &F::to),
                      field("counted", &F::counted),
                      field("in_books", &F::in_books),
                      field("front", &F::front),
                      field("front_in_books", &F::front_in_books),
                      field("note", &F::note)};
  }
};

/// R-27, with the list that was decided on, so that anyone can run the decision again.
struct NumberAllocated {
  static constexpr std::string_view type = "number_allocated";
  std::string wanted;                   ///< the application that was called
  std::vector<std::string> waiting;     ///< all that waited with everything fulfilled
  std::vector<std::string> stock;       ///< the lowest numbers in stock that were looked at
  std::vector<AllocationStep> steps;    ///< what was given, in order
  std::optional<std::string> replaces;  ///< the spoiled or lost number it stands for (R-32)
  /// When those in `waiting` were registered, one for one: the order in which numbers are given.
  /// Nothing in older rows: their order was that of the applications' numbers.
  std::optional<std::vector<Instant>> registered = std::nullopt;
  static constexpr auto fields() {
    using F = NumberAllocated;
    return std::tuple{field("wanted", &F::wanted),     field("waiting", &F::waiting),
                      field("stock", &F::stock),       field("steps", &F::steps),
                      field("replaces", &F::replaces), field("registered", &F::registered)};
  }
};

struct PrintQueued {
  static constexpr std::string_view type = "print_queued";
  std::string application_no, blank;
  std::int64_t attempt = 1;
  std::string reason;                                ///< "issue" or why a duplicate was wanted
  std::optional<std::string> second = std::nullopt;  ///< login of who stood for it as well
  static constexpr auto fields() {
    using F = PrintQueued;
    return std::tuple{field("application_no", &F::application_no), field("blank", &F::blank),
                      field("attempt", &F::attempt), field("reason", &F::reason),
                      always_field("second", &F::second)};
  }
};

/// How an attempt ended. Unknown stays unknown until a person says what lies on the paper.
struct PrintEnded {
  static constexpr std::string_view type = "print_ended";
  std::string application_no, blank;
  std::int64_t attempt = 1;
  PrintResult result = PrintResult::unknown;
  PrintGradeWord grade;
  PrintCause cause;
  std::string page_hash;
  PrintSaidBy by;
  /// Of the sheet: what opens the full answer of the register. Nothing in older rows.
  std::optional<std::string> check = std::nullopt;
  static constexpr auto fields() {
    using F = PrintEnded;
    return std::tuple{field("application_no", &F::application_no),
                      field("blank", &F::blank),
                      field("attempt", &F::attempt),
                      field("result", &F::result),
                      field("grade", &F::grade),
                      field("cause", &F::cause),
                      field("page_hash", &F::page_hash),
                      field("by", &F::by),
                      field("check", &F::check)};
  }
};

/// A sheet other than the supplement waits for the printer. `job` is the row of the print journal,
/// `subject` what the sheet is about: a booking, a blank, a batch, a time.
struct DocumentQueued {
  static constexpr std::string_view type = "document_queued";
  std::int64_t job = 0;
  std::string document;  ///< word of the Document
  std::string subject;
  std::optional<std::string> booking_no, blank;  ///< for the file of the one it is about
  std::int64_t attempt = 1;
  std::string reason;
  static constexpr auto fields() {
    using F = DocumentQueued;
    return std::tuple{field("job", &F::job),         field("document", &F::document),
                      field("subject", &F::subject), field("booking_no", &F::booking_no),
                      field("blank", &F::blank),     field("attempt", &F::attempt),
                      field("reason", &F::reason)};
  }
};

struct DocumentEnded {
  static constexpr std::string_view type = "document_ended";
  std::int64_t job = 0;
  std::string document, subject;
  std::optional<std::string> booking_no, blank;
  std::int64_t attempt = 1;
  PrintResult result = PrintResult::unknown;
  PrintGradeWord grade;
  PrintCause cause;
  std::string page_hash;
  PrintSaidBy by;
  /// Of a signed sheet (core/fact/signed_sheet.hpp). Nothing in older rows.
  std::optional<std::string> check = std::nullopt;
  static constexpr auto fields() {
    using F = DocumentEnded;
    return std::tuple{field("job", &F::job),         field("document", &F::document),
                      field("subject", &F::subject), field("booking_no", &F::booking_no),
                      field("blank", &F::blank),     field("attempt", &F::attempt),
                      field("result", &F::result),   field("grade", &F::grade),
                      field("cause", &F::cause),     field("page_hash", &F::page_hash),
                      field("by", &F::by),           field("check", &F::check)};
  }
};

/// supplement and filled blank are in the driver's hands.
struct PermitIssued {
  static constexpr std::string_view type = "permit_issued";
  std::string application_no, blank, plate, bin, vehicle_make;
  static constexpr auto fields() {
    using F = PermitIssued;
    return std::tuple{field("application_no", &F::application_no), field("blank", &F::blank),
                      field("plate", &F::plate), field("bin", &F::bin),
                      field("vehicle_make", &F::vehicle_make)};
  }
};

/// used; the evidence says by which crossing.
struct PermitRedeemed {
  static constexpr std::string_view type = "permit_redeemed";
  std::string application_no, blank;
  Evidence evidence;
  std::string rule;  ///< which rule took the read for this permit
  static constexpr auto fields() {
    using F = PermitRedeemed;
    return std::tuple{field("application_no", &F::application_no), field("blank", &F::blank),
                      field("evidence", &F::evidence), field("rule", &F::rule)};
  }
};

/// A blank's other ends: returned, lost, annulled, spoiled.
struct BlankEnded {
  static constexpr std::string_view type = "blank_ended";
  std::string blank;
  BlankState state = BlankState::spoiled;
  std::optional<std::string> application_no;
  std::string reason;
  std::optional<std::string> second = std::nullopt;  ///< login of who stood for it as well
  /// Nothing in rows of before December 2026: core::older_cause.
  std::optional<EndCause> cause = std::nullopt;
  static constexpr auto fields() {
    using F = BlankEnded;
    return std::tuple{field("blank", &F::blank),
                      field("state", &F::state),
                      field("application_no", &F::application_no),
                      field("reason", &F::reason),
                      always_field("second", &F::second),
                      field("cause", &F::cause)};
  }
};

/// Something a person must look at; opened by a rule, closed by an officer with words.
struct IncidentOpened {
  static constexpr std::string_view type = "incident_opened";
  std::string incident_no;
  IncidentWord kind;
  std::string subject, detail;
  /// The officer whose act opened it: another person closes it. Nothing: no person did.
  std::optional<std::string> caused_by = std::nullopt;
  static constexpr auto fields() {
    using F = IncidentOpened;
    return std::tuple{field("incident_no", &F::incident_no), field("kind", &F::kind),
                      field("subject", &F::subject), field("detail", &F::detail),
                      field("caused_by", &F::caused_by)};
  }
};

struct IncidentClosed {
  static constexpr std::string_view type = "incident_closed";
  std::string incident_no, note;
  static constexpr auto fields() {
    using F = IncidentClosed;
    return std::tuple{field("incident_no", &F::incident_no), field("note", &F::note)};
  }
};

struct ApplicationClosed {
  static constexpr std::string_view type = "application_closed";
  std::string application_no, state, reason;
  static constexpr auto fields() {
    using F = ApplicationClosed;
    return std::tuple{field("application_no", &F::application_no), field("state", &F::state),
                      field("reason", &F::reason)};
  }
};

struct ClockJumped {
  static constexpr std::string_view type = "clock_jumped";
  Instant from{}, to{};
  static constexpr auto fields() {
    return std::tuple{field("from", &ClockJumped::from), field("to", &ClockJumped::to)};
  }
};

/// First row of every epoch: why the log begins here.
struct EpochBegan {
  static constexpr std::string_view type = "epoch_began";
  std::string reason;  ///< "created" or "restored"
  std::string profile;
  static constexpr auto fields() {
    return std::tuple{field("reason", &EpochBegan::reason), field("profile", &EpochBegan::profile)};
  }
};

/// All of them that nobody else writes.
using FactsOfCheckpoint =
    FactList<BookingConfirmed, BookingMoved, BlockedBegan, BlockedEnded, PlateDecided,
             VehicleEntered, VehicleLeft, VehicleTurnedBack, VehicleCameBack, ExitSaid,
             ExternalPermitRecorded, MakeSetAside, ConfusionLearned, ConfusionForgotten,
             BlanksReceived, BlanksUnaccounted, StockHandedOver, NumberAllocated, PrintQueued,
             PrintEnded, DocumentQueued, DocumentEnded, PermitIssued, PermitRedeemed, BlankEnded,
             IncidentOpened, IncidentClosed, ApplicationClosed, ClockJumped>;

}  // namespace otkel::core
