// Scheme, host, port and path, as Boost.URL takes them apart.
#include "anpr-bridge/pull/camera_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace otkel::anpr {

using core::Code;

core::Result<CameraUrl> parse_camera_url(std::string_view text, std::string_view scheme,
                                         std::string_view default_port) {
  const auto url = boost::urls::parse_uri(text);
  const bool holds = url && std::string_view(url->scheme()) == scheme && !url->has_userinfo() &&
                     !url->has_fragment() && !url->encoded_host().empty() &&
                     (!url->has_port() || url->port_number() != 0);
  if (!holds)
    return core::fail(Code::config_invalid, "camera url '" + std::string(text) + "': expected " +
                                                std::string(scheme) + "://HOST[:PORT][/PATH]");
  CameraUrl out{url->host_address(), std::string(default_port),
                std::string(url->encoded_resource())};
  if (url->has_port()) out.port = std::to_string(url->port_number());
  if (out.path == "/") out.path.clear();
  return out;
}

}  // namespace otkel::anpr
