// From a visit to a passage.
#include "firmware-daemon/app/read_plate.hpp"

#include "firmware-daemon/app/gate.hpp"

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

core::Evidence evidence_of(const store::VisitRow& row, const std::string& grade) {
  core::Evidence e;
  e.visit_id = row.visit.visit_id;
  e.camera = row.visit.camera;
  e.received = row.visit.first_received;
  for (const auto& read : row.visit.reads)
    if (!e.camera_time) e.camera_time = read.camera_time;
  e.picture_hash = row.visit.picture_hash;
  e.read = row.decision.raw;
  e.grade = grade;
  return e;
}

Result<void> pass(Context& c, const store::VisitRow& row, const std::string& grade) {
  const Passage passage{*row.plate, evidence_of(row, grade), core::make_seen(row.visit),
                        *row.decided_by};
  switch (row.visit.role) {
    case core::CameraRole::gate_in:
      return enter_territory(c, passage);
    case core::CameraRole::exit:
      return leave_territory(c, passage);
    case core::CameraRole::return_lane:
      return turn_back(c, passage);
  }
  return {};
}

void record_decision(Context& c, const store::VisitRow& row) {
  record(c, core::PlateDecided{row.visit.visit_id, row.visit.camera, row.visit.role,
                               row.visit.first_received, row.visit.picture_hash, row.decision,
                               row.plate, row.decided_by.value_or("nobody")});
}

/// Saves first, so that a passage that fails leaves the read itself on record.
Result<store::VisitRow> settle(Context& c, store::VisitRow row, const std::string& grade) {
  c.stores.visits.put(row);
  record_decision(c, row);
  if (row.plate)
    if (auto passed = pass(c, row, grade); !passed) return std::unexpected(passed.error());
  return row;
}

/// Nobody stands by who could mend it, so a passage that cannot be taken becomes an incident and
/// the read itself stays on record.
Result<void> act_alone(Context& c, const store::VisitRow& row) {
  c.stores.visits.put(row);
  record_decision(c, row);
  const auto passed = c.stores.db.transact([&] { return pass(c, row, "camera_exact"); });
  if (!passed && is_failure_of_storage(passed.error().code)) return passed;
  if (!passed)
    open_incident(c, "passage_not_taken", row.visit.visit_id,
                  *row.plate + ": " + passed.error().detail);
  return {};
}

Result<std::string> card_plate(Context& c, const std::string& text) {
  const auto plate = core::PlateNumber::parse(text);
  if (!plate) return std::unexpected(plate.error());
  if (!c.stores.registry.card(plate->str()))
    return fail(Code::permit_card_not_found, "no permit card for " + plate->str());
  return plate->str();
}

bool blank_text(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Result<void> take_visit(Context& c, const core::Visit& visit) {
  c.actor = "camera:" + visit.camera;
  const auto before = c.stores.visits.find(visit.visit_id);
  if (before && before->visit.revision >= visit.revision) return {};
  store::VisitRow row{
      visit, core::match_plate(visit.reads, cards(c), {}, c.checkpoint.pack), {}, {}};
  if (before && before->decided_by) {
    row.plate = before->plate;
    row.decided_by = before->decided_by;
    c.stores.visits.put(row);
    return {};
  }
  if (visit.live && row.decision.may_act) {
    row.plate = row.decision.candidates.front().plate;
    row.decided_by = "exact";
    return act_alone(c, row);
  }
  c.stores.visits.put(row);
  const bool news = !before || before->decision.kind != row.decision.kind;
  if (news) record_decision(c, row);
  return {};
}

Result<store::VisitRow> decide_visit(Context& c, const DecideVisit& decision) {
  if (blank_text(decision.reason)) return fail(Code::reason_missing, "say in words why");
  auto row = c.stores.visits.find(decision.visit_id);
  if (!row) return fail(Code::visit_not_found, decision.visit_id);
  if (row->decided_by) return fail(Code::visit_already_decided, "decided by " + *row->decided_by);
  if (decision.plate) {
    auto plate = card_plate(c, *decision.plate);
    if (!plate) return std::unexpected(plate.error());
    row->plate = *plate;
  }
  row->decided_by = c.actor;
  row->decision.reason = decision.reason;
  return settle(c, *row, "camera_confirmed");
}

Result<store::VisitRow> enter_visit(Context& c, const EnterVisit& entry) {
  if (blank_text(entry.reason)) return fail(Code::reason_missing, "say in words why");
  if (entry.role == core::CameraRole::exit)
    return fail(Code::exit_evidence_missing,
                "an exit is taken from a camera only; an officer's word redeems nothing (R-37)");
  auto plate = card_plate(c, entry.plate);
  if (!plate) return std::unexpected(plate.error());
  store::VisitRow row;
  row.visit.visit_id = "entry-" + std::to_string(c.stores.log.head().seq + 1);
  row.visit.camera = "officer-entry";
  row.visit.role = entry.role;
  row.visit.first_received = row.visit.last_received = c.now;
  row.decision.reason = entry.reason;
  row.plate = *plate;
  row.decided_by = c.actor;
  return settle(c, row, "officer_entry");
}

}  // namespace otkel::app
