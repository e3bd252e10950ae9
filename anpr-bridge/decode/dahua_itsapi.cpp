// Dahua's ITSAPI push: JSON posted to .../NotificationInfo/TollgateInfo and its neighbours. The
// camera sends an event again and again until it is answered with "result": true. TollgateInfo is a
// vehicle; the rest is recognised and set aside. Every field may be missing, by firmware.
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "dahua";
constexpr std::string_view kOtherKeys[] = {"DeviceInfo",  "DeviceName", "DeviceModel",
                                           "AlarmInfo",   "Alarm",      "AlarmType",
                                           "ParkingInfo", "Parking",    "DeviceID"};

core::Motion motion_of(std::string_view direction) {
  if (same_word(direction, "Obverse") || same_word(direction, "Approach"))
    return core::Motion::approaching;
  if (same_word(direction, "Reverse") || same_word(direction, "Leave"))
    return core::Motion::leaving;
  return core::Motion::unknown;
}

std::string time_text_of(const JsonAt& snap) {
  const auto accurate = snap["AccurateTime"].text();
  return accurate.empty() ? snap["SnapTime"].text() : accurate;
}

/// DefenceCode is meant to be unique per capture, but some cameras leave it at a constant and
/// DeviceID always is one: without the time of the capture beside it, the second truck of the day
/// would pass for a repetition of the first.
std::string event_id_of(const JsonAt& snap) {
  const auto code = snap["DefenceCode"].text();
  const std::string id = code.empty() ? snap["DeviceID"].text() : code, time = time_text_of(snap);
  return id.empty() || time.empty() ? std::string{} : id + "@" + time;
}

std::string best_of(const JsonAt& picture) {
  std::string best;
  for (const auto key : {"NormalPic", "VehiclePic", "CutoutPic", "CutouPic"}) {
    std::string bytes = base64_jpeg(picture[key]["Content"].raw());
    if (bytes.size() > best.size()) best = std::move(bytes);
  }
  return best;
}

core::PlateRead read_of(const JsonAt& picture, const Hints& hints) {
  const auto plate = picture["Plate"], car = picture["Vehicle"], snap = picture["SnapInfo"];
  core::PlateRead read;
  read.maker = kMaker;
  read.event_id = event_id_of(snap);
  if (!plate["IsExist"].is_false()) read.plate = plate_text(plate["PlateNumber"].raw());
  read.confidence = confidence(plate["Confidence"].number(), 100);
  read.motion = motion_of(snap["Direction"].raw());
  read.country = country_code(plate["Region"].raw());
  read.vehicle_make = known_word(car["VehicleSign"].raw());
  read.vehicle_type = known_word(car["VehicleType"].raw());
  read.lane = lane_number(snap["LanNo"].whole());
  read.camera_time = iso_time(time_text_of(snap), hints.zone);
  return read;
}

core::Result<Decoded> from_object(const JsonAt& root, const Hints& hints) {
  const auto picture = root["Picture"];
  if (picture.is_object()) {
    if (!picture["Plate"].is_object() && !picture["SnapInfo"].is_object())
      return core::fail(core::Code::payload_malformed,
                        "dahua: Picture has neither Plate nor SnapInfo");
    auto decoded =
        vehicle("TollgateInfo", read_of(picture, hints), time_text_of(picture["SnapInfo"]));
    decoded.picture = best_of(picture);
    return decoded;
  }
  if (root.has("Picture"))
    return core::fail(core::Code::payload_malformed, "dahua: Picture is not an object");
  if (root.has("Active")) return notice(kMaker, Kind::heartbeat, "keepAlive");
  for (const auto key : kOtherKeys)
    if (root.has(key)) return notice(kMaker, Kind::other, key);
  return core::fail(core::Code::payload_malformed,
                    "dahua: a JSON object with none of Picture, Active, DeviceInfo, AlarmInfo");
}

bool recognises(const Envelope& envelope) {
  if (envelope.json.empty()) return false;
  const auto root = envelope.json.front().at();
  if (root.has("Picture") || root.has("Active")) return true;
  for (const auto key : kOtherKeys)
    if (root.has(key)) return true;
  return false;
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json) {
    auto decoded = from_object(part.at(), hints);
    if (!decoded) return std::unexpected(decoded.error());
    messages.push_back(std::move(*decoded));
  }
  if (messages.front().kind == Kind::read && messages.front().picture.empty())
    messages.front().picture = best_picture(envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kDahuaItsapi{kMaker, recognises, decode};

}  // namespace otkel::anpr
