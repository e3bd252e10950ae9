// The columns of [[bridge.profiles]]: apart from the other keys because an installer reads them
// alone.
#include "config/tables.hpp"

namespace otkel::config {

Keys<core::CameraProfile> camera_profile_columns() {
  using P = core::CameraProfile;
  const auto path = words_or_none();
  const auto list = list_of(words(), "a list of words");
  return {required(key<P>("name", OTKEL_AT(name), slug(), "the maker of its reads")),
          key<P>("format", OTKEL_AT(format), words(), "json (JSON pointers) or xml (XPath)"),
          required(key<P>("plate", OTKEL_AT(plate), words(), "the path of the plate")),
          key<P>("when", OTKEL_AT(when), path,
                 "a path that only messages about vehicles have, from the document; a message "
                 "without it is a heartbeat"),
          key<P>("when_is", OTKEL_AT(when_is), list,
                 "the words there that mean a vehicle; none: whatever stands there"),
          key<P>("vehicles", OTKEL_AT(vehicles), path,
                 "the path of the list of vehicles; the others start at each; none: the document"),
          key<P>("other_plate", OTKEL_AT(other_plate), path, "of another reading of the plate"),
          key<P>("trailer_plate", OTKEL_AT(trailer_plate), path, "of the trailer's plate"),
          key<P>("plate_encoding", OTKEL_AT(plate_encoding), one_of<core::PlateEncoding>(),
                 "how the plates are sent: as text, or as base64 of it"),
          key<P>("confidence", OTKEL_AT(confidence), path, "of the confidence"),
          key<P>("confidence_scale", OTKEL_AT(confidence_scale), number(0.001, 1e6),
                 "what full confidence is sent as"),
          key<P>("event_id", OTKEL_AT(event_id), path, "of what distinguishes two messages"),
          key<P>("group_id", OTKEL_AT(group_id), path, "of what ties messages of one vehicle"),
          key<P>("time", OTKEL_AT(time), path, "of the camera's time"),
          key<P>("time_format", OTKEL_AT(time_format), words(),
                 "iso, compact, day_first, epoch_s, epoch_ms or epoch_us"),
          key<P>("time_order", OTKEL_AT(time_order), maybe(one_of<core::DateOrder>()),
                 "of dates that end with the year; unset: as time_format says, else as the "
                 "camera's date_order"),
          key<P>("lane", OTKEL_AT(lane), path, "of the lane"),
          key<P>("direction", OTKEL_AT(direction), path, "of the direction"),
          key<P>("approaching", OTKEL_AT(approaching), list, "its words for towards the camera"),
          key<P>("leaving", OTKEL_AT(leaving), list, "its words for away from it"),
          key<P>("view", OTKEL_AT(view), path, "of which end of the vehicle the plate is on"),
          key<P>("front", OTKEL_AT(front), list, "its words for the front"),
          key<P>("rear", OTKEL_AT(rear), list, "its words for the rear"),
          key<P>("country", OTKEL_AT(country), path, "of the country"),
          key<P>("make", OTKEL_AT(make), path, "of the vehicle's make"),
          key<P>("type", OTKEL_AT(type), path, "of the vehicle's type"),
          key<P>("colour", OTKEL_AT(colour), path, "of the vehicle's colour"),
          key<P>("picture", OTKEL_AT(picture), path, "of a JPEG in base64"),
          key<P>("also", OTKEL_AT(also), list_of(words(), "a list of texts FIELD=PATH"),
                 "further paths, asked in turn where those before them give nothing")};
}

}  // namespace otkel::config
