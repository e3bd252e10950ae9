// One overload per fact of the checkpoint; core/fact/kept.hpp lists those that change nothing.
#include "firmware-daemon/app/rebuild.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "core/fact/kept.hpp"
#include "core/gate/card_check.hpp"
#include "core/queue/usable_time.hpp"
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

using core::ApplicationState;
using core::BlankState;
using core::BookingState;
using core::StayEvent;

Result<void> not_found(Code code, const std::string& what) {
  return fail(code, what + " is named in the log and known by no table");
}

/// A check-in of before its fact had the quality: in time until an hour after the slot, as the
/// migration has it.
void set_older_quality(store::BookingRow& row) {
  const bool in_time = *row.checked_in < row.slot_end + std::chrono::hours{1};
  row.quality = in_time ? core::Quality::in_time : core::Quality::late;
  row.late_minutes = in_time ? 0 : core::whole_minutes(*row.checked_in - row.slot_end);
}

struct CarryOver {
  Context& c;
  const core::EventRecord& record;

  Result<void> operator()(const core::BookingConfirmed& f) {
    if (c.stores.bookings.find(f.booking_no)) return {};
    store::BookingRow row;
    row.booking_no = f.booking_no;
    row.plate = f.plate;
    row.bin = f.bin;
    row.seller = f.seller;
    row.slot_start = f.slot_start;
    row.slot_end = f.slot_end;
    if (const auto other = c.stores.bookings.active_of(f.plate)) return taken(f.plate, *other);
    return c.stores.bookings.insert(row), Result<void>{};
  }

  Result<void> operator()(const core::BookingMoved& f) {
    auto row = c.stores.bookings.find(f.booking_no);
    if (!row) return not_found(Code::booking_not_found, f.booking_no);
    const auto state = core::from_word<BookingState>(f.state);
    const auto event = core::from_word<core::BookingEvent>(f.event);
    if (!state || !event)
      return fail(Code::event_malformed, "no booking can " + f.event + " or be " + f.state);
    if (core::is_active(*state) && !core::is_active(row->state))
      if (const auto other = c.stores.bookings.active_of(row->plate))
        return taken(row->plate, *other);
    row->state = *state;
    if (*event == core::BookingEvent::check_in) row->checked_in = record.at;
    if (*event == core::BookingEvent::call) {
      row->called = record.at;
      if (f.call) row->lane = f.call->lane;
      if (!f.reason.empty()) row->ground = f.reason.substr(0, f.reason.find(':'));
    }
    if (*event == core::BookingEvent::enter) row->entered = record.at;
    if (f.quality) {
      row->quality = f.quality;
      row->late_minutes = f.late_minutes;
    } else if (*event == core::BookingEvent::check_in) {
      set_older_quality(*row);
    }
    c.stores.queue_places.follow(f, record);
    return c.stores.bookings.update(*row), Result<void>{};
  }

  Result<void> operator()(const core::BlockedBegan& f) {
    if (c.stores.blocked.find(f.kind, f.began)) return {};
    return c.stores.blocked.insert({f.kind, f.began, record.actor.str(), f.reason, {}, {}, {}}),
           Result<void>{};
  }

  Result<void> operator()(const core::BlockedEnded& f) {
    auto row = c.stores.blocked.find(f.kind, f.began);
    if (!row)
      return not_found(Code::event_malformed,
                       std::string(core::word(f.kind)) + " since " + core::to_iso(f.began));
    if (row->ended) return {};
    row->ended = f.ended;
    row->ended_by = record.actor.str();
    row->ended_reason = f.reason;
    return c.stores.blocked.end(*row), Result<void>{};
  }

  Result<void> operator()(const core::PlateDecided& f) {
    // A read that waited is recorded twice: when it came and when a person decided.
    if (const auto here = c.stores.visits.find(f.visit_id); here && here->decided_by) return {};
    store::VisitRow row;
    row.visit.visit_id = f.visit_id;
    row.visit.camera = f.camera;
    row.visit.role = f.role;
    row.visit.first_received = row.visit.last_received = f.received;
    row.visit.picture_hash = f.picture_hash;
    row.decision = f.decision;
    row.plate = f.plate;
    // One that still waited is gone with its picture: nobody is asked about it again.
    if (f.by != core::ReadJudge::nobody) row.decided_by = f.by;
    row.officer_reason = f.officer_reason;
    row.against_read = f.against_read.value_or(false);
    row.second = f.second;
    return c.stores.visits.put(row), Result<void>{};
  }

