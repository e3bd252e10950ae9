// TollgateInfo is a vehicle; KeepAlive, DeviceInfo, ParkingInfo and AlarmInfo are recognised and
// set aside. Every field may be missing: firmware versions differ in what they send.
#include "anpr-bridge/decode/dahua_itsapi.hpp"

#include "anpr-bridge/decode/text.hpp"
#include "codec/json.hpp"
#include "core/plate_number.hpp"

namespace otkel::anpr {
namespace {

namespace json = codec::json;

constexpr std::string_view kOtherKeys[] = {"DeviceInfo",  "DeviceName", "DeviceModel",
                                           "AlarmInfo",   "Alarm",      "AlarmType",
                                           "ParkingInfo", "Parking",    "DeviceID"};

const json::object* object_in(const json::object* parent, std::string_view key) {
  if (parent == nullptr) return nullptr;
  const auto* found = parent->if_contains(key);
  return found == nullptr ? nullptr : found->if_object();
}

std::string_view text_in(const json::object* parent, std::string_view key) {
  if (parent == nullptr) return {};
  const auto* found = parent->if_contains(key);
  const auto* text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string_view{} : trim(*text);
}

/// Numbers come as numbers or as text, by firmware.
std::optional<double> number_in(const json::object* parent, std::string_view key) {
  if (parent == nullptr) return std::nullopt;
  const auto* found = parent->if_contains(key);
  if (found == nullptr) return std::nullopt;
  if (found->is_number()) return found->to_number<double>();
  if (const auto* text = found->if_string())
    if (const auto value = percent(*text)) return *value * 100;
  return std::nullopt;
}

bool is_false(const json::object* parent, std::string_view key) {
  if (parent == nullptr) return false;
  const auto* found = parent->if_contains(key);
  if (found == nullptr) return false;
  if (const auto* value = found->if_bool()) return !*value;
  if (const auto* value = found->if_string()) return same_word(*value, "false") || *value == "0";
  if (found->is_int64()) return found->get_int64() == 0;
  return false;
}

std::string known_word(std::string_view value) {
  return same_word(value, "unknown") || same_word(value, "other") ? std::string{}
                                                                  : clean(value, 32);
}

core::Motion motion_of(std::string_view direction) {
  if (same_word(direction, "Obverse") || same_word(direction, "Approach"))
    return core::Motion::approaching;
  if (same_word(direction, "Reverse") || same_word(direction, "Leave"))
    return core::Motion::leaving;
  return core::Motion::unknown;
}

std::string time_text_of(const json::object* snap) {
  const auto accurate = text_in(snap, "AccurateTime");
  return clean(accurate.empty() ? text_in(snap, "SnapTime") : accurate);
}

/// DefenceCode is meant to be unique per capture, but some cameras leave it at a constant and
/// DeviceID always is one: without the time of the capture beside it, the second truck of the day
/// would pass for a repetition of the first.
std::string event_id_of(const json::object* snap) {
  const auto code = text_in(snap, "DefenceCode");
  const auto device = text_in(snap, "DeviceID");
  const std::string id = clean(code.empty() ? device : code, 64), time = time_text_of(snap);
  return id.empty() || time.empty() ? std::string{} : id + "@" + time;
}

std::string best_of(const json::object* picture) {
  std::string best;
  for (const auto key : {"NormalPic", "VehiclePic", "CutoutPic", "CutouPic"}) {
    std::string bytes = base64_decode(text_in(object_in(picture, key), "Content"));
    if (bytes.size() > best.size() && is_whole_jpeg(bytes)) best = std::move(bytes);
  }
  return best;
}

std::optional<double> confidence_of(const json::object* plate) {
  const auto value = number_in(plate, "Confidence");
  if (!value || !(*value >= 0 && *value <= 100)) return std::nullopt;
  return *value / 100;
}

core::PlateRead read_of(const json::object* picture, const Hints& hints) {
  const auto* plate = object_in(picture, "Plate");
  const auto* vehicle = object_in(picture, "Vehicle");
  const auto* snap = object_in(picture, "SnapInfo");
  core::PlateRead read;
  read.maker = "dahua";
  read.event_id = event_id_of(snap);
  const std::string number = clean(text_in(plate, "PlateNumber"), 24);
  if (!is_false(plate, "IsExist") && !core::fold_plate_text(number).empty()) read.plate = number;
  read.confidence = confidence_of(plate);
  read.motion = motion_of(text_in(snap, "Direction"));
  read.country = clean(text_in(plate, "Region"), 32);
  read.vehicle_make = known_word(text_in(vehicle, "VehicleSign"));
  read.vehicle_type = known_word(text_in(vehicle, "VehicleType"));
  if (const auto lane = number_in(snap, "LanNo"); lane && *lane >= 0 && *lane < 1000)
    read.lane = static_cast<std::int64_t>(*lane);
  read.camera_time = local_time(time_text_of(snap), hints.zone);
  return read;
}

core::Result<Decoded> from_object(const json::object& root, const Hints& hints) {
  Decoded decoded;
  decoded.maker = "dahua";
  if (const auto* picture = object_in(&root, "Picture")) {
    if (object_in(picture, "Plate") == nullptr && object_in(picture, "SnapInfo") == nullptr)
      return core::fail(core::Code::payload_malformed,
                        "dahua: Picture has neither Plate nor SnapInfo");
    decoded.kind = Kind::read;
    decoded.what = "TollgateInfo";
    decoded.read = read_of(picture, hints);
    decoded.time_text = time_text_of(object_in(picture, "SnapInfo"));
    decoded.picture = best_of(picture);
    return decoded;
  }
  if (root.contains("Picture"))
    return core::fail(core::Code::payload_malformed, "dahua: Picture is not an object");
  if (root.contains("Active")) {
    decoded.kind = Kind::heartbeat;
    decoded.what = "keepAlive";
    return decoded;
  }
  for (const auto key : kOtherKeys)
    if (root.contains(key)) {
      decoded.what = std::string(key);
      return decoded;
    }
  return core::fail(core::Code::payload_malformed,
                    "dahua: a JSON object with none of Picture, Active, DeviceInfo, AlarmInfo");
}

}  // namespace

bool recognises_dahua_itsapi(const Envelope& envelope) { return !envelope.json.empty(); }

core::Result<Decoded> decode_dahua_itsapi(const Envelope& envelope, const Hints& hints) {
  const Part& part = envelope.json.front();
  std::string_view text = part.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto value = codec::parse(text);
  if (!value)
    return core::fail(
        core::Code::payload_malformed,
        "dahua: JSON part at byte " + std::to_string(part.offset) + ": " + value.error().detail);
  const auto* root = value->if_object();
  if (root == nullptr)
    return core::fail(core::Code::payload_malformed, "dahua: the JSON is not an object");
  auto decoded = from_object(*root, hints);
  if (decoded && decoded->kind == Kind::read && decoded->picture.empty())
    decoded->picture = best_picture(envelope.pictures);
  return decoded;
}

}  // namespace otkel::anpr
