// Scheme, host, port and path.
#include "anpr-bridge/pull/camera_url.hpp"

#include "core/value/text.hpp"

namespace otkel::anpr {

using core::Code;

core::Result<CameraUrl> parse_camera_url(std::string_view url, std::string_view scheme,
                                         std::string_view default_port) {
  const std::string wanted = std::string(scheme) + "://";
  const auto bad = [&] {
    return core::fail(Code::config_invalid, "camera url '" + std::string(url) + "': expected " +
                                                wanted + "HOST[:PORT][/PATH]");
  };
  if (!url.starts_with(wanted)) return bad();
  url.remove_prefix(wanted.size());
  CameraUrl out;
  const auto slash = url.find('/');
  if (slash != url.npos) out.path = url.substr(slash);
  if (out.path == "/") out.path.clear();
  const std::string_view place = url.substr(0, slash);
  const auto bracket = place.rfind(']'), colon = place.rfind(':');
  const bool has_port = colon != place.npos && (bracket == place.npos || colon > bracket);
  out.host = place.substr(0, has_port ? colon : place.npos);
  out.port = has_port ? place.substr(colon + 1) : default_port;
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  const auto port = core::number_in<int>(out.port);
  if (out.host.empty() || !port || *port < 1 || *port > 65535) return bad();
  return out;
}

}  // namespace otkel::anpr
