#pragma once
// A person named the plate that a camera had read: the matcher learns how this camera misreads.
#include <optional>
#include <string>
#include <vector>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Counts every text that a camera gave for the vehicle's own plate against the one that a person
/// named, once each, and writes down what it learned. Never called if no person looked.
void learn_confusions(Context& context, const store::VisitRow& decided);

/// A camera was moved, cleaned or replaced. Errors: reason_missing, not_found, forbidden.
Result<void> forget_confusions(Context& context, const std::string& camera,
                               const std::string& reason);

struct CameraMistakes {
  std::string camera;
  std::vector<core::ConfusionCount> counts;  ///< read is not truth; the most frequent first
  static constexpr auto fields() {
    return std::tuple{core::field("camera", &CameraMistakes::camera),
                      core::field("counts", &CameraMistakes::counts)};
  }
};

struct ConfusionsView {
  std::vector<CameraMistakes> cameras;
  static constexpr auto fields() {
    return std::tuple{core::field("cameras", &ConfusionsView::cameras)};
  }
};
ConfusionsView confusions_view(Context& context);

}  // namespace otkel::app
