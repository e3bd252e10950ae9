// From rows to facts, and from steps to rows.
#include "firmware-daemon/app/gate.hpp"

#include "core/gate/entry.hpp"
#include "core/gate/exit.hpp"
#include "core/gate/passage.hpp"
#include "core/gate/return_lane.hpp"
#include "core/gate/revocation.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "firmware-daemon/app/blocked_time.hpp"

namespace otkel::app {
namespace {

/// The rows behind the facts; the steps of a decision move these.
struct Rows {
  std::optional<store::BookingRow> booking;
  std::optional<store::ApplicationRow> application;
  std::optional<store::BlankRow> blank;
};

struct CarryOut {
  Context& c;
  Rows& rows;

  Result<void> operator()(const core::Event& fact) { return record(c, fact), Result<void>{}; }

  Result<void> operator()(const core::OpenIncident& incident) {
    return open_incident(c, incident.kind, incident.subject, incident.detail), Result<void>{};
  }

  Result<void> operator()(const core::BeginStay& step) {
    return c.stores.stays.begin(step.stay), Result<void>{};
  }

  Result<void> operator()(const core::BindStay& step) {
    core::Stay stay = step.stay;
    stay.application_no = step.application_no;
    return c.stores.stays.put(stay), Result<void>{};
  }

  Result<void> operator()(const core::MoveStay& step) {
    const auto stay = core::moved(step.stay, step.event, c.now, step.visit);
    if (!stay) return std::unexpected(stay.error());
    return c.stores.stays.put(*stay), Result<void>{};
  }

  Result<void> operator()(const core::MoveBooking& step) {
    if (step.event == core::BookingEvent::enter) {
      rows.booking->entered = c.now;
      fix_quality(c, *rows.booking);
    }
    return move_booking(c, *rows.booking, step.event);
  }

  Result<void> operator()(const core::EnterApplication& step) {
    rows.application->entered = step.entered;
    rows.application->card_matches = step.card_matches;
    return move_application(c, *rows.application, core::ApplicationEvent::enter);
  }

  Result<void> operator()(const core::MoveApplication& step) {
    if (step.event == core::ApplicationEvent::close)
      return end_application(c, *rows.application, step.event, step.reason);
    if (step.event == core::ApplicationEvent::leave_unissued) rows.application->entered.reset();
    return move_application(c, *rows.application, step.event);
  }

  Result<void> operator()(const core::MoveBlank& step) {
    if (step.event == core::BlankEvent::redeem) return move_blank(c, *rows.blank, step.event);
    return end_blank(c, *rows.blank, {step.event, step.cause, step.reason});
  }
};

Result<void> carry_out(Context& c, Rows& rows, const core::Decision& decision) {
  for (const auto& step : decision.steps)
    if (auto done = std::visit(CarryOut{c, rows}, step); !done) return done;
  return {};
}

std::optional<core::BookingFacts> facts_of(const std::optional<store::BookingRow>& row) {
  if (!row) return std::nullopt;
  return core::BookingFacts{row->booking_no, row->state};
}

std::optional<core::ApplicationFacts> facts_of(const std::optional<store::ApplicationRow>& row) {
  if (!row) return std::nullopt;
  return core::ApplicationFacts{row->application_no, row->plate,   row->bin,
                                row->state,          row->entered, row->revoked_reason.has_value()};
}

std::optional<core::BlankFacts> facts_of(const std::optional<store::BlankRow>& row) {
  if (!row) return std::nullopt;
  return core::BlankFacts{row->number.str(), row->state};
}

std::optional<core::CardFacts> card_of(Context& c, const std::string& plate) {
  const auto card = c.stores.registry.card(plate);
  if (!card) return std::nullopt;
  return core::CardFacts{card->bin, card->make};
}

void load_stays(Context& c, const core::Passage& p, core::PassageFacts& facts) {
  using Kind = core::PassageKind;
  const auto kind = core::kind_of(p);
  facts.stay = c.stores.stays.open_of(p.plate);
  if (kind == Kind::leave_late)
    facts.stay = core::proven_stay(c.stores.stays.awaiting_of(p.plate), facts.stay, p.evidence);
  const bool may_be_second_sight = kind == Kind::leave || kind == Kind::turn_back;
  if (kind == Kind::come_back || (may_be_second_sight && !facts.stay))
    facts.last = c.stores.stays.last_of(p.plate);
}

std::optional<store::ApplicationRow> application_of(Context& c, const core::Passage& p,
                                                    const core::PassageFacts& facts) {
  using Of = core::ApplicationOf;
  auto& applications = c.stores.applications;
  const auto of = core::application_of(core::kind_of(p));
  if (of == Of::coming_vehicle) return applications.open_of(p.plate);
  const auto& stay = of == Of::last_stay ? facts.last : facts.stay;
  if (stay && stay->application_no) return applications.find(*stay->application_no);
  return of == Of::stay_or_vehicle ? applications.last_of(p.plate) : std::nullopt;
}

core::PassageFacts load(Context& c, const core::Passage& p, Rows& rows) {
  core::PassageFacts facts;
  load_stays(c, p, facts);
  rows.booking = c.stores.bookings.active_of(p.plate);
  rows.application = application_of(c, p, facts);
  if (rows.application) {
    rows.blank = c.stores.blanks.last_of(rows.application->application_no);
    facts.card = card_of(c, rows.application->plate);
  }
  facts.booking = facts_of(rows.booking);
  facts.application = facts_of(rows.application);
  facts.blank = facts_of(rows.blank);
  return facts;
}

}  // namespace

Result<void> take_passage(Context& c, const core::Passage& passage) {
  Rows rows;
  const auto facts = load(c, passage, rows);
  const auto decision = core::decide_passage(passage, facts, c.now);
  if (!decision) return std::unexpected(decision.error());
  return carry_out(c, rows, *decision);
}

Result<void> enter_late(Context& c, store::ApplicationRow& application, const core::Stay& stay) {
  const auto visit = c.stores.visits.find(stay.entry_visit);
  const auto make = visit ? core::make_seen(visit->visit) : std::string{};
  Rows rows{{}, application, {}};
  const auto decision =
      core::enter_late(*facts_of(rows.application), card_of(c, application.plate), stay, make);
  auto done = carry_out(c, rows, decision);
  application = *rows.application;
  return done;
}

Result<void> release_held(Context& c, const core::Stay& stay) {
  Rows rows{c.stores.bookings.active_of(stay.plate), {}, {}};
  return carry_out(c, rows, core::release_held(stay, facts_of(rows.booking)));
}

Result<void> revoke(Context& c, const std::string& application_no, const std::string& reason) {
  Rows rows{{}, {}, c.stores.blanks.last_of(application_no)};
  return carry_out(c, rows, core::revoke(facts_of(rows.blank), reason));
}

}  // namespace otkel::app
