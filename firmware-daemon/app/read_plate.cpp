// From a visit to a passage.
#include "firmware-daemon/app/read_plate.hpp"

#include "core/plate/plate_match.hpp"
#include "core/plate/read_support.hpp"
#include "core/plate/vehicle_seen.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/learn_confusions.hpp"
#include "firmware-daemon/app/truck_records.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"

namespace otkel::app {
namespace {

const core::CardIndex& cards(Context& c) {
  auto& held = c.around.cards;
  if (!held.loaded) {
    for (const auto& plate : c.stores.registry.card_plates()) held.index.put(plate);
    held.loaded = true;
  }
  for (const auto& plate : held.written) {
    if (c.stores.registry.card(plate))
      held.index.put(plate);
    else
      held.index.erase(plate);
  }
  held.written.clear();
  return held.index;
}

core::MatchEvidence match_of(const store::VisitRow& row) {
  core::MatchEvidence m;
  m.kind = row.decision.kind;
  for (const auto& candidate : row.decision.candidates) {
    if (candidate.plate == row.plate)
      m.cost = candidate.cost;
    else if (!m.runner_up)
      m.runner_up = candidate;
  }
  // The officer named a card that the read supports and that was not there yet when it was matched.
  if (row.decided_by && !row.against_read && m.kind == core::MatchKind::none)
    m.kind = core::MatchKind::probable;
  m.version = row.decision.version.value_or("");
  return m;
}

core::Evidence evidence_of(const store::VisitRow& row) {
  core::Evidence e;
  e.visit_id = row.visit.visit_id;
  e.camera = row.visit.camera;
  e.received = row.visit.first_received;
  e.camera_time = camera_time(row.visit);
  e.skew_ms = row.visit.clock_skew_ms;
  e.picture_hash = row.visit.picture_hash;
  e.read = row.decision.raw;
  e.grade = grade_of(row);
  if (row.visit.camera != kNoCamera) e.match = match_of(row);
  e.rule = "officer";
  if (e.grade == core::EvidenceGrade::camera_exact)
    e.rule = core::word(row.decision.rule.value_or(core::MatchRule::none));
  return e;
}

Result<void> pass(Context& c, const store::VisitRow& row) {
  return take_passage(c, {row.visit.role, *row.plate, evidence_of(row), core::make_seen(row.visit),
                          core::trailer_seen(row.visit), row.officer_reason.value_or("")});
}

/// A read that stays for a person unless it is a tail of a trailer, which nobody has to name.
bool waits(const store::VisitRow& row, core::Hindrance hindrance) {
  if (!row.visit.live || row.decided_by) return false;
  const auto kind = row.decision.kind;
  return hindrance != core::Hindrance::rear_only ||
         (kind != core::MatchKind::none && kind != core::MatchKind::no_read);
}

void record_decision(Context& c, const store::VisitRow& row) {
  record(c, core::PlateDecided{row.visit.visit_id, row.visit.camera, row.visit.role,
                               row.visit.first_received, row.visit.picture_hash, row.decision,
                               row.plate, row.decided_by.value_or(core::ReadJudge::nobody),
                               row.officer_reason,
                               row.against_read ? std::optional(true) : std::nullopt, row.second});
}

/// All of it or nothing: a passage that is refused leaves the visit as it was.
Result<store::VisitRow> settle(Context& c, store::VisitRow row) {
  c.stores.visits.put(row);
  record_decision(c, row);
  if (row.plate)
    if (auto passed = pass(c, row); !passed) return std::unexpected(passed.error());
  return row;
}

/// Nobody stands by who could repair it, so a passage that cannot be taken becomes an incident and
/// the read itself stays on record.
Result<void> act_alone(Context& c, const store::VisitRow& row) {
  c.stores.visits.put(row);
  record_decision(c, row);
  const auto passed = c.stores.db.savepoint([&] { return pass(c, row); });
  if (!passed && core::is_storage(passed.error().code)) return passed;
  if (!passed)
    open_incident(c, core::IncidentKind::passage_not_taken, row.visit.visit_id,
                  *row.plate + ": " + passed.error().detail);
  return {};
}

/// Numbers begin again in every epoch of the log.
std::string entry_id(const sync::Position& head) {
  return "entry-" + head.epoch.substr(0, 8) + "-" + std::to_string(head.seq + 1);
}

Result<std::string> card_plate(Context& c, const std::string& text) {
  const auto plate = core::PlateNumber::parse(text);
  if (!plate) return std::unexpected(plate.error());
  if (!c.stores.registry.card(plate->str()))
    return fail(Code::permit_card_not_found, "no permit card for " + plate->str());
  return plate->str();
}

Result<store::VisitRow> load_undecided(Context& c, const std::string& visit_id) {
  auto row = c.stores.visits.find(visit_id);
  if (!row) return fail(Code::visit_not_found, visit_id);
  if (row->decided_by)
    return fail(Code::visit_already_decided, "decided by " + row->decided_by->str());
  return *row;
}

/// The officers who ended the number or confirmed it.
bool ended_by(Context& c, const store::BlankRow& blank, const core::Person& person) {
  for (const auto& row : c.stores.log.about(blank.number.str())) {
    const bool end = row.type == core::BlankEnded::type;
    if (end && core::same_person(person_of(c, login_of(row.actor)), person)) return true;
  }
  return blank.second && core::same_person(person_of(c, *blank.second), person);
}

/// Whether a number of ours is behind an exact read that somebody says is none of ours.
core::Situation stake_of(Context& c, const store::VisitRow& row) {
  using core::Situation;
  if (row.decision.kind != core::MatchKind::exact || !row.decision.matched)
    return Situation::nothing_at_stake;
  const auto stay = c.stores.stays.open_of(*row.decision.matched);
  const auto application = stay && stay->application_no
                               ? c.stores.applications.find(*stay->application_no)
                               : c.stores.applications.last_of(*row.decision.matched);
  if (!application) return Situation::nothing_at_stake;
  const auto blank = c.stores.blanks.last_of(application->application_no);
  if (!blank || blank->state == core::BlankState::redeemed) return Situation::nothing_at_stake;
  const bool own =
      core::is_terminal(blank->state) && ended_by(c, *blank, person_of(c, officer_of(c)));
  return own ? Situation::own_end : Situation::number_at_stake;
}

core::Situation situation_of(Context& c, const store::VisitRow& row,
                             const std::optional<std::string>& plate) {
  if (!plate) return stake_of(c, row);
  const bool supported = core::reads_support(
      *plate, row.visit, row.decision, c.stores.confusions.of(row.visit.camera), c.checkpoint.pack);
  return supported ? core::Situation::read_supports : core::Situation::read_opposes;
}

Result<void> late_is_usable(const store::VisitRow& row) {
  if (row.visit.live) return {};
  if (row.visit.role != core::CameraRole::exit)
    return fail(Code::exit_evidence_missing,
                "the record of " + row.visit.camera + " came late and says nothing about now");
  if (row.against_read)
    return fail(Code::exit_evidence_missing, "the late record of " + row.visit.camera +
                                                 " reads \"" + row.decision.raw + "\" and not " +
                                                 *row.plate);
  return {};
}

/// What the incident of such a decision says.
std::string detail_of(const store::VisitRow& row, const std::string& why) {
  const std::string read = row.visit.camera + " (" + std::string(core::word(row.visit.role)) +
                           ") read \"" + row.decision.raw + "\"; the officer says ";
  return read + row.plate.value_or("that it is none of ours") + ": " + why;
}

/// The trip that a passage by hand belongs to: each is looked at once.
std::string subject_of_trip(Context& c, const std::string& plate) {
  const auto application = coming_application(c, plate);
  return application ? application->application_no : plate;
}

std::string detail_by_hand(Context& c, core::CameraRole role, const std::string& plate,
                           const std::string& why) {
  std::string reported =
      plate + ", " + std::string(core::word(role)) + ", by an officer's statement: " + why;
  if (role != core::CameraRole::gate_in) return reported;
  const auto booking = c.stores.bookings.active_of(plate);
  return reported + (!booking              ? "; it has no booking"
                     : booking->called     ? "; it had been called"
                     : booking->checked_in ? "; it had checked in and nobody had called it"
                                           : "; it had not checked in and nobody had called it");
}

}  // namespace

std::optional<Instant> camera_time(const core::Visit& visit) {
  for (const auto& read : visit.reads)
    if (read.camera_time && read.camera.value_or(visit.camera) == visit.camera)
      return read.camera_time;
  return std::nullopt;
}

core::EvidenceGrade grade_of(const store::VisitRow& row) {
  using Grade = core::EvidenceGrade;
  if (is_statement(row)) return Grade::officer_entry;
  if (row.decided_by && *row.decided_by == core::ReadJudge::exact) return Grade::camera_exact;
  return row.visit.live ? Grade::camera_confirmed : Grade::camera_confirmed_late;
}

Result<void> take_visit(Context& c, const core::Visit& visit) {
  c.actor = core::Actor::camera(visit.camera);
  auto before = c.stores.visits.find(visit.visit_id);
  if (before && before->visit.revision >= visit.revision) return {};
  if (before && before->decided_by) {
    before->visit = visit;
    c.stores.visits.put(*before);
    return {};
  }
  store::VisitRow row;
  row.visit = visit;
  row.decision = core::match_plate(core::own_plate_reads(visit), cards(c),
                                   c.stores.confusions.of(visit.camera), c.checkpoint.pack,
                                   presence_at(c, visit));
  const auto hindrance = core::hindrance(visit);
  if (hindrance == core::Hindrance::none && row.decision.may_act) {
    row.plate = row.decision.matched;
    row.decided_by = core::ReadJudge::exact;
    return act_alone(c, row);
  }
  row.waits = waits(row, hindrance);
  c.stores.visits.put(row);
  const bool news = !before || before->decision.kind != row.decision.kind;
  if (news) record_decision(c, row);
  return {};
}

Result<core::Situation> situation_of_dismissal(Context& c, const std::string& visit_id) {
  const auto row = load_undecided(c, visit_id);
  if (!row) return std::unexpected(row.error());
  return stake_of(c, *row);
}

Result<store::VisitRow> decide_visit(Context& c, const DecideVisit& decision) {
  const auto why = core::read_reason(decision.reason);
  if (!why) return std::unexpected(why.error());
  auto row = load_undecided(c, decision.visit_id);
  if (!row) return row;
  if (decision.plate) {
    auto plate = card_plate(c, *decision.plate);
    if (!plate) return std::unexpected(plate.error());
    row->plate = *plate;
  }
  const auto situation = situation_of(c, *row, row->plate);
  row->against_read = situation == core::Situation::read_opposes;
  if (auto usable = late_is_usable(*row); !usable) return std::unexpected(usable.error());
  const auto verb = row->plate ? core::Verb::name_plate : core::Verb::dismiss_read;
  if (auto may = authorise(
          c, Act{verb, situation, row->visit.visit_id, detail_of(*row, *why), decision.second});
      !may)
    return std::unexpected(may.error());
  row->decided_by = c.actor;
  row->officer_reason = *why;
  row->second = login_of(decision.second);
  row->waits = false;
  auto settled = settle(c, *row);
  // What the camera did not read teaches nothing about how it misreads.
  if (settled && !settled->against_read) learn_confusions(c, *settled);
  return settled;
}

Result<store::VisitRow> enter_visit(Context& c, const EnterVisit& entry) {
  const auto why = core::read_reason(entry.reason);
  if (!why) return std::unexpected(why.error());
  auto plate = card_plate(c, entry.plate);
  if (!plate) return std::unexpected(plate.error());
  const auto situation =
      entry.role == core::CameraRole::exit ? core::Situation::at_exit : core::Situation::usual;
  if (auto may = authorise(c, Act{core::Verb::enter_by_hand,
                                  situation,
                                  subject_of_trip(c, *plate),
                                  detail_by_hand(c, entry.role, *plate, *why),
                                  {}});
      !may)
    return std::unexpected(may.error());
  store::VisitRow row;
  row.visit.visit_id = entry_id(c.stores.log.head());
  row.visit.camera = kNoCamera;
  row.visit.role = entry.role;
  row.visit.first_received = row.visit.last_received = c.now;
  row.plate = *plate;
  row.decided_by = c.actor;
  row.officer_reason = *why;
  return settle(c, row);
}

}  // namespace otkel::app
