#pragma once
// The decision card: what cameras saw of one vehicle, and everything that helps a person to say
// whose card it is.
#include <optional>
#include <string>
#include <vector>

#include "core/plate/vehicle_seen.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// A card that the read may be, with what else supports or contradicts it.
struct CandidateView {
  std::string plate;
  double cost = 0;
  std::vector<std::int64_t> differs;  ///< places in `plate`, from 0, that the read lacks
  std::optional<std::string> make, carrier_name, application_no, booking_no;
  std::optional<core::ApplicationState> application_state;
  std::optional<core::BookingState> booking_state;
  std::optional<bool> make_agrees, trailer_agrees;  ///< unset: not seen, or not on the card
  std::optional<std::string> trailer_plate;         ///< of the card
  static constexpr auto fields() {
    using core::field;
    using V = CandidateView;
    return std::tuple{field("plate", &V::plate),
                      field("cost", &V::cost),
                      field("differs", &V::differs),
                      field("make", &V::make),
                      field("carrier_name", &V::carrier_name),
                      field("application_no", &V::application_no),
                      field("booking_no", &V::booking_no),
                      field("application_state", &V::application_state),
                      field("booking_state", &V::booking_state),
                      field("make_agrees", &V::make_agrees),
                      field("trailer_agrees", &V::trailer_agrees),
                      field("trailer_plate", &V::trailer_plate)};
  }
};

struct VisitView {
  std::string visit_id, camera;
  core::CameraRole role = core::CameraRole::gate_in;
  Instant received{};
  std::optional<Instant> camera_time;  ///< set right by the camera's usual skew
  std::optional<std::string> picture_hash, rear_picture_hash;
  core::MatchKind kind = core::MatchKind::no_read;
  std::optional<core::MatchWhy> why;
  core::Hindrance hindrance = core::Hindrance::none;
  std::optional<core::ReadDoubt> doubt;  ///< the first of its reads'
  std::string raw, folded;
  std::optional<double> confidence;
  std::vector<double> character_confidence;
  std::string reason;
  std::optional<std::string> make_seen, trailer_seen;
  std::vector<CandidateView> candidates;
  bool decided = false;
  std::optional<std::string> plate, decided_by, officer_reason, second;
  std::optional<core::EvidenceGrade> grade;  ///< of the passage, if a card was named
  bool live = true;
  bool against_read = false;  ///< an officer named a plate that the read does not support
  static constexpr auto fields() {
    using core::field;
    using V = VisitView;
    return std::tuple{field("visit_id", &V::visit_id),
                      field("camera", &V::camera),
                      field("role", &V::role),
                      field("received", &V::received),
                      field("camera_time", &V::camera_time),
                      field("picture_hash", &V::picture_hash),
                      field("rear_picture_hash", &V::rear_picture_hash),
                      field("kind", &V::kind),
                      field("why", &V::why),
                      field("hindrance", &V::hindrance),
                      field("doubt", &V::doubt),
                      field("raw", &V::raw),
                      field("folded", &V::folded),
                      field("confidence", &V::confidence),
                      field("character_confidence", &V::character_confidence),
                      field("reason", &V::reason),
                      field("make_seen", &V::make_seen),
                      field("trailer_seen", &V::trailer_seen),
                      field("candidates", &V::candidates),
                      field("decided", &V::decided),
                      field("plate", &V::plate),
                      field("decided_by", &V::decided_by),
                      field("officer_reason", &V::officer_reason),
                      field("second", &V::second),
                      field("grade", &V::grade),
                      field("live", &V::live),
                      field("against_read", &V::against_read)};
  }
};

VisitView visit_view(Context& context, const store::VisitRow& row);

}  // namespace otkel::app
