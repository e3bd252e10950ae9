// The endless answers need no more than a target; lists and ONVIF have files of their own.
#include "anpr-bridge/pull/dialects.hpp"

#include "anpr-bridge/pull/camera_url.hpp"
#include "anpr-bridge/pull/hikvision_plates.hpp"
#include "anpr-bridge/pull/onvif.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;
using std::chrono::milliseconds;

/// The events of Dahua's manager that are about a vehicle: passing, gate, toll, both plates of a
/// truck, parking, a picture taken by hand. A camera leaves out what it does not know.
constexpr std::string_view kDahuaEvents =
    "[TrafficJunction,TrafficGate,TrafficTollGate,TrafficCarMeasurement,TrafficParking,"
    "TrafficParkingSpaceParking,TrafficParkingSpaceNoParking,TrafficManualSnap]";

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

Result<std::unique_ptr<Dialect>> make_dialect(const CameraSettings& camera, Journal& journal,
                                              core::Random& random) {
  const std::string channel = std::to_string(camera.channel);
  switch (camera.protocol) {
    case core::CameraProtocol::hikvision_stream:
      return std::make_unique<Stream>("/ISAPI/Event/notification/alertStream", kHikvisionSilence);
    case core::CameraProtocol::dahua_events:
      return std::make_unique<Stream>("/cgi-bin/eventManager.cgi?action=attach&codes=" +
                                          std::string(kDahuaEvents) + "&heartbeat=5",
                                      kDahuaSilence);
    case core::CameraProtocol::dahua_snapshots:
      return std::make_unique<Stream>(
          "/cgi-bin/snapManager.cgi?action=attachFileProc&channel=" + channel +
              "&heartbeat=5&Flags[0]=Event&Events=" + std::string(kDahuaEvents),
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
