#pragma once
// The address of a camera that is asked, or of the broker that has its messages.
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::anpr {

/// Where a camera is: "http://10.20.0.11:8080/onvif/events" taken apart.
struct CameraUrl {
  std::string host, port, path;  ///< path: empty, or from its slash
};
/// Errors: config_invalid.
core::Result<CameraUrl> parse_camera_url(std::string_view url, std::string_view scheme,
                                         std::string_view default_port);

}  // namespace otkel::anpr
