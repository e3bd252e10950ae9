#pragma once
// Where a message has something like a plate, whoever sent it: what is set aside or not understood
// must not have one in it unnoticed. Internal to this folder.
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/codec/json.hpp"

namespace otkel::anpr {

struct PlateField {
  std::string path;    ///< "Alarm.Plate"; of a SimpleItem its Name
  std::string folded;  ///< as core::fold_plate_text() gives it
  bool named = true;   ///< false: the name says nothing of a plate, the text is surely one
};

/// At most 16 of them. What its sender itself calls a false positive or not there is left out.
std::vector<PlateField> plate_fields(const codec::json::value& root);
std::vector<PlateField> plate_fields(const pugi::xml_node& root);
/// Of texts like `Events[0].PlateNumber=123ABC02`, one a line or with semicolons between them, and
/// of JSON that stands where nobody expects it.
std::vector<PlateField> plate_fields_in_lines(std::string_view lines);

/// "Alarm.Plate, Alarm.Number"; cleaned.
std::string paths_of(const std::vector<PlateField>& fields);

}  // namespace otkel::anpr
