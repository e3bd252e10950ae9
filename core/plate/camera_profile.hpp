#pragma once
// Where the messages of a camera without a decoder of its own have their fields, as configured; the
// bridge compiles the paths (ADR 0027).
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// Of dates that end with the year: "05/06/2025" is a day of June or of May.
enum class DateOrder { day_first, month_first };
template <>
struct EnumWords<DateOrder> {
  static constexpr std::array<std::string_view, 2> words{"day_first", "month_first"};
};

/// How the text of a plate is sent; `base64` is of UTF-8.
enum class PlateEncoding { text, base64 };
template <>
struct EnumWords<PlateEncoding> {
  static constexpr std::array<std::string_view, 2> words{"text", "base64"};
};

/// Paths are JSON pointers or XPaths. One that begins with '=' is a constant ("=KZ"); an empty one
/// is not there.
struct CameraProfile {
  std::string name;             ///< the maker of its reads
  std::string format = "json";  ///< "json" or "xml"
  std::string when;             ///< path that only messages about vehicles have, from the document
  std::vector<std::string> when_is;  ///< its words for that, ASCII case apart; empty: any value
  std::string vehicles;  ///< path of the list; the paths below start at each. Empty: the document
  std::string plate;
  std::string other_plate, trailer_plate, confidence, event_id, group_id, time, lane, direction;
  std::string view, country, make, type, colour, picture;  ///< the picture in base64
  /// Further paths, "FIELD=PATH", asked in this order where those before them give nothing.
  std::vector<std::string> also;
  PlateEncoding plate_encoding = PlateEncoding::text;  ///< of all plates
  double confidence_scale = 1;                         ///< what full confidence is sent as
  /// iso, compact, day_first, epoch_s, epoch_ms or epoch_us: the form in the maker's documents.
  /// Whatever else can be read without a guess is read, too.
  std::string time_format = "iso";
  std::optional<DateOrder> time_order;  ///< unset: as time_format says, else the camera's
  std::vector<std::string> approaching, leaving, front, rear;  ///< its words, ASCII case apart
  static constexpr auto fields() {
    using F = CameraProfile;
    return std::tuple{field("name", &F::name),
                      field("format", &F::format),
                      field("when", &F::when),
                      field("when_is", &F::when_is),
                      field("vehicles", &F::vehicles),
                      field("plate", &F::plate),
                      field("other_plate", &F::other_plate),
                      field("trailer_plate", &F::trailer_plate),
                      field("confidence", &F::confidence),
                      field("event_id", &F::event_id),
                      field("group_id", &F::group_id),
                      field("time", &F::time),
                      field("lane", &F::lane),
                      field("direction", &F::direction),
                      field("view", &F::view),
                      field("country", &F::country),
                      field("make", &F::make),
                      field("type", &F::type),
                      field("colour", &F::colour),
                      field("picture", &F::picture),
                      field("also", &F::also),
                      field("plate_encoding", &F::plate_encoding),
                      field("confidence_scale", &F::confidence_scale),
                      field("time_format", &F::time_format),
                      field("time_order", &F::time_order),
                      field("approaching", &F::approaching),
                      field("leaving", &F::leaving),
                      field("front", &F::front),
                      field("rear", &F::rear)};
  }
};

}  // namespace otkel::core
