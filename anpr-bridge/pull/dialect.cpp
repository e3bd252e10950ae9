// The endless answers need no more than a target; lists and ONVIF have files of their own.
#include "anpr-bridge/pull/dialect.hpp"

#include "anpr-bridge/pull/hikvision_plates.hpp"
#include "anpr-bridge/pull/onvif.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;
using std::chrono::milliseconds;

constexpr milliseconds kDahuaSilence{16'000};      // three heartbeats of five seconds, and one
constexpr milliseconds kHikvisionSilence{35'000};  // it says "videoloss inactive" every ten

class Stream final : public Dialect {
 public:
  Stream(std::string target, milliseconds silence) {
    ask_.target = std::move(target);
    ask_.stream = true;
    ask_.patience = silence;
  }
  Ask ask(core::Instant) override { return ask_; }
  Result<Understood> understand(int status, std::string_view, core::Instant) override {
    return core::fail(Code::peer_refused, "status " + std::to_string(status) +
                                              " instead of a stream for " + ask_.target);
  }

 private:
  Ask ask_;
};

}  // namespace

Result<CameraUrl> parse_camera_url(std::string_view url, std::string_view scheme,
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

Result<std::unique_ptr<Dialect>> make_dialect(const CameraSettings& camera, Journal& journal,
                                              core::Random& random) {
  const std::string channel = std::to_string(camera.channel);
  switch (camera.protocol) {
    case core::CameraProtocol::hikvision_stream:
      return std::make_unique<Stream>("/ISAPI/Event/notification/alertStream", kHikvisionSilence);
    case core::CameraProtocol::dahua_events:
      return std::make_unique<Stream>(
          "/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction]&heartbeat=5",
          kDahuaSilence);
    case core::CameraProtocol::dahua_snapshots:
      return std::make_unique<Stream>(
          "/cgi-bin/snapManager.cgi?action=attachFileProc&channel=" + channel +
              "&heartbeat=5&Flags[0]=Event&Events=[TrafficJunction]",
          kDahuaSilence);
    case core::CameraProtocol::hikvision_plates:
      return HikvisionPlates::open(camera, journal);
    case core::CameraProtocol::onvif: {
      const auto url = parse_camera_url(camera.url, "http", "80");
      if (!url) return std::unexpected(url.error());
      return std::make_unique<Onvif>(Login{camera.user, camera.password}, url->path, random);
    }
    case core::CameraProtocol::push:
    case core::CameraProtocol::mqtt:
      break;
  }
  return nullptr;
}

}  // namespace otkel::anpr
