#pragma once
// The cameras as the technician sees them.
#include <optional>
#include <vector>

#include "core/plate/camera.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct CamerasView {
  bool bridge_up = false;           ///< it reported within the last quarter of a minute
  std::optional<Instant> heard_at;  ///< when it last did; missing: not since the daemon's start
  bool ready = false, pictures_kept = true;
  std::int64_t backlog = 0, turned_away = 0;
  std::vector<core::CameraStatus> cameras;
  std::vector<core::StrangerStatus> strangers;
  std::vector<core::RefusalStatus> refusals;
  std::optional<core::NationalStatus> national;  ///< missing: nothing is reported there
  static constexpr auto fields() {
    using core::field;
    using V = CamerasView;
    return std::tuple{field("bridge_up", &V::bridge_up), field("heard_at", &V::heard_at),
                      field("ready", &V::ready),         field("pictures_kept", &V::pictures_kept),
                      field("backlog", &V::backlog),     field("turned_away", &V::turned_away),
                      field("cameras", &V::cameras),     field("strangers", &V::strangers),
                      field("refusals", &V::refusals),   field("national", &V::national)};
  }
};

CamerasView cameras_view(const Context& context);

}  // namespace otkel::app
