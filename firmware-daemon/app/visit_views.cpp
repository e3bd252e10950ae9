// A visit with the cards it may be.
#include "firmware-daemon/app/visit_views.hpp"

#include "core/plate/vehicle_make.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"

namespace otkel::app {
namespace {

std::optional<std::string> filled(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

CandidateView candidate_view(Context& c, const core::MatchCandidate& candidate,
                             const VisitView& visit) {
  CandidateView v;
  v.plate = candidate.plate;
  v.cost = candidate.cost;
  v.differs = candidate.differs.value_or(std::vector<std::int64_t>{});
  if (const auto card = c.stores.registry.card(candidate.plate)) {
    v.make = filled(card->make);
    v.trailer_plate = card->trailer_plate;
    if (const auto carrier = c.stores.registry.carrier(card->bin)) v.carrier_name = carrier->name;
    if (visit.make_seen) v.make_agrees = core::same_make(card->make, *visit.make_seen);
    if (visit.trailer_seen && card->trailer_plate)
      v.trailer_agrees = *visit.trailer_seen == *card->trailer_plate;
  }
  if (const auto application = shown_application(c, candidate.plate)) {
    v.application_no = application->application_no;
    v.application_state = application->state;
  }
  if (const auto booking = c.stores.bookings.last_of(candidate.plate)) {
    v.booking_no = booking->booking_no;
    v.booking_state = booking->state;
  }
  return v;
}

}  // namespace

VisitView visit_view(Context& c, const store::VisitRow& row) {
  VisitView v;
  v.visit_id = row.visit.visit_id;
  v.camera = row.visit.camera;
  v.role = row.visit.role;
  v.received = row.visit.first_received;
  v.camera_time = camera_time(row.visit);
  if (v.camera_time)
    *v.camera_time += std::chrono::milliseconds{row.visit.clock_skew_ms.value_or(0)};
  v.picture_hash = filled(row.visit.picture_hash);
  v.rear_picture_hash = row.visit.rear_picture_hash;
  v.kind = row.decision.kind;
  v.why = row.decision.why;
  v.raw = row.decision.raw;
  v.folded = row.decision.folded;
  for (const auto& read : row.visit.reads) {
    if (!v.doubt) v.doubt = read.doubt;
    if (read.plate != row.decision.raw) continue;
    v.confidence = read.confidence;
    v.character_confidence = read.character_confidence;
  }
  v.reason = row.decision.reason;
  v.make_seen = filled(core::make_seen(row.visit));
  v.trailer_seen = core::trailer_seen(row.visit);
  for (const auto& candidate : row.decision.candidates)
    v.candidates.push_back(candidate_view(c, candidate, v));
  v.decided = row.decided_by.has_value();
  v.plate = row.plate;
  if (row.decided_by) v.decided_by = row.decided_by->str();
  v.officer_reason = row.officer_reason;
  v.second = row.second;
  if (row.plate) v.grade = grade_of(row);
  if (!row.visit.reads.empty()) v.hindrance = core::hindrance(row.visit);
  v.live = row.visit.live;
  v.against_read = row.against_read;
  return v;
}

}  // namespace otkel::app
