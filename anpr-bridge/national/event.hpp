#pragma once
// One of our visits as the camera event of the national electronic queue. Pure: values in, bytes
// out; what the message has no field for is not sent.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/national_queue.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

/// What a visit comes down to.
struct NationalEvent {
  std::string plate;  ///< canonical where it is a plate, else as the camera wrote it
  core::Instant time{};
  std::optional<double> confidence;   ///< 0..1
  std::vector<std::string> readings;  ///< every text that was read for it, its own first
  std::string passage;                ///< "in" or "out"; a truck that backs out of the gate is out
  std::string vehicle_class, vehicle_mark;
  std::string picture_hash;  ///< of the best picture; empty: none
};

/// By the best read of the vehicle's own plate: one without an open doubt before the others, then
/// the surest. Nothing where no plate was read, where all of it came too late to be of now, or
/// where nothing but the rear was seen.
std::optional<NationalEvent> event_of(const core::Visit& visit);

/// The message in the order of fields that the interface's sample has. `picture`: JPEG, may be
/// empty. `zone`: the checkpoint's; the message's time carries none.
std::string to_json(const NationalEvent& event, std::string_view picture,
                    core::NationalPictures pictures, core::minutes zone);

}  // namespace otkel::anpr