  Result<void> operator()(const core::VehicleEntered& f) {
    if (same_stay(f.plate, f.evidence.visit_id)) return {};
    if (auto open = c.stores.stays.open_of(f.plate)) {
      const auto left = core::moved(*open, StayEvent::leave, record.at, open->entry_visit);
      if (!left) return std::unexpected(left.error());
      c.stores.stays.put(*left);
    }
    core::Stay stay;
    stay.plate = f.plate;
    stay.entry_visit = f.evidence.visit_id;
    stay.entered = record.at;
    stay.booking_no = f.booking_no;
    stay.application_no = f.application_no;
    stay.entry_grade = f.evidence.grade;
    c.stores.stays.begin(stay);
    if (!f.application_no) return {};
    auto application = load_application(c, *f.application_no);
    if (!application) return std::unexpected(application.error());
    if (application->state != ApplicationState::supplement_formed) return {};
    application->entered = record.at;
    application->card_matches =
        f.card_matches.value_or(!card_fault_reported(c, application->application_no, record.at));
    application->state = ApplicationState::at_checkpoint;
    return c.stores.applications.update(*application), Result<void>{};
  }

  Result<void> operator()(const core::VehicleLeft& f) {
    if (auto stay = c.stores.stays.open_of(f.plate))
      if (auto ended = move_stay(*stay, StayEvent::leave, f.evidence.visit_id); !ended)
        return ended;
    return leave_unissued(f.application_no);
  }

  Result<void> operator()(const core::VehicleTurnedBack& f) {
    auto stay = c.stores.stays.open_of(f.plate);
    if (!stay) return {};
    if (f.held)
      return core::is_held(stay->state) ? Result<void>{} : move_stay(*stay, StayEvent::hold, {});
    const auto application_no = stay->application_no;
    if (auto ended = move_stay(*stay, StayEvent::turn_back, stay->entry_visit); !ended)
      return ended;
    return leave_unissued(application_no);
  }

  Result<void> operator()(const core::VehicleCameBack& f) {
    auto stay = c.stores.stays.last_of(f.plate);
    if (!stay || !core::has_left(stay->state)) return {};
    return move_stay(*stay, StayEvent::come_back, {});
  }

  Result<void> operator()(const core::ExternalPermitRecorded& f) {
    auto stay = c.stores.stays.last_of(f.plate);
    if (!stay || stay->entry_visit != f.entry_visit) return {};
    stay->external_permit = f.number;
    return c.stores.stays.put(*stay), Result<void>{};
  }

  Result<void> operator()(const core::MakeSetAside& f) {
    auto application = load_application(c, f.application_no);
    if (!application) return std::unexpected(application.error());
    application->make_set_aside = f.make_seen;
    application->card_matches =
        application->card_matches || application->state == ApplicationState::at_checkpoint;
    return c.stores.applications.update(*application), Result<void>{};
  }

  Result<void> operator()(const core::ExitSaid& f) {
    auto stay = c.stores.stays.open_of(f.plate);
    if (!stay) return {};
    // Without an issued number the officer's statement ended the stay.
    const auto blank = f.blank ? c.stores.blanks.find(*f.blank) : std::nullopt;
    if (blank && blank->state == BlankState::issued)
      return core::is_said_left(stay->state) ? Result<void>{}
                                             : move_stay(*stay, StayEvent::say_left, {});
    if (auto left = leave_unissued(f.application_no); !left) return left;
    return move_stay(*stay, StayEvent::leave, f.evidence.visit_id);
  }

  Result<void> operator()(const core::BlanksReceived& f) {
    const auto first = c.checkpoint.blank_format.number(f.first);
    if (!first) return std::unexpected(first.error());
    if (c.stores.blanks.find(first->str())) return {};
    const auto numbers = core::numbers_of({*first, f.count});
    if (!numbers) return std::unexpected(numbers.error());
    c.stores.blanks.receive({f.batch, first->str(), f.count, false, record.at, who(), f.act},
                            *numbers);
    return {};
  }

