// Every field may be missing, and the same thing stands in other places by firmware and by event:
// junction, gate, toll, measurement, parking.
#include "anpr-bridge/decode/dahua_event.hpp"

#include <algorithm>
#include <utility>

#include "anpr-bridge/decode/agree.hpp"
#include "anpr-bridge/decode/camera_time.hpp"
#include "anpr-bridge/decode/confidence.hpp"
#include "anpr-bridge/decode/country.hpp"
#include "anpr-bridge/decode/plate_fields.hpp"
#include "anpr-bridge/decode/text.hpp"

namespace otkel::anpr {
namespace {

constexpr std::string_view kMaker = "dahua";

/// Events of cameras and recorders that are about no vehicle. All that begin with Traffic are
/// known besides.
// clang-format off
constexpr std::string_view kOtherEvents[] = {
    "VideoMotion", "VideoMotionInfo", "VideoLoss", "VideoBlind", "VideoUnFocus",
    "VideoAbnormalDetection", "AlarmLocal", "AlarmOutput", "AlarmIPC", "AlarmNet",
    "StorageNotExist", "StorageFailure", "StorageLowSpace", "StorageFormatPBREC", "AudioMutation",
    "AudioAnomaly", "CrossLineDetection", "CrossRegionDetection", "LeftDetection",
    "TakenAwayDetection", "FaceDetection", "FaceRecognition", "WanderDetection",
    "RioterDetection", "ParkingDetection", "MoveDetection", "HumanTrait", "NumberStat",
    "ManNumDetection", "CrowdDetection", "QueueStayDetection", "QueueNumDetection",
    "SmartMotionHuman", "SmartMotionVehicle", "SceneChange", "NTPAdjustTime", "TimeChange",
    "Reboot", "LoginFailure", "SystemState", "NewFile", "RtspSessionDisconnect", "IPConflict",
    "MACConflict", "NetAbort", "HeatImagingTemper", "FireWarning", "PowerFault",
    "ChassisIntruded", "SafetyAbnormal", "SIPRegisterResult", "LeFunctionStatusSync",
    "IntelliFrame", "VehicleDetect", "UpdateFile", "InterVideoAccess", "RecordDelete"};
// clang-format on

core::Motion motion_of(std::string_view word) {
  if (same_word(word, "Approach") || same_word(word, "Obverse")) return core::Motion::approaching;
  if (same_word(word, "Leave") || same_word(word, "Reverse")) return core::Motion::leaving;
  return core::Motion::unknown;
}

/// Of DrivingDirection only the first counts: the others are a person's words for both ways.
std::vector<core::Motion> motions_of(const JsonAt& event) {
  const auto car = event["TrafficCar"];
  std::vector<core::Motion> said;
  for (const auto& field : {car["DrivingDirection"].at(0), car["DrivingDirection"],
                            car["Direction"], event["JunctionDirection"], event["Direction"]})
    said.push_back(motion_of(field.raw()));
  return said;
}

std::vector<std::optional<core::View>> views_of(const JsonAt& event) {
  std::vector<std::optional<core::View>> said;
  for (const auto& field : {event["VehicleDirection"], event["Vehicle"]["VehicleDirection"]}) {
    if (same_word(field.raw(), "Head")) said.emplace_back(core::View::front);
    if (same_word(field.raw(), "Tail")) said.emplace_back(core::View::rear);
  }
  return said;
}

/// TrafficCar counts lanes from 1, the event itself from 0.
std::optional<std::int64_t> lane_of(const JsonAt& event) {
  if (const auto lane = lane_number(event["TrafficCar"]["Lane"].whole())) return lane;
  const auto lane = lane_number(event["Lane"].whole());
  return lane ? lane_number(*lane + 1) : std::nullopt;
}

/// Some firmware puts local time into `UTC`; `RealUTC` is there to repair that.
std::optional<core::Instant> time_of(const JsonAt& event, const Hints& hints) {
  const auto real = event["RealUTC"].number();
  auto time = epoch_time(real ? real : event["UTC"].number(), 1);
  if (!time) time = epoch_time(event["TrafficCar"]["UTC"].number(), 1);
  if (!time) {
    for (const auto name : {"LocaleTime", "CreateTime"})
      if (!time) time = iso_time(event[name].raw(), hints.zone);
    return time;
  }
  const auto ms = event["UTCMS"].whole();
  return *time + std::chrono::milliseconds{ms && *ms >= 0 && *ms < 1000 ? *ms : 0};
}

/// The text of an object is a plate only if the object is one: of a vehicle it is the brand.
void plates_into(core::PlateRead& read, const JsonAt& event) {
  const auto object = event["Object"];
  const bool is_plate = same_word(object["ObjectType"].raw(), "Plate");
  read.plate = plate_text(event["TrafficCar"]["PlateNumber"].raw());
  if (is_plate && read.plate.empty()) read.plate = plate_text(object["Text"].raw());
  if (is_plate) add_reading(read, object["Text"].raw());
  // Only the plate object's own confidence is about the plate; a missing one stays missing.
  if (is_plate) set_confidence(read, object["Confidence"], 100);
  for (const auto& info :
       {event["PlateInfo"], event["TrafficCar"]["PlateInfo"], object["PlateInfo"]}) {
    const std::string front = plate_text(info["FrontPlateNumber"].raw());
    const std::string back = plate_text(info["BackPlateNumber"].raw());
    if (!front.empty() && front != read.plate) {
      const std::string other = std::exchange(read.plate, front);
      std::erase_if(read.others,
                    [&](const auto& known) { return known.text == front || known.text == back; });
      if (other != back) add_reading(read, other);
    }
    if (!back.empty()) {
      read.trailer_plate = back;
      break;
    }
  }
}

/// The first of them that says something.
std::string word_of(std::initializer_list<JsonAt> places) {
  for (const auto& place : places)
    if (auto word = known_word(place.raw()); !word.empty()) return word;
  return {};
}

core::PlateRead read_of(const JsonAt& event, const Hints& hints) {
  const auto car = event["TrafficCar"];
  core::PlateRead read;
  read.maker = kMaker;
  const auto group = event["GroupID"].whole(), index = event["IndexInGroup"].whole();
  if (group) {
    read.group_id = std::to_string(*group);
    read.event_id = *read.group_id + "." + std::to_string(index.value_or(1));
  } else {
    read.event_id = car["DefendCode"].text(128);
  }
  plates_into(read, event);
  set_motion(read, motions_of(event));
  set_view(read, views_of(event));
  set_country(
      read, {country_code(car["Country"].raw()), country_code(event["CommInfo"]["Country"].raw())});
  read.vehicle_make = word_of({car["VehicleSign"], event["Vehicle"]["Text"], car["Brand"]});
  read.vehicle_type = word_of({event["Vehicle"]["Category"], car["Category"], car["VehicleType"]});
  read.vehicle_colour = colour_word(car["VehicleColor"].raw());
  read.lane = lane_of(event);
  read.camera_time = time_of(event, hints);
  return read;
}

/// What tells two messages apart: as sent, also where it is no time that can be read.
std::string time_text_of(const JsonAt& event) {
  std::string time = event["UTC"].text() + "." + event["UTCMS"].text();
  for (const auto name : {"RealUTC", "LocaleTime", "CreateTime"})
    if (time == ".") time = event[name].text() + ".";
  return time == "." ? "" : time;
}

}  // namespace

bool is_dahua_vehicle(const JsonAt& event) {
  const auto plates = event["PlateInfo"];
  return event["TrafficCar"].is_object() || plates.has("FrontPlateNumber") ||
         plates.has("BackPlateNumber") || same_word(event["Object"]["ObjectType"].raw(), "Plate");
}

core::Result<Decoded> dahua_event(std::string_view code, const JsonAt& event, const Hints& hints) {
  if (is_dahua_vehicle(event)) return vehicle(code, read_of(event, hints), time_text_of(event));
  const auto plates =
      event.value() == nullptr ? std::vector<PlateField>{} : plate_fields(*event.value());
  if (!plates.empty())
    return core::fail(core::Code::payload_malformed,
                      "dahua: something like a plate that is not read as one in event '" +
                          clean(code) + "', at " + paths_of(plates));
  if (code.starts_with("Traffic") ||
      std::ranges::find(kOtherEvents, code) != std::end(kOtherEvents))
    return notice(kMaker, Kind::other, code);
  return core::fail(core::Code::payload_malformed,
                    "dahua: an event '" + clean(code) + "' that is not known");
}

}  // namespace otkel::anpr
