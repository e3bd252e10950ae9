// Dahua's ITSAPI push: JSON posted to .../NotificationInfo/TollgateInfo and its neighbours. The
// camera sends an event again and again until it is answered with "result": true. TollgateInfo is a
// vehicle; the rest is recognised and set aside. Every field may be missing, by firmware.
#include <algorithm>

#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/makers.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "dahua";
/// What else comes to NotificationInfo/..., each beside the number of its device.
constexpr std::string_view kOtherKeys[] = {"DeviceName", "DeviceModel", "AlarmInfo", "Alarm",
                                           "AlarmType",  "ParkingInfo", "Parking"};

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
  set_confidence(read, plate["Confidence"], 100);
  read.motion = motion_of(snap["Direction"].raw());
  read.country = country_code(plate["Region"].raw());
  read.vehicle_make = known_word(car["VehicleSign"].raw());
  read.vehicle_type = known_word(car["VehicleType"].raw());
  read.vehicle_colour = colour_word(car["VehicleColor"].raw());
  read.lane = lane_number(snap["LanNo"].whole());
  read.camera_time = iso_time(time_text_of(snap), hints.zone);
  return read;
}

bool is_tollgate(const JsonAt& root) {
  const auto picture = root["Picture"], plate = picture["Plate"];
  return picture["SnapInfo"].is_object() || plate.has("PlateNumber") || plate.has("IsExist");
}

bool is_heartbeat(const JsonAt& root) { return same_word(root["Active"].raw(), "keepAlive"); }

/// The name of a message that is about no vehicle; empty if it is none of these.
std::string_view other_in(const JsonAt& root) {
  for (const auto key : kOtherKeys)
    if (root.has("DeviceID") && root.has(key)) return key;
  return {};
}

core::Result<Decoded> from_object(const JsonAt& root, const Hints& hints) {
  if (is_tollgate(root)) {
    const auto picture = root["Picture"];
    auto decoded =
        vehicle("TollgateInfo", read_of(picture, hints), time_text_of(picture["SnapInfo"]));
    decoded.picture = best_of(picture);
    return decoded;
  }
  if (is_heartbeat(root)) return notice(kMaker, Kind::heartbeat, "keepAlive");
  if (const auto other = other_in(root); !other.empty()) return notice(kMaker, Kind::other, other);
  return core::fail(core::Code::payload_malformed,
                    "dahua: a JSON object that is neither a Picture with Plate or SnapInfo, nor "
                    "keepAlive, nor a DeviceID with the name of a device or an alarm");
}

/// By the maker's own marks, never by one name that others use: `DeviceID` alone is anybody's.
bool recognises(const Envelope& envelope) {
  return std::ranges::any_of(envelope.json, [](const auto& part) {
    return is_tollgate(part.at()) || is_heartbeat(part.at()) || !other_in(part.at()).empty();
  });
}

core::Result<Messages> decode(const Envelope& envelope, const Hints& hints) {
  Messages messages;
  for (const auto& part : envelope.json) {
    auto decoded = from_object(part.at(), hints);
    messages.push_back(decoded ? std::move(*decoded) : undecodable(kMaker, decoded.error()));
  }
  give_pictures(messages, envelope.pictures);
  return messages;
}

}  // namespace

const Decoder makers::kDahuaItsapi{kMaker, recognises, decode};

}  // namespace otkel::anpr
