// From rows to facts, and from steps to rows.
#include "firmware-daemon/app/gate.hpp"

#include "core/gate/card_check.hpp"
#include "core/gate/entry.hpp"
#include "core/gate/exit.hpp"
#include "core/gate/passage.hpp"
#include "core/gate/return_lane.hpp"
#include "core/gate/revocation.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"

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

  Result<void> operator()(const core::BindExternal& step) {
    core::Stay stay = step.stay;
    stay.external_permit = step.number;
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
                                row->state,          row->entered, row->revoked_reason.has_value(),
                                row->make_set_aside};
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
  if (kind != Kind::come_back) return;
  const auto passed = [&](core::CameraRole role) {
    return c.stores.visits.last_passage(p.plate, role, p.evidence.visit_id);
  };
  facts.seen_coming = passed(core::CameraRole::entry_from_china);
  if (facts.last && facts.last->came_back)
    facts.left_since = passed(core::CameraRole::exit) > facts.last->came_back;
}

std::optional<store::ApplicationRow> application_of(Context& c, const core::Passage& p,
                                                    const core::PassageFacts& facts) {
  using Of = core::ApplicationOf;
  auto& applications = c.stores.applications;
  const auto of = core::application_of(core::kind_of(p));
  if (of == Of::coming_vehicle) return coming_application(c, p.plate);
  const bool of_last = of == Of::last_stay || (of == Of::stay_or_last && !facts.stay);
  const auto& stay = of_last ? facts.last : facts.stay;
  if (stay && stay->application_no) return applications.find(*stay->application_no);
  // With a stay that is bound to none it is on a trip of its own, under no application of ours.
  return of == Of::stay_or_vehicle && !stay ? applications.last_of(p.plate) : std::nullopt;
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

namespace {

/// Empty if the camera named none, or its visit is gone with the tables.
std::string make_at_entry(Context& c, const core::Stay& stay) {
  const auto visit = c.stores.visits.find(stay.entry_visit);
  return visit ? core::make_seen(visit->visit) : std::string{};
}

}  // namespace

Result<void> enter_late(Context& c, store::ApplicationRow& application, const core::Stay& stay) {
  const auto make = make_at_entry(c, stay);
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

Result<core::ExternalPermitRecorded> record_external(Context& c, const std::string& plate,
                                                     const core::StatedPermit& stated) {
  core::PassageFacts facts;
  facts.stay = c.stores.stays.open_of(plate);
  Rows rows;
  if (facts.stay && facts.stay->application_no)
    rows.blank = c.stores.blanks.last_of(*facts.stay->application_no);
  facts.blank = facts_of(rows.blank);
  facts.card = card_of(c, plate);
  const auto decision = core::record_external(stated, facts);
  if (!decision) return std::unexpected(decision.error());
  if (auto done = carry_out(c, rows, *decision); !done) return std::unexpected(done.error());
  return std::get<core::ExternalPermitRecorded>(std::get<core::Event>(decision->steps.front()));
}

std::optional<std::string> make_in_doubt(Context& c, const store::ApplicationRow& application) {
  if (application.state != core::ApplicationState::at_checkpoint || application.card_matches)
    return std::nullopt;
  const auto card = card_of(c, application.plate);
  if (!card || card->bin != application.bin) return std::nullopt;
  const auto stay = c.stores.stays.open_of(application.plate);
  return stay ? make_at_entry(c, *stay) : std::string{};
}

Result<core::MakeSetAside> set_make_aside(Context& c, store::ApplicationRow& application,
                                          const std::string& reason) {
  const auto seen = make_in_doubt(c, application).value_or("");
  auto fact = core::set_make_aside(*facts_of(std::optional(application)), application.card_matches,
                                   card_of(c, application.plate), seen, reason);
  if (!fact) return fact;
  application.card_matches = true;
  application.make_set_aside = seen;
  c.stores.applications.update(application);
  record(c, *fact);
  return fact;
}

}  // namespace otkel::app
