#pragma once
// What a camera says, decoded but not yet believed, and the visit that several such messages make.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// Where the camera stands decides what its reads mean.
enum class CameraRole { gate_in, exit, return_lane, entry_from_china };
template <>
struct EnumWords<CameraRole> {
  static constexpr std::array<std::string_view, 4> words{"gate_in", "exit", "return_lane",
                                                         "entry_from_china"};
};

enum class Motion { unknown, approaching, leaving };
template <>
struct EnumWords<Motion> {
  static constexpr std::array<std::string_view, 3> words{"unknown", "approaching", "leaving"};
};

/// Which plate of the vehicle a read is of. A truck's rear plate is its trailer's.
enum class View { front, rear };
template <>
struct EnumWords<View> {
  static constexpr std::array<std::string_view, 2> words{"front", "rear"};
};

/// Why a read waits for a person although it may be right: what is unknown is never taken for the
/// best case.
enum class ReadDoubt {
  age_unknown,              ///< no time that can be read, and it may have been kept for long
  confidence_out_of_scale,  ///< a confidence was sent that does not fit the maker's scale
  fields_contradict,        ///< two fields of the message say different things
  id_of_another_plate,      ///< its event id was seen with another plate
};
template <>
struct EnumWords<ReadDoubt> {
  static constexpr std::array<std::string_view, 4> words{
      "age_unknown", "confidence_out_of_scale", "fields_contradict", "id_of_another_plate"};
};

struct Reading {
  std::string text;             ///< as the camera wrote it
  std::optional<double> score;  ///< 0..1
  static constexpr auto fields() {
    return std::tuple{field("text", &Reading::text), field("score", &Reading::score)};
  }
};

/// One message of one camera about one vehicle. A confidence that the camera did not send is
/// missing, never 100.
struct PlateRead {
  std::string maker;                         ///< "hikvision", "dahua", ...
  std::string event_id;                      ///< the maker's id; empty if it has none
  std::string plate;                         ///< raw text; empty if nothing was read
  std::vector<Reading> others;               ///< further texts for the same vehicle
  std::optional<double> confidence;          ///< 0..1
  std::vector<double> character_confidence;  ///< 0..1, one per character, or empty
  Motion motion = Motion::unknown;
  std::string country;       ///< two letters where known, else as sent; weak evidence
  std::string vehicle_make;  ///< as sent; empty if unknown
  std::string vehicle_type;
  std::optional<std::string> vehicle_colour;  ///< as sent; missing if unknown
  std::optional<std::int64_t> lane;
  std::optional<std::string> camera;         ///< where a visit joins reads of several cameras
  std::optional<View> view;                  ///< which end of the vehicle the plate is on
  std::optional<std::string> trailer_plate;  ///< raw, where the maker itself pairs the two plates
  std::optional<std::string> group_id;       ///< ties messages of one vehicle beyond event_id
  std::optional<Instant> camera_time;        ///< a hint; missing where the camera gave no zone
  bool retransmitted = false;      ///< late or historical: may be journaled, may never act
  std::optional<ReadDoubt> doubt;  ///< the first that was found: proposes, never acts
  static constexpr auto fields() {
    using R = PlateRead;
    return std::tuple{field("maker", &R::maker),
                      field("event_id", &R::event_id),
                      field("plate", &R::plate),
                      field("others", &R::others),
                      field("confidence", &R::confidence),
                      field("character_confidence", &R::character_confidence),
                      field("motion", &R::motion),
                      field("country", &R::country),
                      field("vehicle_make", &R::vehicle_make),
                      field("vehicle_type", &R::vehicle_type),
                      field("vehicle_colour", &R::vehicle_colour),
                      field("lane", &R::lane),
                      field("camera", &R::camera),
                      field("view", &R::view),
                      field("trailer_plate", &R::trailer_plate),
                      field("group_id", &R::group_id),
                      field("camera_time", &R::camera_time),
                      field("retransmitted", &R::retransmitted),
                      field("doubt", &R::doubt)};
  }
};

/// One vehicle before one camera, as the bridge reports it to the edge. A visit may be reported
/// several times with a growing revision; the edge acts on the first decision and keeps the rest.
struct Visit {
  std::string visit_id;  ///< unique per bridge, stable over revisions and restarts
  std::int64_t revision = 1;
  std::string camera;  ///< name in the bridge's config
  CameraRole role = CameraRole::gate_in;
  Instant first_received{};  ///< the bridge's clock: authoritative
  Instant last_received{};
  std::vector<PlateRead> reads;
  std::string picture_hash;  ///< BLAKE2b-256 in hex of the best picture, empty if none came
  std::optional<std::string> rear_picture_hash;  ///< of the rear camera that joined
  std::optional<std::int64_t> clock_skew_ms;     ///< the bridge's clock minus the camera's, usually
  bool live = true;  ///< false: only late or retransmitted messages; may never act
  static constexpr auto fields() {
    return std::tuple{field("visit_id", &Visit::visit_id),
                      field("revision", &Visit::revision),
                      field("camera", &Visit::camera),
                      field("role", &Visit::role),
                      field("first_received", &Visit::first_received),
                      field("last_received", &Visit::last_received),
                      field("reads", &Visit::reads),
                      field("picture_hash", &Visit::picture_hash),
                      field("rear_picture_hash", &Visit::rear_picture_hash),
                      field("clock_skew_ms", &Visit::clock_skew_ms),
                      field("live", &Visit::live)};
  }
};

}  // namespace otkel::core