  Result<void> operator()(const core::BlanksUnaccounted& f) {
    const auto last = core::BlankNumber::parse(f.last);
    if (!last) return std::unexpected(last.error());
    auto next = last->plus(1);
    const bool in_pack = next && c.stores.blanks.find(next->str()).has_value();
    c.stores.blanks.set_unaccounted(f.batch, in_pack ? std::optional(*next) : std::nullopt,
                                    record.at);
    return {};
  }

  Result<void> operator()(const core::StockHandedOver& f) {
    c.stores.hand_overs.insert(
        {record.at, who(), f.to, f.counted, f.in_books, f.front, f.front_in_books, f.note});
    return {};
  }

  Result<void> operator()(const core::NumberAllocated& f) {
    for (const auto& step : f.steps)
      if (auto given = give(step); !given) return given;
    if (!f.replaces || f.steps.empty()) return {};
    auto spoiled = load_blank(c, *f.replaces);
    if (!spoiled) return std::unexpected(spoiled.error());
    spoiled->replaced_by = f.steps.back().blank;
    return c.stores.blanks.update(*spoiled), Result<void>{};
  }

  Result<void> operator()(const core::PrintQueued& f) {
    for (const auto& job : c.stores.print_jobs.of_blank(f.blank))
      if (job.attempt == f.attempt) return {};
    auto application = load_application(c, f.application_no);
    if (!application) return std::unexpected(application.error());
    auto blank = load_blank(c, f.blank);
    if (!blank) return std::unexpected(blank.error());
    return put_back_print(c, *application, *blank, f.attempt, record);
  }

  Result<void> operator()(const core::PrintEnded& f) {
    for (auto job : c.stores.print_jobs.of_blank(f.blank)) {
      if (job.attempt != f.attempt) continue;
      job.state = f.result == core::PrintResult::confirmed     ? store::PrintState::confirmed
                  : f.result == core::PrintResult::failed_safe ? store::PrintState::failed_safe
                                                               : store::PrintState::unknown;
      job.grade = f.grade.str();
      if (!f.cause.empty()) job.cause = f.cause.str();
      job.page_hash = f.page_hash;
      job.ended = record.at;
      if (f.by != core::PrintJudge::printer) job.resolved_by = f.by.str();
      c.stores.print_jobs.update(job);
    }
    if (f.result != core::PrintResult::confirmed) return {};
    return move_blank_to(f.blank, BlankState::printed, {});
  }

  Result<void> operator()(const core::PermitIssued& f) {
    if (auto moved = move_blank_to(f.blank, BlankState::issued, {}); !moved) return moved;
    return move_application_to(f.application_no, ApplicationState::issued);
  }

  Result<void> operator()(const core::PermitRedeemed& f) {
    return move_blank_to(f.blank, BlankState::redeemed, {});
  }

  Result<void> operator()(const core::BlankEnded& f) {
    const auto blank = c.stores.blanks.find(f.blank);
    const bool handed_over = blank && blank->state == BlankState::issued;
    const auto cause = f.cause.value_or(core::older_cause(f, handed_over));
    auto moved = move_blank_to(f.blank, f.state, EndReason{f.reason, f.second, cause});
    if (!moved || f.state != BlankState::returned || !f.application_no) return moved;
    const auto application = c.stores.applications.find(*f.application_no);
    auto stay = application ? c.stores.stays.open_of(application->plate) : std::nullopt;
    if (!stay || !core::is_held(stay->state)) return {};
    return move_stay(*stay, StayEvent::turn_back, stay->entry_visit);
  }

  Result<void> operator()(const core::ApplicationClosed& f) {
    const auto state = core::from_word<ApplicationState>(f.state);
    if (!state) return fail(Code::event_malformed, "no application can be " + f.state);
    return move_application_to(f.application_no, *state);
  }

  Result<void> operator()(const core::IncidentOpened& f) {
    if (c.stores.incidents.find(f.incident_no)) return {};
    c.stores.incidents.insert(
        {f.incident_no, f.kind.str(), f.subject, f.detail, record.at, {}, {}, f.caused_by});
    return {};
  }

  Result<void> operator()(const core::IncidentClosed& f) {
    const auto row = c.stores.incidents.find(f.incident_no);
    if (!row) return not_found(Code::incident_not_found, f.incident_no);
    if (!row->closed) c.stores.incidents.close(f.incident_no, record.at, f.note);
    return {};
  }

 private:
  std::string who() const {
    Context as = c;
    as.actor = record.actor;
    return officer_of(as);
  }

  static Result<void> taken(const std::string& plate, const store::BookingRow& other) {
    return fail(Code::number_taken, plate + " also has booking " + other.booking_no);
  }

  bool same_stay(const std::string& plate, const std::string& visit) {
    const auto last = c.stores.stays.last_of(plate);
    return last && last->entry_visit == visit;
  }

  Result<void> move_stay(const core::Stay& stay, StayEvent event, const std::string& visit) {
    const auto moved = core::moved(stay, event, record.at, visit);
    if (!moved) return std::unexpected(moved.error());
    return c.stores.stays.put(*moved), Result<void>{};
  }

  /// It may be used later; one whose number was set aside is closed by a fact of its own.
  Result<void> leave_unissued(const std::optional<std::string>& application_no) {
    if (!application_no) return {};
    auto application = c.stores.applications.find(*application_no);
    if (!application || application->state != ApplicationState::at_checkpoint) return {};
    application->state = ApplicationState::supplement_formed;
    application->entered.reset();
    return c.stores.applications.update(*application), Result<void>{};
  }

  Result<void> give(const core::AllocationStep& step) {
    auto blank = load_blank(c, step.blank);
    if (!blank) return std::unexpected(blank.error());
    if (blank->application_no == step.application_no) return {};
    if (blank->application_no)
      return fail(Code::number_taken, step.blank + " was given to " + step.application_no +
                                          " and to " + *blank->application_no);
    if (const auto living = c.stores.blanks.living_of(step.application_no))
      return fail(Code::number_taken, step.application_no + " was given " + step.blank + " and " +
                                          living->number.str());
    if (blank->state != BlankState::in_stock)
      return fail(Code::number_taken, step.blank + " was given to " + step.application_no +
                                          " and is " + std::string(core::word(blank->state)));
    blank->application_no = step.application_no;
    blank->state = BlankState::allocated;
    return c.stores.blanks.update(*blank), Result<void>{};
  }

  /// Of an end that officers stand for.
  struct EndReason {
    std::string reason;
    std::optional<std::string> second;
    core::EndCause cause = core::EndCause::spoiled;
  };

  Result<void> move_blank_to(const std::string& number, BlankState state,
                             const std::optional<EndReason>& said) {
    auto blank = load_blank(c, number);
    if (!blank) return std::unexpected(blank.error());
    if (blank->state == state) return {};
    if (core::is_terminal(blank->state))
      return fail(Code::number_taken, number + " is " + std::string(core::word(blank->state)) +
                                          " here and " + std::string(core::word(state)) +
                                          " in the log");
    // A print that ended after the hand-over takes nothing back.
    if (state == BlankState::printed && blank->state == BlankState::issued) return {};
    blank->state = state;
    if (said) {
      blank->reason = said->reason;
      blank->second = said->second;
      blank->cause = said->cause;
    }
    return c.stores.blanks.update(*blank), Result<void>{};
  }

  Result<void> move_application_to(const std::string& number, ApplicationState state) {
    auto application = load_application(c, number);
    if (!application) return std::unexpected(application.error());
    application->state = state;
    return c.stores.applications.update(*application), Result<void>{};
  }
};

}  // namespace

bool card_fault_reported(Context& c, const std::string& application_no, Instant since) {
  const auto rows = c.stores.log.about(application_no);
  return std::ranges::any_of(rows, [&](const core::EventRecord& row) {
    if (row.type != core::IncidentOpened::type || row.at < since) return false;
    const auto fact = codec::decode_event(row.type, row.body);
    if (!fact) return false;
    const auto& kind = std::get<core::IncidentOpened>(*fact).kind;
    return kind == core::IncidentKind::make_mismatch ||
           kind == core::IncidentKind::vehicle_not_on_card;
  });
}

Result<void> carry_over(Context& c, const core::EventRecord& record) {
  const auto fact = codec::decode_event(record.type, record.body);
  if (!fact) return std::unexpected(fact.error());
  using LeftOut = core::Joined<core::FactsOfHub, core::NotRebuilt>;
  return core::visit_fact<Result<void>, LeftOut>(CarryOver{c, record}, *fact);
}

}  // namespace otkel::app
